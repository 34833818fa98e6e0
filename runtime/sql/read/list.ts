// ListPlan -> statements: one for the page, one more when the count was asked for.
import type { Model } from "../../../engine/model/index.ts"
import type { ListPlan, OrderKey, Search } from "../../../engine/plan/index.ts"
import { Draft, type Row } from "../draft.ts"
import type { Slot, Template } from "../template.ts"
import { jsonOf } from "./columns.ts"
import { quoteIdentifier as q } from "../quote.ts"

/** The page: rows of [json, key...] with the keys of the sort as text, one row more than asked for when there is a next
 * page. The count: one row of one number. */
export function listTemplates(plan: ListPlan, model: Model): Template[] {
  return plan.count ? [page(plan, model), count(plan, model)] : [page(plan, model)]
}

function page(plan: ListPlan, model: Model): Template {
  const draft = new Draft(model)
  const row = draft.row(plan.entity)
  const keys = plan.order.map((key) => draft.value(key.expression, row))
  const where = filters(plan, row, draft)
  if (plan.after !== undefined) where.push(after(plan.order, keys, plan.after, draft))
  const columns = [`${jsonOf(plan.select, row, draft)}::text`, ...keys.map((key) => `${key}::text`)]
  const order = keys.map((key, i) => `${key} ${direction(plan.order[i])}`)
  const from = draft.from(row)
  return draft.finish(
    `SELECT ${columns.join(", ")} FROM ${from}${whereText(where)} ORDER BY ${order.join(", ")} LIMIT ${plan.limit + 1}`,
  )
}

function count(plan: ListPlan, model: Model): Template {
  const draft = new Draft(model)
  const row = draft.row(plan.entity)
  const where = filters(plan, row, draft)
  return draft.finish(`SELECT count(*)::text FROM ${draft.from(row)}${whereText(where)}`)
}

function filters(plan: ListPlan, row: Row, draft: Draft): string[] {
  const where = plan.where.map((condition) => draft.condition(condition, row))
  if (plan.search !== undefined) where.push(...searched(plan.search, row, draft))
  return where
}

/** Each word must be found somewhere; trigram indexes serve ILIKE (PostgreSQL F.35). */
function searched(search: Search, row: Row, draft: Draft): string[] {
  return search.words.map((word) => {
    const pattern = draft.param({ kind: "literal", value: `%${word.replace(/[\\%_]/g, "\\$&")}%` }, "text")
    return `(${search.fields.map((field) => `${row.alias}.${q(field.name)} ILIKE ${pattern}`).join(" OR ")})`
  })
}

function direction(key: OrderKey | undefined): string {
  return key?.descending ? "DESC" : "ASC"
}

/** The rows behind the cursor. NULL sorts last ascending and first descending, as PostgreSQL does by itself. */
function after(
  order: readonly OrderKey[],
  keys: readonly string[],
  values: readonly (string | null)[],
  draft: Draft,
): string {
  const bound = order.map((key, i) => draft.param(literal(values[i]), castOf(key)))
  const sameWay = order.every((key) => !key.nullable && key.descending === order[0]?.descending)
  if (sameWay) return `(${keys.join(", ")}) ${order[0]?.descending ? "<" : ">"} (${bound.join(", ")})`
  const branches = order.map((key, i) => {
    const equal = keys
      .slice(0, i)
      .map((other, j) => (values[j] === null ? `${other} IS NULL` : `${other} = ${bound[j]}`))
    return [...equal, beyond(key, keys[i] ?? "", bound[i] ?? "", values[i] ?? null)].join(" AND ")
  })
  return `(${branches.map((branch) => `(${branch})`).join(" OR ")})`
}

function beyond(key: OrderKey, text: string, bound: string, value: string | null): string {
  if (value === null) return key.descending ? `${text} IS NOT NULL` : "false"
  if (key.descending) return `${text} < ${bound}`
  return key.nullable ? `(${text} > ${bound} OR ${text} IS NULL)` : `${text} > ${bound}`
}

function literal(value: string | null | undefined): Slot {
  return { kind: "literal", value: value ?? null }
}

function castOf(key: OrderKey): string {
  const kind = key.expression.node.type.kind
  if (kind === "number") return "numeric"
  if (kind === "instant") return "timestamptz"
  if (kind === "ref") return "uuid"
  return kind === "null" || kind === "list" ? "text" : kind
}

export function whereText(where: readonly string[]): string {
  return where.length === 0 ? "" : ` WHERE ${where.join(" AND ")}`
}
