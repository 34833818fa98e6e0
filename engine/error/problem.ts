// The one thing a request may throw. It becomes an RFC 9457 problem document at the edge.
import { catalogue, type ProblemCode } from "./catalogue.ts"

/** A fault at one place of the input; `path` is an RFC 6901 pointer into the body, or a parameter's name. */
export interface Fault {
  readonly path: string
  readonly code: string
  readonly message: string
  readonly hint?: string
}

export interface ProblemParts {
  /** What went wrong this time, in one sentence for a person. */
  readonly detail: string
  readonly hint?: string
  readonly path?: string
  readonly errors?: readonly Fault[]
  /** Further facts, such as `retry_after` in seconds, or records that were found. */
  readonly extra?: Readonly<Record<string, string | number | readonly object[]>>
  readonly cause?: unknown
}

/** A refusal with a code of the catalogue, thrown at most once per request. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly status: number
  readonly title: string
  readonly parts: ProblemParts

  constructor(code: ProblemCode, parts: ProblemParts) {
    super(parts.detail, parts.cause === undefined ? undefined : { cause: parts.cause })
    this.name = "Problem"
    this.code = code
    this.status = catalogue[code].status
    this.title = catalogue[code].title
    this.parts = parts
  }

  /** The RFC 9457 document, without absent members. */
  toJSON(): Record<string, unknown> {
    const { detail, hint, path, errors, extra } = this.parts
    return {
      type: `https://tenon.example/problems/${this.code.toLowerCase()}`,
      title: this.title,
      status: this.status,
      code: this.code,
      detail,
      ...(hint === undefined ? {} : { hint }),
      ...(path === undefined ? {} : { path }),
      ...(errors === undefined ? {} : { errors }),
      ...extra,
    }
  }
}
