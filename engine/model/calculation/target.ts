// Where results go: fields that can hold them and that nobody else fills.
import type { Expression } from "../../expression/index.ts"
import { inside, type Place } from "../report.ts"
import type { Carried, Field, Table } from "../types.ts"
import type { CalculationGround, Over } from "./reading.ts"

type Kind = Field["type"]["kind"]

/** The names as they stand, each held to be a field of `table` of that kind; faults are reported. */
export function targets<T extends Readonly<Record<string, string>>>(
  into: T,
  table: Table,
  kind: (key: string) => Kind,
  place: Place,
  ground: CalculationGround,
): T {
  for (const [key, name] of Object.entries(into))
    holdTarget(name, table, kind(key), inside(place, key), ground)
  return into
}

export function holdTarget(
  name: string,
  table: Table,
  kind: Kind,
  place: Place,
  { layout: { report } }: CalculationGround,
): void {
  const field = table.fields.get(name)
  if (field === undefined) return report.unknown(place, `field of ${table.id}`, name, table.fields.keys())
  const wrong = whyNot(field, kind)
  if (wrong !== undefined)
    report.fault("MOD014", place, `"${name}" ${wrong}.`, "Name a plain field for the result.")
}

/** Why the field cannot hold a result, in words that stand after its name. */
function whyNot(field: Field, kind: Kind): string | undefined {
  if (field.type.kind !== kind) return `cannot hold a ${kind === "ref" ? "reference" : kind}`
  if (field.derived !== undefined) return "is derived from others"
  if (field.sequence !== undefined) return "is a running number"
  if (field.storage.kind === "any_ref") return "refers to one of several entities"
  if (field.required) return "is required, but is empty until it is worked out"
  return field.default === undefined ? undefined : "has a default, which would never be seen"
}

/** The rows of `field`, all of which are results; undefined where it holds none, which is reported. */
export function resultRows(
  field: string,
  place: Place,
  { entity, layout }: CalculationGround,
): Table | undefined {
  const rows = entity.rows.get(field)
  if (rows === undefined)
    layout.report.unknown(place, `field of ${entity.id} with child rows,`, field, entity.rows.keys())
  return rows
}

/** Expressions by the field that they fill, each of the field's type. */
export function carried(
  carry: Readonly<Record<string, string>> = {},
  table: Table,
  read: Over,
  place: Place,
  ground: CalculationGround,
): Carried {
  return Object.entries(carry).flatMap(([name, text]) => {
    const field = table.fields.get(name)
    if (field !== undefined) holdTarget(name, table, field.type.kind, inside(place, name), ground)
    else ground.layout.report.unknown(inside(place, name), `field of ${table.id}`, name, table.fields.keys())
    const value: Expression | undefined = read(name, text, field?.type)
    return value === undefined ? [] : [{ field: name, value }]
  })
}

export const amounts = (): Kind => "number"
