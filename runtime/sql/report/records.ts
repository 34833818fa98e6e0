// The single records that stand below the groups of a report.
import { levelsOf, type Aggregate, type ReportPlan } from "../../../engine/report/index.ts"
import type { Draft, Row } from "../draft.ts"
import { whereText } from "../read/list.ts"
import { asText, conditionsOf, kind, valueColumns, type Part } from "./part.ts"
import { narrowing } from "./groups.ts"
import { fromLayers } from "./layers.ts"
import { inWindow } from "./window.ts"

/** Columns: `r`, the keys of the groups and of what columns stand for, the place among all, the id, the values, and what the record adds to each sum. */
export function recordsPart(plan: ReportPlan, most: number, draft: Draft): Part {
  const { records } = plan.report
  const row = draft.row(plan.source)
  const order = (records?.sort ?? []).map(
    ({ by, descending }) => `${inWindow(by, row, [draft, plan, 0])}${descending ? " DESC" : ""}`,
  )
  const conditions = [
    ...conditionsOf(plan, row, draft, [0]),
    ...(records?.where === undefined ? [] : [inWindow(records.where, row, [draft, plan, 0], "condition")]),
  ]
  const columns = [
    kind("r"),
    ...levelsOf(plan).map(({ by }) => asText(inWindow(by, row, [draft, plan, 0]), by.node.type)),
    `(row_number() OVER (ORDER BY ${[...order, `${row.alias}.id`].join(", ")}))::text`,
    `${row.alias}.id::text`,
    ...plan.values.flatMap((column) => valueColumns(column, row, draft)),
    ...plan.aggregates.map((one) => `(${addedBy(one, row, plan, draft)})::text`),
  ]
  const from = plan.report.layers === undefined ? draft.from(row) : fromLayers(plan, row, draft)
  return { columns, rest: `FROM ${from}${whereText(conditions)} LIMIT ${most + 1}` }
}

/** What one record adds to a sum: its value where it counts; nothing, or zero, elsewhere. */
function addedBy({ fn, what, where, window }: Aggregate, row: Row, plan: ReportPlan, draft: Draft): string {
  const conditions = narrowing({ where, window }, row, plan, draft)
  const value = what === undefined ? "1" : inWindow(what, row, [draft, plan, window])
  const counted = fn === "count" && what !== undefined ? `(${value} IS NOT NULL)::integer` : value
  const nothing = fn === "sum" || fn === "count" ? "0" : "NULL"
  const own = fn === "sum" ? `coalesce(${counted}, 0)` : counted
  return conditions.length === 0
    ? own
    : `CASE WHEN ${conditions.join(" AND ")} THEN ${own} ELSE ${nothing} END`
}
