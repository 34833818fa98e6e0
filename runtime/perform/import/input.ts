// What an importer asks for besides the file, from the parameters of the request.
import { nearest, Problem } from "../../../engine/error/index.ts"
import type { Row } from "../../../engine/expression/index.ts"
import type { Field, Importer } from "../../../engine/model/index.ts"
import { prepareRecord, type RecordEnv } from "../../../engine/record/index.ts"

/** The input, clean. REQ004 for a parameter that is not asked for, PLN006 with all that does not fit. */
export function readInput(
  { input, title }: Importer,
  query: ReadonlyMap<string, string>,
  env: RecordEnv,
): Row {
  const given: Record<string, unknown> = {}
  for (const [name, text] of query) {
    const field = input.fields.get(name)
    if (field === undefined) throw unknown(name, input.fields.keys(), title)
    if (text !== "") given[name] = plain(field, text)
  }
  const prepared = prepareRecord(input, given, env)
  if (prepared.ok) return prepared.record
  const [first] = prepared.faults
  throw new Problem("PLN006", {
    detail: first === undefined || prepared.faults.length > 1 ? `${title} asks for more.` : first.message,
    errors: prepared.faults,
  })
}

/** The text of a query as the value that JSON would have. */
function plain({ json }: Field, text: string): unknown {
  if (json === "boolean") return text === "true" ? true : text === "false" ? false : text
  if (json === "integer") return /^-?\d{1,15}$/.test(text) ? Number(text) : text
  return json === "array" ? text.split(",") : text
}

function unknown(name: string, known: Iterable<string>, title: string): Problem {
  const all = [...known, "dry_run"]
  const near = nearest(name, all)
  return new Problem("REQ004", {
    detail: `"${title}" does not ask for "${name.slice(0, 60)}".`,
    hint: near === undefined ? `Known: ${all.join(", ")}.` : `Did you mean "${near}"?`,
    path: name.slice(0, 60),
  })
}
