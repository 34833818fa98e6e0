// The effect that finds what rows stand for: rules and the records that may be meant, each with its conditions over a row.
import type { Expression, Scope, Type } from "../../expression/index.ts"
import { booleanType } from "../express/expressions.ts"
import { choiceScope } from "../express/scope.ts"
import { entityAt, inOrder } from "../layout/layout.ts"
import { present } from "../present.ts"
import { inside, type Place } from "../report.ts"
import type { Effect, Entity, Matching, Rows, Values } from "../types.ts"
import type { EffectSource, Head } from "./effect-source.ts"
import { rowScope, type TransitionGround } from "./scope.ts"
import { fieldToSet } from "./values.ts"

type Source = Extract<EffectSource, { match: string }>
type WaySource = Source["ways"][string]
type Match = Extract<Effect, { kind: "match" }>

const numberType: Type = { kind: "number" }
const dateType: Type = { kind: "date" }

interface Room {
  readonly rows: Rows
  readonly ground: TransitionGround
}

export function readMatch(
  head: Head,
  source: Source,
  place: Place,
  ground: TransitionGround,
): Effect | undefined {
  const { layout, entity } = ground
  const rows = entity.rows.get(source.match)
  if (rows === undefined) {
    const at = inside(place, "match")
    layout.report.unknown(at, `field of ${entity.id} with child rows,`, source.match, entity.rows.keys())
    return undefined
  }
  const room: Room = { rows, ground }
  const rules = readRules(source, inside(place, "rules"), room)
  const ways = inOrder(source.ways).flatMap(
    ([name, way]) => readWay([name, way], inside(place, "ways", name), room) ?? [],
  )
  const own = ownFields(source, place, room)
  if (rules === undefined || own === undefined) return undefined
  const where =
    source.where === undefined
      ? undefined
      : layout.all.read(source.where, rowScope(ground, rows), booleanType, inside(place, "where"))
  return { ...head, kind: "match", field: source.match, ...own, rules, ways, ...present({ where }) }
}

/** The fields of the rows that matching reads and writes. */
function ownFields(
  source: Source,
  place: Place,
  { rows, ground }: Room,
): Pick<Match, "amount" | "date" | "rule" | "proposed"> | undefined {
  const kinds = { amount: "number", date: "date", rule: "ref", proposed: "boolean" } as const
  const named = Object.entries(kinds).flatMap(([key, kind]) => {
    const name = source[key as keyof typeof kinds] // a key of the map above
    if (name === undefined) return []
    const at = inside(place, key)
    const field = fieldToSet(name, [rows, at], ground)
    if (field === undefined) return []
    if (field.type.kind !== kind)
      ground.layout.report.fault("MOD014", at, `"${name}" of ${rows.id} is no ${kind}.`)
    return [[key, name] as const]
  })
  const found: Partial<Record<keyof typeof kinds, string>> = Object.fromEntries(named)
  const { amount, ...others } = found
  return amount === undefined ? undefined : { amount, ...others }
}

function readRules({ rules }: Source, place: Place, room: Room): Match["rules"] | undefined {
  const { layout } = room.ground
  const of = entityAt(rules.of, inside(place, "of"), layout)
  const base = of && readBase(of, rules, place, room)
  if (of === undefined || base === undefined) return undefined
  const read = reader(of, room)
  const way = read(rules.way, { kind: "text" }, inside(place, "way"))
  if (way === undefined) return undefined
  const sort = (rules.sort ?? []).flatMap((key, index) => {
    const field = key.replace(/^-/, "")
    if (of.fields.has(field)) return [{ field, descending: key.startsWith("-") }]
    layout.report.unknown(inside(place, "sort", index), `field of ${of.id}`, field, of.fields.keys())
    return []
  })
  return {
    ...{ ...base, sort, way },
    ...present({
      tolerance: read(rules.tolerance, numberType, inside(place, "tolerance")),
      days: read(rules.days, numberType, inside(place, "days")),
    }),
  }
}

function readWay(
  [name, way]: readonly [string, WaySource],
  place: Place,
  room: Room,
): Match["ways"][number] | undefined {
  const of = entityAt(way.of, inside(place, "of"), room.ground.layout)
  const base = of && readBase(of, way, place, room)
  if (of === undefined || base === undefined) return undefined
  const read = reader(of, room)
  const amount = read(way.amount, numberType, inside(place, "amount"))
  if (amount === undefined) return undefined
  const date = read(way.date, dateType, inside(place, "date"))
  return { ...base, name, by: way.by, amount, parts: way.parts ?? false, ...present({ date }) }
}

/** Which records are looked at, when one of them goes with a row, and what the row then says. */
function readBase(
  of: Entity,
  source: Pick<WaySource, "where" | "on"> & { readonly values?: Readonly<Record<string, string>> },
  place: Place,
  room: Room,
): Matching | undefined {
  const { layout, entity } = room.ground
  const where =
    source.where === undefined
      ? undefined
      : layout.all.read(
          source.where,
          choiceScope(of, entity, layout.all),
          booleanType,
          inside(place, "where"),
        )
  const on = reader(of, room)(source.on, booleanType, inside(place, "on"))
  if (on === undefined) return undefined
  return {
    of: of.id,
    on,
    values: readValues(source.values ?? {}, of, inside(place, "values"), room),
    ...present({ where }),
  }
}

function readValues(texts: Readonly<Record<string, string>>, of: Entity, place: Place, room: Room): Values {
  return Object.entries(texts).flatMap(([name, text]) => {
    const at = inside(place, name)
    const field = fieldToSet(name, [room.rows, at], room.ground)
    const value = field && reader(of, room)(text, field.type, at)
    return value === undefined ? [] : [{ field: name, value }]
  })
}

/** Over a record, with the row as `parent`. */
function reader(
  of: Entity,
  { rows, ground }: Room,
): (text: string | undefined, type: Type, place: Place) => Expression | undefined {
  const { all } = ground.layout
  const scope: Scope = choiceScope(of, rows, all)
  return (text, type, place) => (text === undefined ? undefined : all.read(text, scope, type, place))
}
