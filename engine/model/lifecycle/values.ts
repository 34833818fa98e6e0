// Fields set by expressions: of the record itself, of one that is made or of one that is referred to.
import type { Expression, Scope } from "../../expression/index.ts"
import { isStamp } from "../stamps.ts"
import { inside, type Place } from "../report.ts"
import type { Field, Table, Values } from "../types.ts"
import { readOver } from "./read.ts"
import type { TransitionGround } from "./scope.ts"
import { isState } from "./state-field.ts"

/** The values by field of `table`, each of the field's type; fields that nobody may set are reported. */
export function readValues(
  texts: Readonly<Record<string, string>>,
  [table, place]: readonly [Table, Place],
  scope: Scope,
  ground: TransitionGround,
): Values {
  return Object.entries(texts).flatMap(([name, text]) => {
    const value = readValue([name, text], [table, inside(place, name)], scope, ground)
    return value === undefined ? [] : [{ field: name, value }]
  })
}

/** One value; undefined when it is faulty, which is reported. */
export function readValue(
  [name, text]: readonly [string, string],
  [table, place]: readonly [Table, Place],
  scope: Scope,
  ground: TransitionGround,
): Expression | undefined {
  const field = fieldToSet(name, [table, place], ground)
  return field && readOver(text, scope, field.type, place, ground)
}

/** The field, if effects may set it; why not is reported. */
export function fieldToSet(
  name: string,
  [table, place]: readonly [Table, Place],
  { layout }: TransitionGround,
): Field | undefined {
  const field = table.fields.get(name)
  if (field === undefined)
    return void layout.report.unknown(place, `field of ${table.id}`, name, table.fields.keys())
  const kept = whyKept(field)
  if (kept === undefined) return field
  return void layout.report.fault("MOD014", place, `"${name}" of ${table.id} ${kept}.`)
}

/** Why no effect sets the field, in words that stand after its name. */
function whyKept(field: Field): string | undefined {
  if (isStamp(field)) return "is kept by the system"
  if (isState(field)) return "changes by transitions only"
  if (field.derived !== undefined) return "is derived from others"
  if (field.sequence !== undefined) return "is a running number: use the effect `number`"
  if (field.calculation !== undefined) return `is worked out by the calculation "${field.calculation}"`
  return field.storage.kind === "rows"
    ? "holds rows: say them by a rule of their own, with `values`"
    : undefined
}
