// Stored derived values are worked out anew by set-based UPDATEs in the transaction of the write. Rows of other records
// are locked first in a statement of their own: the UPDATE then sees what concurrent writers committed meanwhile
// (PostgreSQL 13.2.1: each statement of READ COMMITTED has its own snapshot).
import { columnOf, type Field, type Model, type Table } from "../../../engine/model/index.ts"
import { isOwn, tableOf, type Refresh, type Way } from "../../../engine/plan/index.ts"
import { Draft, type Row } from "../draft.ts"
import { quoteIdentifier as q } from "../quote.ts"
import type { Stale, Template } from "../template.ts"
import { assertions, refusal } from "./assert.ts"
import { columnsOf } from "./input.ts"
import { likelihoodText } from "./likelihood.ts"

/** Statements for all refreshes, in order, then for the rules over what was refreshed. Inputs: `ids` of the written
 * records, and `before_<i>_<j>` as looked up. */
export function refreshTemplates(refreshes: readonly Refresh[], model: Model): Template[] {
  const all = refreshes.map((refresh, i): Placed => {
    const input = (way: Way, j: number): string => (way.when === "before" ? `before_${i}_${j}` : "ids")
    return { ...refresh, named: refresh.ways.map((way, j) => ({ way, input: input(way, j) })) }
  })
  const work = all.flatMap((refresh) => [...locks(refresh, model), update(refresh, model)])
  return [...work, ...all.flatMap((refresh) => held(refresh, model))]
}

/** A refresh with the inputs of its ways; the same for all of its statements. */
interface Placed extends Refresh {
  readonly named: Stale["ways"]
}

/** The condition that the row of an id is stale. */
type IsStale = (id: string, draft: Draft) => string

/** A statement that finds the stale rows by their ways, and how it is where they are known. */
function over({ ways, named }: Placed, work: Stale["work"], write: (isStale: IsStale) => Template): Template {
  const found = write((id, draft) => affected(named, id, draft))
  if (ways.every(({ back }) => back.length === 0)) return found
  const direct = write((id, draft) => `${id} = ANY(${idsIn("stale", draft)})`)
  return { ...found, stale: { ways: named, work, direct } }
}

/** Asserts the rules that the refreshed rows must meet. */
function held(refresh: Placed, model: Model): Template[] {
  if (refresh.rules.length === 0) return []
  return [
    over(refresh, "refresh", (isStale) => {
      const draft = new Draft(model)
      const row = draft.row(refresh.table)
      const check = refusal(assertions(refresh.rules), row, draft)
      const where = isStale(`${row.alias}.id`, draft)
      return draft.finish(`SELECT ${check} FROM ${draft.from(row)} WHERE ${where}`)
    }),
  ]
}

/** The look that a way asks for before the write: rows of [id]. */
export function lookTemplate(way: Way, start: string, model: Model): Template {
  const draft = new Draft(model)
  return draft.finish(
    `SELECT DISTINCT id::text FROM (${reached(way, start, draft)}) s(id) WHERE id IS NOT NULL`,
  )
}

/** Locks the written record before looks, so that its references stay as they are seen. Input `id`. */
export function lockTemplate(entity: Table, model: Model): Template {
  const draft = new Draft(model)
  return draft.finish(
    `SELECT t.id::text FROM ${draft.table(entity.table)} t WHERE t.id = ${draft.param({ kind: "input", name: "id" }, "uuid")} FOR UPDATE`,
  )
}

/** Child rows are locked by their record, as whoever writes that record does: the record, then its rows. */
function locks(refresh: Placed, model: Model): Template[] {
  if (refresh.ways.every(isOwn)) return []
  const { id, table } = refresh.table
  const [entity = ""] = id.split("/")
  return [
    over(refresh, "lock", (isStale) => {
      const draft = new Draft(model)
      const stale =
        entity === id
          ? isStale("t.id", draft)
          : `t.id IN (SELECT c.parent FROM ${draft.table(table)} c WHERE ${isStale("c.id", draft)})`
      const holder = draft.table(tableOf(entity, model).table)
      return draft.finish(`SELECT 1 FROM ${holder} t WHERE ${stale} ORDER BY t.id FOR NO KEY UPDATE`)
    }),
  ]
}

