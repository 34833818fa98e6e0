// The effect that makes another record: its values, its child rows, and what becomes of it.
import { booleanType } from "../express/expressions.ts"
import { entityAt } from "../layout/layout.ts"
import { present } from "../present.ts"
import { inside, type Place } from "../report.ts"
import type { Effect, Entity, Values } from "../types.ts"
import type { EffectSource, Head } from "./effect-source.ts"
import { readOver } from "./read.ts"
import { aimScope, type TransitionGround } from "./scope.ts"
import { readValue, readValues } from "./values.ts"

type Source = Extract<EffectSource, { create: string }>
type Create = Extract<Effect, { kind: "create" }>

export function readCreate(
  head: Head,
  source: Source,
  place: Place,
  ground: TransitionGround,
): Create | undefined {
  const { layout, entity } = ground
  const target = entityAt(source.create, inside(place, "create"), layout)
  if (target === undefined) return undefined
  if (source.copy !== undefined && target.id !== entity.id)
    layout.report.fault("MOD014", inside(place, "copy"), `A copy of ${entity.id} cannot be of ${target.id}.`)
  reportInto(source, target, place, ground)
  reportThen(source, target, place, ground)
  return {
    ...head,
    kind: "create",
    entity: target.id,
    copy: source.copy !== undefined,
    values: valuesOf(source, target, place, ground),
    rows: rowsOf(source, target, place, ground),
    ...aimOf(source, place, ground),
    ...present({ into: source.into, then: source.then }),
  }
}

/** The rows field whose rows are gone through, and which of them. */
export function aimOf(
  { each, where }: { readonly each?: string; readonly where?: string },
  place: Place,
  ground: TransitionGround,
): Pick<Create, "each" | "where"> {
  const at = inside(place, "where")
  if (each === undefined && where !== undefined)
    ground.layout.report.fault(
      "MOD014",
      at,
      '"where" chooses among the rows of "each".',
      'Use "when" for the whole effect.',
    )
  const condition =
    where === undefined ? undefined : readOver(where, aimScope(each, place, ground), booleanType, at, ground)
  return present({ each, where: condition })
}

function valuesOf(source: Source, target: Entity, place: Place, ground: TransitionGround): Values {
  const scope = aimScope(source.each, place, ground)
  return Object.entries(source.values).flatMap(([field, text]) => {
    if (typeof text !== "string") return []
    const value = readValue([field, text], [target, inside(place, "values", field)], scope, ground)
    return value === undefined ? [] : [{ field, value }]
  })
}

function rowsOf(source: Source, target: Entity, place: Place, ground: TransitionGround): Create["rows"] {
  return Object.entries(source.values).flatMap(([field, rule]) => {
    if (typeof rule === "string") return []
    const at = inside(place, "values", field)
    const rows = target.rows.get(field)
    if (rows === undefined) {
      ground.layout.report.unknown(at, `field of ${target.id} with child rows,`, field, target.rows.keys())
      return []
    }
    const scope = aimScope(rule.each, at, ground)
    const values = readValues(rule.values, [rows, inside(at, "values")], scope, ground)
    return [{ field, values, ...aimOf(rule, at, ground) }]
  })
}

/** A reference of the document to what is made for it, or of each row to what is made for the row. */
function reportInto(
  { into, each }: Source,
  target: Entity,
  place: Place,
  { entity, layout }: TransitionGround,
): void {
  if (into === undefined) return
  const at = inside(place, "into")
  const table = each === undefined ? entity : entity.rows.get(each)
  if (each?.includes(".") === true)
    layout.report.fault("MOD014", at, "Only rows of the document refer to what is made for them.")
  if (table === undefined) return
  const field = table.fields.get(into)
  if (field === undefined) return layout.report.unknown(at, `field of ${table.id}`, into, table.fields.keys())
  if (field.storage.kind !== "ref" || field.storage.entity !== target.id)
    layout.report.fault("MOD014", at, `"${into}" does not refer to ${target.id}.`)
}

function reportThen(
  { then }: Source,
  target: Entity,
  place: Place,
  { inputs, layout }: TransitionGround,
): void {
  if (then === undefined || inputs.has(`${target.id}#${then}`)) return
  layout.report.unknown(
    inside(place, "then"),
    `transition of ${target.id}`,
    then,
    transitionsOf(target.id, inputs),
  )
}

/** The names of the transitions of an entity. */
export function transitionsOf(entity: string, inputs: TransitionGround["inputs"]): readonly string[] {
  const start = `${entity}#`
  return [...inputs.keys()].filter((id) => id.startsWith(start)).map((id) => id.slice(start.length))
}
