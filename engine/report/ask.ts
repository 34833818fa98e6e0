// A request for a report -> the values of its parameters: given ones read as a form's would be, others by their defaults.
import { nearest, Problem, type Fault } from "../error/index.ts"
import { compile } from "../expression/index.ts"
import { fieldType, Refusal, type Field, type Report } from "../model/index.ts"
import { plainOf } from "../record/index.ts"
import type { Around, Asked, Given } from "./types.ts"

/** The values of all parameters. Refuses with REQ004 an unknown one, with REP002 and every fault at once those that cannot
 * be read and those that are missing. */
export function askReport(report: Report, query: ReadonlyMap<string, string>, around: Around): Asked {
  const { fields } = report.parameters
  for (const name of query.keys()) if (!fields.has(name)) throw unknown(name, report)
  const faults: Fault[] = []
  const asked: Record<string, Given> = {}
  for (const field of fields.values()) {
    const text = query.get(field.name)
    const value = text === undefined || text === "" ? fallback(field, asked, around) : read(field, text)
    if (value instanceof Refusal) faults.push(fault(field, `${field.title} ${value.message}.`, value.hint))
    else if (value === null && field.required)
      faults.push(fault(field, `${field.title} is needed.`, undefined))
    else asked[field.name] = value
  }
  const [first] = faults
  if (first !== undefined)
    throw new Problem("REP002", {
      detail: first.message,
      path: first.path,
      errors: faults,
      ...(first.hint === undefined ? {} : { hint: first.hint }),
    })
  return asked
}

function fault({ name }: Field, message: string, hint: string | undefined): Fault {
  return { path: name, code: "REP002", message, ...(hint === undefined ? {} : { hint }) }
}

function unknown(name: string, { parameters, title }: Report): Problem {
  const near = nearest(name, parameters.fields.keys())
  const known = [...parameters.fields.keys(), "format"].join(", ")
  return new Problem("REQ004", {
    detail: `"${title}" is not asked for "${name.slice(0, 60)}".`,
    hint: near === undefined ? `Known: ${known}.` : `Did you mean "${near}"?`,
    path: name.slice(0, 60),
  })
}

/** The text of a query as the value that JSON would have, read as the field's values are. */
function read(field: Field, text: string): Given | Refusal {
  const taken = fieldType(field.fieldType).reader?.(field)(plain(field, text))
  return taken === undefined || (typeof taken === "object" && taken !== null && "entity" in taken)
    ? null
    : taken
}

function plain({ json }: Field, text: string): unknown {
  if (json === "boolean") return text === "true" ? true : text === "false" ? false : text
  if (json === "integer") return /^-?\d{1,15}$/.test(text) ? Number(text) : text
  return json === "array" ? text.split(",") : text
}

/** The default, over the parameters before it; what it cannot give counts as none. */
function fallback(field: Field, before: Asked, { user, today, now }: Around): Given {
  const { default: declared } = field
  if (declared === undefined) return null
  const value: unknown =
    declared.kind === "constant"
      ? declared.value
      : plainOf(field)(
          compile(declared.expression)({
            row: before,
            today,
            now,
            follow: () => undefined,
            ...(user === undefined ? {} : { user }),
          }),
        )
  if (value === null) return null
  const taken = fieldType(field.fieldType).reader?.(field)(value)
  const isPlain = taken !== undefined && !(taken instanceof Refusal)
  return isPlain && !(typeof taken === "object" && taken !== null && "entity" in taken) ? taken : null
}
