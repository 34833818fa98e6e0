// The sums of a report by its groups, and how what they are grouped by is called.
import { levelsOf, type Aggregate, type PlannedAxis, type ReportPlan } from "../../../engine/report/index.ts"
import type { Draft, Row } from "../draft.ts"
import { whereText } from "../read/list.ts"
import { asText, conditionsOf, isCondition, kind, valueColumns, type Part } from "./part.ts"
import { fromLayers } from "./layers.ts"
import { fromTotals } from "./totals.ts"
import { inWindow } from "./window.ts"

/** Columns: `g`, the keys of the groups and of what columns stand for, then for each of them that is made of records how its record is called and the values over it, then the sums. */
export function groupsPart(plan: ReportPlan, most: number, draft: Draft): Part {
  const row = draft.row(plan.source)
  const levels = levelsOf(plan)
  const keys = levels.map(({ by }) => inWindow(by, row, [draft, plan, 0]))
  const sums = plan.aggregates.map((one) => sumOf(one, row, plan, draft))
  const windows = [...new Set([0, ...plan.aggregates.map(({ window }) => window)])]
  const where = whereText(conditionsOf(plan, row, draft, windows))
  const from = fromSource(plan, row, draft)
  const grouped = keys.length === 0 ? "" : ` GROUP BY ${keys.map((_, at) => at + 1).join(", ")}`
  const inner = [...keys.map((key, at) => `${key} AS k${at}`), ...sums.map((sum, at) => `${sum} AS a${at}`)]
  const select = inner.length === 0 ? "1 AS one" : inner.join(", ")
  const called = levels.map((level, at) => targetOf(level, `s.k${at}`, draft))
  return {
    columns: [
      kind("g"),
      ...levels.map(({ by }, at) => asText(`s.k${at}`, by.node.type)),
      ...called.flatMap(({ columns }) => columns),
      ...sums.map((_, at) => `s.a${at}::text`),
    ],
    rest: `FROM (SELECT ${select} FROM ${from}${where}${grouped} LIMIT ${most + 1}) s${called.map(({ join }) => join()).join("")}`,
  }
}

/** What stands in FROM for the source: its rows, or what is read in place of them. */
function fromSource(plan: ReportPlan, row: Row, draft: Draft): string {
  if (plan.totals !== undefined) return fromTotals(plan.totals, plan.source, row, draft)
  return plan.report.layers === undefined ? draft.from(row) : fromLayers(plan, row, draft)
}

interface Called {
  readonly columns: readonly string[]
  /** To be asked for after the columns are written. */
  readonly join: () => string
}

/** How the record of a group is called and the values over it, joined once the sums are done. */
function targetOf({ target, values }: PlannedAxis, key: string, draft: Draft): Called {
  if (target === undefined) return { columns: [], join: () => "" }
  const row = draft.row(target.entity)
  return {
    columns: calledColumns({ target, values }, row, draft),
    join: () =>
      ` LEFT JOIN ${draft.table(target.entity.table)} ${row.alias} ON ${row.alias}.id = ${key}${row.joins.text()}`,
  }
}

/** The title of a record of a group, where it may be shown, and the values over it. */
export function calledColumns(
  { target, values }: Pick<PlannedAxis, "target" | "values">,
  row: Row,
  draft: Draft,
): readonly string[] {
  const title = target?.title === undefined ? "NULL::text" : `(${draft.column(row, target.title)})::text`
  const all = [title, ...values.flatMap((column) => valueColumns(column, row, draft))]
  const read = target?.read ?? false
  if (read === false) return all.map(() => "NULL::text")
  if (!isCondition(read)) return all
  const allowed = draft.condition(read, row)
  return all.map((text) => `CASE WHEN ${allowed} THEN ${text} END`)
}

function sumOf({ fn, what, where, window }: Aggregate, row: Row, plan: ReportPlan, draft: Draft): string {
  const value = what === undefined ? undefined : inWindow(what, row, [draft, plan, window])
  const conditions = narrowing({ where, window }, row, plan, draft)
  const filter = conditions.length === 0 ? "" : ` FILTER (WHERE ${conditions.join(" AND ")})`
  if (fn === "count" && value === undefined)
    return plan.totals === undefined ? `count(*)${filter}` : `coalesce(sum(${row.alias}.entries)${filter}, 0)`
  const collated = what?.node.type.kind === "text" ? `${value} COLLATE "C"` : value
  return fn === "sum" ? `coalesce(sum(${value})${filter}, 0)` : `${fn}(${collated})${filter}`
}

/** What a record must meet to count in a sum. */
export function narrowing(
  { where, window }: { readonly where: Aggregate["where"]; readonly window: number },
  row: Row,
  plan: ReportPlan,
  draft: Draft,
): readonly string[] {
  const { filter } = plan.report
  const all = [
    ...(plan.moving && filter !== undefined ? [filter] : []),
    ...(where === undefined ? [] : [where]),
  ]
  return all.map((one) => inWindow(one, row, [draft, plan, window], "condition"))
}
