// The queries of the effect `match`: rows of a document that stand for nothing yet, the rules that apply to them, and the
// records that they may stand for.
import type { Effect, Entity, Field, Matching, Model, Values } from "../../../engine/model/index.ts"
import { tableOf } from "../../../engine/plan/index.ts"
import { Draft, type Row } from "../draft.ts"
import { quoteIdentifier as q, quoteLiteral } from "../quote.ts"
import type { Template } from "../template.ts"
import { whereText } from "./list.ts"

export type Match = Extract<Effect, { readonly kind: "match" }>

/** More pairs than people could look through. */
const MOST = 50_000

/** Rows of [json]: `{id, open, amount, date, fields}` of each row of the document `id`, in order. */
export function openRowsTemplate(entity: Entity, effect: Match, model: Model): Template {
  const room = roomOf(entity, effect, model)
  const { draft, line } = room
  const { fields: all } = tableOf(`${entity.id}/${effect.field}`, model)
  const kept = [...all.values()].filter((field) => isKept(field, effect))
  const fields = objectOf(kept.map(({ name }) => [name, `${line.alias}.${q(name)}`]))
  const date = effect.date === undefined ? "NULL" : `${line.alias}.${q(effect.date)}::text`
  const json = objectOf([
    ["id", `${line.alias}.id`],
    ["open", effect.where === undefined ? "true" : draft.value(effect.where, line)],
    ["amount", `${line.alias}.${q(effect.amount)}::text`],
    ["date", date],
    ["fields", fields],
  ])
  const where = ownRows(room)
  return draft.finish(
    `SELECT ${json}::text FROM ${from(room)}${whereText(where)} ORDER BY ${line.alias}.position`,
  )
}

/** Rows of [json]: `{row, rule, way, tolerance, days, fields}` of each rule that applies to a row, in the order of the rules. */
export function fitsTemplate(entity: Entity, effect: Match, model: Model): Template {
  const room = roomOf(entity, effect, model)
  const { rules } = effect
  const { draft, line } = room
  const [rule, of] = beside(rules, room)
  const order = rules.sort.map(
    ({ field, descending }) => `${rule.alias}.${q(field)}${descending ? " DESC" : ""}`,
  )
  const json = objectOf([
    ["row", `${line.alias}.id`],
    ["rule", `${rule.alias}.id`],
    ["way", draft.value(rules.way, rule)],
    ["tolerance", rules.tolerance === undefined ? "'0'" : `(${draft.value(rules.tolerance, rule)})::text`],
    ["days", rules.days === undefined ? "NULL" : `(${draft.value(rules.days, rule)})::integer`],
    ["fields", valuesOf(rules.values, rule, draft)],
  ])
  const where = [...conditions(room, effect), ...of]
  return draft.finish(
    `SELECT ${json}::text FROM ${from(room)} CROSS JOIN ${draft.from(rule)}${whereText(where)} ORDER BY ${[...order, `${rule.alias}.id`, `${line.alias}.position`].join(", ")} LIMIT ${MOST}`,
  )
}

/** Rows of [json]: `{row, record, amount, date, fields}` of each record that a row may stand for. */
export function pairsTemplate(
  entity: Entity,
  [effect, way]: readonly [Match, Match["ways"][number]],
  model: Model,
): Template {
  const room = roomOf(entity, effect, model)
  const { draft, line } = room
  const [record, of] = beside(way, room)
  const json = objectOf([
    ["row", `${line.alias}.id`],
    ["record", `${record.alias}.id`],
    ["amount", `(${draft.value(way.amount, record)})::text`],
    ["date", way.date === undefined ? "NULL" : `(${draft.value(way.date, record)})::text`],
    ["fields", valuesOf(way.values, record, draft)],
  ])
  const where = [...conditions(room, effect), ...of]
  return draft.finish(
    `SELECT ${json}::text FROM ${from(room)} CROSS JOIN ${draft.from(record)}${whereText(where)} ORDER BY ${line.alias}.position, ${record.alias}.id LIMIT ${MOST}`,
  )
}

/** The document and its rows in one statement. */
interface Room {
  readonly draft: Draft
  readonly document: Row
  readonly line: Row
}

function roomOf(entity: Entity, { field }: Match, model: Model): Room {
  const draft = new Draft(model)
  const document = draft.row(entity)
  return {
    draft,
    document,
    line: { ...draft.row(tableOf(`${entity.id}/${field}`, model)), parent: document },
  }
}

/** To be asked for after everything over the document and the row is written. */
function from({ draft, document, line }: Room): string {
  return `${draft.from(document)} CROSS JOIN ${draft.from(line)}`
}

function ownRows({ draft, document, line }: Room): readonly string[] {
  const id = `${document.alias}.id = ${draft.param({ kind: "input", name: "id" }, "uuid")}`
  return [id, `${line.alias}.parent = ${document.alias}.id`]
}

/** The rows that stand for nothing yet. */
function conditions(room: Room, { where }: Match): readonly string[] {
  return [...ownRows(room), ...(where === undefined ? [] : [room.draft.condition(where, room.line)])]
}

/** A record beside the row, and what must hold for both. */
function beside(
  { of, where, on }: Matching,
  { draft, document, line }: Room,
): readonly [Row, readonly string[]] {
  const row = draft.row(tableOf(of, draft.model))
  const chosen = where === undefined ? [] : [draft.condition(where, { ...row, parent: document })]
  const over: Row = { ...row, parent: line }
  return [over, [...chosen, draft.condition(on, over)]]
}

function valuesOf(values: Values, row: Row, draft: Draft): string {
  return objectOf(values.map(({ field, value }) => [field, draft.value(value, row)]))
}

function objectOf(entries: readonly (readonly [string, string])[]): string {
  return `json_build_object(${entries.map(([name, value]) => `${quoteLiteral(name)}, ${value}`).join(", ")})`
}

/** What a part of a row has in common with it: all that people write, but for what matching says. */
function isKept({ name, system, derived, storage }: Field, effect: Match): boolean {
  const said = [effect.amount, effect.rule, effect.proposed, ...effect.rules.values.map(({ field }) => field)]
  const ways = effect.ways.flatMap(({ values }) => values.map(({ field }) => field))
  if (system || derived !== undefined || [...said, ...ways].includes(name)) return false
  return storage.kind === "ref" || (storage.kind === "column" && storage.column.type !== "numeric")
}
