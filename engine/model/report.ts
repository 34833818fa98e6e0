// Collects what is wrong with the metadata, each fault with its code, file, pointer, layer and a mend.
import { nearest, type Diagnostic } from "../error/index.ts"
import { layerOf, type Source } from "../layer/index.ts"

/** Where a fault stands: a file and an RFC 6901 pointer inside it. */
export interface Place {
  readonly file: string
  readonly pointer: string
}

export interface Report {
  readonly diagnostics: readonly Diagnostic[]
  readonly failed: boolean
  /** Something that makes the model impossible. */
  fault(code: string, place: Place, message: string, hint?: string): void
  /** Something odd that the model can live with. */
  warning(code: string, place: Place, message: string, hint?: string): void
  /** MOD010: `name` is the name of nothing in `known`; the nearest is the hint. */
  unknown(place: Place, what: string, name: string, known: Iterable<string>): void
}

/** The place one or more keys further down. */
export function inside(place: Place, ...keys: readonly (string | number)[]): Place {
  let { pointer } = place
  for (const key of keys) pointer += `/${escape(String(key))}`
  return { file: place.file, pointer }
}

/** Few keys need escaping, and places are made by the thousand. */
function escape(key: string): string {
  return /[~/]/.test(key) ? key.replaceAll("~", "~0").replaceAll("/", "~1") : key
}

/** An empty report on the source; the layer of each fault is looked up in it. */
export function createReport(source: Source): Report {
  const diagnostics: Diagnostic[] = []
  const add = (
    severity: Diagnostic["severity"],
    code: string,
    place: Place,
    words: readonly [message: string, hint: string | undefined],
  ): void => {
    const [message, hint] = words
    const layer = layerOf(source, place.file, place.pointer)
    diagnostics.push({
      code,
      severity,
      message,
      ...(hint === undefined ? {} : { hint }),
      ...place,
      ...(layer === undefined ? {} : { layer }),
    })
  }
  return {
    diagnostics,
    get failed() {
      return diagnostics.some((diagnostic) => diagnostic.severity === "error")
    },
    fault: (code, place, message, hint) => add("error", code, place, [message, hint]),
    warning: (code, place, message, hint) => add("warning", code, place, [message, hint]),
    unknown(place, what, name, known) {
      const names = [...known]
      const close = nearest(name, names)
      const few = names.length > 0 && names.length <= 12 ? `Known: ${names.join(", ")}.` : undefined
      add("error", "MOD010", place, [
        `There is no ${what} "${name}".`,
        close === undefined ? few : `Did you mean "${close}"?`,
      ])
    },
  }
}
