// ListPlan -> statements: one for the page, one more when the count was asked for.
import type { Model } from "../../../engine/model/index.ts"
import type { ListPlan, OrderKey, Search } from "../../../engine/plan/index.ts"
import { Draft, type Row } from "../draft.ts"
import type { Template } from "../template.ts"
import { jsonOf } from "./columns.ts"
import { quoteIdentifier as q } from "../quote.ts"

/** The page: rows of [json, key...] with the keys of the sort as text, one row more than asked for when there is a next
 * page. The count: one row of one number. */
export function listTemplates(plan: ListPlan, model: Model): Template[] {
  return plan.count ? [page(plan, model), count(plan, model)] : [page(plan, model)]
}

function page(plan: ListPlan, model: Model): Template {
  const draft = new Draft(model)
  const row = draft.row(plan.table)
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

/** The query for columns of the first row of the page, whatever else the page shows. */
export function firstRow(plan: ListPlan, columns: readonly string[], draft: Draft): string {
  const row = draft.row(plan.table)
  const keys = plan.order.map((key) => draft.value(key.expression, row))
  const where = filters(plan, row, draft)
  if (plan.after !== undefined) where.push(after(plan.order, keys, plan.after, draft))
  const order = keys.map((key, i) => `${key} ${direction(plan.order[i])}`)
  const given = columns.map((name) => `${row.alias}.${q(name)}`)
  return `SELECT ${given.join(", ")} FROM ${draft.from(row)}${whereText(where)} ORDER BY ${order.join(", ")} LIMIT 1`
}

function count(plan: ListPlan, model: Model): Template {
  const draft = new Draft(model)
  const row = draft.row(plan.table)
  const where = filters(plan, row, draft)
  return draft.finish(`SELECT count(*)::text FROM ${draft.from(row)}${whereText(where)}`)
}

function filters(plan: ListPlan, row: Row, draft: Draft): string[] {
  const { holders } = plan
  const held = typeof holders === "object" ? [draft.condition(holders, draft.record(row))] : []
  const where = [...held, ...plan.where.map((condition) => draft.condition(condition, row))]
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
  const places = order.map((key, i): Place => ({ key, text: keys[i] ?? "", value: values[i] ?? null }))
  const [first] = places
  if (
    first !== undefined &&
    places.every(
      ({ key, value }) => value !== null && !key.nullable && key.descending === first.key.descending,
    )
  ) {
    const bounds = places.map((place) => bound(place, draft))
    return `(${keys.join(", ")}) ${first.key.descending ? "<" : ">"} (${bounds.join(", ")})`
  }
  const branches = places.map((place, i) => {
    const equal = places
      .slice(0, i)
      .map((other) =>
        other.value === null ? `${other.text} IS NULL` : `${other.text} = ${bound(other, draft)}`,
      )
    return [...equal, beyond(place, draft)].join(" AND ")
  })
  return `(${branches.map((branch) => `(${branch})`).join(" OR ")})`
}

/** A key of the sort and its value where the page before ended. */
interface Place {
  readonly key: OrderKey
  readonly text: string
  readonly value: string | null
}

function beyond({ key, text, value }: Place, draft: Draft): string {
  if (value === null) return key.descending ? `${text} IS NOT NULL` : "false"
  const limit = draft.param({ kind: "literal", value }, castOf(key))
  if (key.descending) return `${text} < ${limit}`
  return key.nullable ? `(${text} > ${limit} OR ${text} IS NULL)` : `${text} > ${limit}`
}

/** Asked for only where it is used: PostgreSQL refuses a parameter without a place. */
function bound({ key, value }: Place, draft: Draft): string {
  return draft.param({ kind: "literal", value }, castOf(key))
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