function update(refresh: Placed, model: Model): Template {
  return over(refresh, "refresh", (isStale) => {
    const draft = new Draft(model)
    const row = draft.row(refresh.table)
    const values = refresh.fields.map(
      (field) =>
        `(${derivedValue(field, row, draft)})::${columnsOf(field)[0]?.type ?? "text"} AS ${q(field.name)}`,
    )
    // OFFSET keeps the values from being worked out twice, to be compared and to be set.
    const inner = `SELECT ${row.alias}.id, ${values.join(", ")} FROM ${draft.from(row)} WHERE ${isStale(`${row.alias}.id`, draft)} OFFSET 0`
    const set = refresh.fields.map((field) => `${q(field.name)} = s.${q(field.name)}`).join(", ")
    const changed = refresh.fields
      .map((field) => `t.${q(field.name)} IS DISTINCT FROM s.${q(field.name)}`)
      .join(" OR ")
    return draft.finish(
      `UPDATE ${draft.table(refresh.table.table)} t SET ${set} FROM (${inner}) s WHERE t.id = s.id AND (${changed})`,
    )
  })
}

/** The value of a stored derived field over `row`. */
export function derivedValue(field: Field, row: Row, draft: Draft): string {
  const { derived } = field
  if (derived?.kind === "stored") return draft.value(derived.expression, row)
  if (derived?.kind === "likelihood") return likelihoodText(derived, row, draft)
  if (derived?.kind !== "rollup") throw new Error(`${field.name} is not refreshed`)
  const { fn, filter } = derived
  const source = tableOf(derived.of, draft.model)
  const via = columnOf(row.table.id, source.fields.get(derived.via)) ?? derived.via
  return draft.subquery(source, (inner) => {
    const of = derived.field === undefined ? undefined : source.fields.get(derived.field)
    const value = of === undefined ? "*" : draft.column(inner, of)
    return {
      select: fn === "sum" || fn === "count" ? `coalesce(${fn}(${value}), 0)` : `${fn}(${value})`,
      where: [
        `${inner.alias}.${q(via)} = ${row.alias}.id`,
        ...(filter === undefined ? [] : [draft.condition(filter, inner)]),
      ],
    }
  })
}

function affected(ways: Stale["ways"], id: string, draft: Draft): string {
  const parts = ways.map(({ way, input }) =>
    way.when === "before" || way.back.length === 0
      ? `${id} = ANY(${idsIn(input, draft)})`
      : `${id} IN (${reached(way, input, draft)})`,
  )
  return parts.length === 1 ? (parts[0] ?? "false") : `(${parts.join(" OR ")})`
}

function idsIn(input: string, draft: Draft): string {
  return draft.param({ kind: "input", name: input }, "uuid[]")
}

/** A query for the ids at the end of a way that starts at the input `start`. */
export function reached(way: Way, start: string, draft: Draft): string {
  let query = `SELECT unnest(${idsIn(start, draft)})`
  for (const step of way.back) {
    const isChildren = step.kind === "children"
    const table = draft.table(
      tableOf(isChildren ? `${step.table}/${step.field}` : step.table, draft.model).table,
    )
    switch (step.kind) {
      case "referrers":
        query = `SELECT x.id FROM ${table} x WHERE x.${q(step.field)} IN (${query})`
        break
      case "children":
        query = `SELECT x.id FROM ${table} x WHERE x.parent IN (${query})`
        break
      case "parent":
        query = `SELECT x.parent FROM ${table} x WHERE x.id IN (${query})`
        break
      case "target":
        query = `SELECT x.${q(step.column)} FROM ${table} x WHERE x.id IN (${query})`
        break
      default:
        step satisfies never
    }
  }
  return query
}
