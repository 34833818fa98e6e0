// Refusals as the server words them (RFC 9457), and the one error that the screens know how to show.
import { isObject } from "./record.ts"

export interface Fault {
  /** RFC 6901 pointer into the body, `/lines/0/amount`, or a parameter's name. */
  readonly path: string
  readonly code: string
  readonly message: string
  readonly hint?: string
}

export interface ProblemDocument {
  readonly title: string
  readonly status: number
  readonly code: string
  readonly detail: string
  readonly hint?: string
  readonly errors: readonly Fault[]
  /** Of RUN015: the entity whose records are there already. */
  readonly entity?: string
}

/** A request that the server refused, or that never reached it (`status` 0). */
export class RequestRefused extends Error {
  readonly problem: ProblemDocument

  constructor(problem: ProblemDocument) {
    super(problem.detail)
    this.name = "RequestRefused"
    this.problem = problem
  }

  get status(): number {
    return this.problem.status
  }
}

/** Reads a problem document out of any body; what is missing is made up from the HTTP status. */
export function readProblem(status: number, body: unknown): ProblemDocument {
  const source = isObject(body) ? body : {}
  const text = (name: string): string | undefined => {
    const value = source[name]
    return typeof value === "string" && value !== "" ? value : undefined
  }
  const title = text("title") ?? `HTTP ${status}`
  const hint = text("hint")
  const entity = text("entity")
  return {
    title,
    status,
    code: text("code") ?? `HTTP${status}`,
    detail: text("detail") ?? title,
    ...(hint === undefined ? {} : { hint }),
    ...(entity === undefined ? {} : { entity }),
    errors: Array.isArray(source.errors) ? source.errors.flatMap(readFault) : [],
  }
}

function readFault(value: unknown): Fault[] {
  if (!isObject(value) || typeof value.message !== "string") return []
  const { path, code, message, hint } = value
  return [
    {
      path: typeof path === "string" ? path : "",
      code: typeof code === "string" ? code : "",
      message,
      ...(typeof hint === "string" ? { hint } : {}),
    },
  ]
}

/** The faults by pointer; those of no field are left to the message. */
export function placedFaults(errors: readonly Fault[]): ReadonlyMap<string, string> {
  return new Map(
    errors
      .filter((fault) => fault.path.startsWith("/"))
      .map((fault) => [
        fault.path,
        fault.hint === undefined ? fault.message : `${fault.message} ${fault.hint}`,
      ]),
  )
}
