// CreatePlan -> statements. One insert serves one record and a thousand; what depends on children comes after it.
import type { Entity, Field, Model } from "../../../engine/model/index.ts"
import type { AlikePlan, CreatePlan } from "../../../engine/plan/index.ts"
import { Draft } from "../draft.ts"
import { quoteIdentifier as q } from "../quote.ts"
import { jsonOf } from "../read/columns.ts"
import { unlikeTemplates } from "../read/duplicates.ts"
import type { Template } from "../template.ts"
import { assertAfter, assertions, refusal } from "./assert.ts"
import { insertLinks, insertRows } from "./children.ts"
import { copied, fallbackColumns } from "./copy.ts"
import { recordset, startingAtZero, writableColumns } from "./input.ts"
import { journal } from "./journal.ts"
import { emptiedColumns, fillInput } from "./lookup.ts"
import { refreshTemplates } from "./refresh.ts"
import { numbering } from "./sequence.ts"
import { savedReply } from "./once.ts"

/** The shape of a create: equal shapes are served by the same statements, whatever the records hold. */
export type CreateShape = Pick<CreatePlan, "entity" | "allowed" | "rules" | "refresh" | "select"> & {
  /** Fields with child rows or links in any of the records. */
  readonly filled: readonly Field[]
  readonly once: boolean
  readonly alike?: AlikePlan
  /** Nobody waits for the records as they became. */
  readonly reply?: "none"
}

/** Statements for a create. Inputs: `records`, `ids`, `added_<field>`, and those of refresh and once. The last statement
 * gives rows of [json, id] in no order. */
export function createTemplates(shape: CreateShape, model: Model): Template[] {
  const { alike } = shape
  const later =
    shape.filled.length > 0 || shape.refresh.length > 0 || shape.rules.after.length > 0 || alike !== undefined
  const between = [
    ...shape.filled.map((field) => filling(field, model)),
    ...refreshTemplates(shape.refresh, model),
    ...(shape.rules.after.length > 0
      ? [assertAfter(shape.entity, "id", assertions(shape.rules.after), model)]
      : []),
    ...shape.rules.rows
      .filter(({ field }) => shape.filled.includes(field))
      .map(({ field, rules }) => rowsAssertion(field, rules, model)),
    ...(alike === undefined ? [] : unlikeTemplates(alike, model)),
  ]
  return [
    insert(shape, model, later || shape.once || shape.reply === "none" ? "silent" : "reply"),
    ...between,
    ...((later || shape.once) && shape.reply !== "none" ? [createdTemplate(shape, model)] : []),
  ]
}

function filling(field: Field, model: Model): Template {
  if (field.storage.kind === "rows") return insertRows(field, field.storage.rows, model)
  if (field.storage.kind === "many") return insertLinks(field, field.storage.table, model)
  throw new Error(`${field.name} holds neither rows nor links`)
}

function rowsAssertion(field: Field, rules: CreateShape["rules"]["after"], model: Model): Template {
  if (field.storage.kind !== "rows") throw new Error(`${field.name} holds no rows`)
  return assertAfter(field.storage.rows, "parent", assertions(rules), model)
}

/** The numbers that are given when a record is made, by field. */
function numbersOf(entity: Entity, draft: Draft): ReadonlyMap<string, ReturnType<typeof numbering>> {
  const counted = [...entity.fields.values()].filter((field) => field.sequence?.given === "create")
  return new Map(counted.map((field, i) => [field.name, numbering(entity, field, i, draft)]))
}

function insert(shape: CreateShape, model: Model, answer: "reply" | "silent"): Template {
  const { entity } = shape
  const draft = new Draft(model)
  const columns = writableColumns(entity)
  const records = draft.param({ kind: "input", name: "records" }, "jsonb")
  const actor = draft.param({ kind: "user", field: "id" }, "uuid")
  const fallbacks = [...fallbackColumns(entity, columns), ...emptiedColumns(entity)]
  const given = [{ name: "id", type: "uuid" }, ...columns, ...fallbacks]
  const numbers = numbersOf(entity, draft)
  const filled = fillInput(
    entity,
    columns,
    ["id", ...(numbers.size === 0 ? [] : ["ord"]), ...fallbacks.map(({ name }) => name)],
    draft,
  )
  const values = columns.map(
    ({ name }) =>
      numbers.get(name)?.value ??
      (filled.from === "input" ? copied(entity, name, "i", draft) : `i.${q(name)}`),
  )
  const ordinal = numbers.size === 0 ? "*" : "*, row_number() OVER () AS ord"
  const zeros = startingAtZero(entity)
  const names = ["id", ...columns.map(({ name }) => name), "created_by", "updated_by", ...zeros]
    .map(q)
    .join(", ")
  const input = `input AS (SELECT ${ordinal} FROM ${recordset(records, "r", given)})`
  const w = `w AS (INSERT INTO ${draft.table(entity.table)} (${names}) SELECT ${["i.id", ...values, actor, actor, ...zeros.map(() => "0")].join(", ")} FROM ${filled.from} i RETURNING *)`
  const log = journal(entity, "create", { id: "w.id", version: "w.version", changes: "NULL::jsonb" }, draft)
  const row = draft.row(entity, "w")
  const rules = assertions(shape.rules.inline, { id: "right/create", condition: shape.allowed })
  const check = refusal(rules, row, draft)
  const json = answer === "reply" ? `${jsonOf(shape.select, row, draft)}::text` : "NULL"
  const ctes = [input, ...filled.ctes, ...[...numbers.values()].map(({ cte }) => cte), w, ...log]
  return draft.finish(
    `WITH ${ctes.join(", ")} SELECT ${json}, w.id::text, ${check} FROM w${row.joins.text()}`,
  )
}

/** The records as they are once all is done: rows of [json, id] in no order, for the input `ids`. */
export function createdTemplate(
  shape: Pick<CreateShape, "entity" | "select" | "once">,
  model: Model,
): Template {
  const draft = new Draft(model)
  const row = draft.row(shape.entity)
  const json = `${jsonOf(shape.select, row, draft)}::text`
  const ids = draft.param({ kind: "input", name: "ids" }, "uuid[]")
  const query = `SELECT ${json} AS json, ${row.alias}.id::text AS id FROM ${draft.from(row)} WHERE ${row.alias}.id = ANY(${ids})`
  return draft.finish(shape.once ? savedReply(query, draft) : query)
}
