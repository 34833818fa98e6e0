// The effect that fills a rows field from records of another entity or ledger, grouped and summed.
import type { Expression, Scope, Type } from "../../expression/index.ts"
import { booleanType } from "../express/expressions.ts"
import { askedScope, choiceScope } from "../express/scope.ts"
import { entityAt } from "../layout/layout.ts"
import { present } from "../present.ts"
import { inside, type Place } from "../report.ts"
import type { Effect, Gathered, Rows } from "../types.ts"
import type { EffectSource, Head } from "./effect-source.ts"
import type { TransitionGround } from "./scope.ts"
import { fieldToSet } from "./values.ts"

type Source = Extract<EffectSource, { collect: string }>
type Read = (text: string, type: Type | undefined, at: Place) => Expression | undefined

export function readCollect(
  head: Head,
  source: Source,
  place: Place,
  ground: TransitionGround,
): Effect | undefined {
  const { layout, entity } = ground
  const rows = entity.rows.get(source.collect)
  const at = inside(place, "collect")
  if (rows === undefined)
    layout.report.unknown(at, `field of ${entity.id} with child rows,`, source.collect, entity.rows.keys())
  const of = entityAt(source.of, inside(place, "of"), layout)
  if (rows === undefined || of === undefined) return undefined
  const scope = choiceScope(of, entity, layout.all)
  const read: Read = (text, type, where) => layout.all.read(text, scope, type, where)
  const by = Object.entries(source.by).flatMap(([name, text]) => {
    const here = inside(place, "by", name)
    const field = fieldToSet(name, [rows, here], ground)
    const value = field && read(text, field.type, here)
    return value === undefined ? [] : [{ field: name, value }]
  })
  const values = Object.entries(source.values ?? {}).flatMap(([name, one]) =>
    gathered([name, one], [rows, inside(place, "values", name)], read, ground),
  )
  return {
    ...head,
    kind: "collect",
    field: source.collect,
    of: of.id,
    by,
    values,
    ...present({
      where: source.where === undefined ? undefined : read(source.where, booleanType, inside(place, "where")),
      having: readHaving(source, rows, inside(place, "having"), ground),
    }),
  }
}

function gathered(
  [name, { fn, of }]: readonly [string, NonNullable<Source["values"]>[string]],
  [rows, place]: readonly [Rows, Place],
  read: Read,
  ground: TransitionGround,
): readonly Gathered[] {
  const { report } = ground.layout
  const field = fieldToSet(name, [rows, place], ground)
  if (field === undefined) return []
  if ((fn === "count") !== (of === undefined)) {
    report.fault(
      "MOD014",
      place,
      fn === "count" ? "A count counts records, not values." : `"${fn}" needs "of".`,
    )
    return []
  }
  if (of === undefined) return [{ field: name, fn }]
  const value = read(of, field.type, inside(place, "of"))
  if (value === undefined) return []
  if ((fn === "sum" || fn === "avg") && field.type.kind !== "number") {
    report.fault(
      "MOD014",
      place,
      `"${name}" is no number, so nothing can be ${fn === "sum" ? "summed" : "averaged"} in it.`,
    )
    return []
  }
  return [{ field: name, fn, of: value }]
}

/** Only what was collected is known of a row when it is kept or dropped. */
function readHaving(
  source: Source,
  rows: Rows,
  place: Place,
  ground: TransitionGround,
): Expression | undefined {
  if (source.having === undefined) return undefined
  const names = new Set([...Object.keys(source.by), ...Object.keys(source.values ?? {})])
  const collected = { id: rows.id, fields: new Map([...rows.fields].filter(([name]) => names.has(name))) }
  const { all } = ground.layout
  const scope: Scope = askedScope({ shape: collected, parent: undefined }, all)
  return all.read(source.having, scope, booleanType, place)
}
