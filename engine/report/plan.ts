// A report with its parameters, under a grant -> what is to be summed, and which cells come of it. Still no SQL.
import type { Grant } from "../access/index.ts"
import { Problem } from "../error/index.ts"
import { reads, type Expression } from "../expression/index.ts"
import {
  findTable,
  type Model,
  type Report,
  type ReportAxis,
  type ReportColumn,
  type Table,
} from "../model/index.ts"
import { guardsOf } from "./guards.ts"
import { columnsOf, columnsRead, hiddenOf, shownColumns } from "./rights.ts"
import { shownOf } from "./shown.ts"
import { totalsFor } from "./totals.ts"
import type { Aggregate, Around, Asked, GuardedValue, PlannedAxis, ReportPlan, Window } from "./types.ts"
import { windowsOf } from "./windows.ts"

/** Plans a report. Refuses with ACC002 one that is grouped or narrowed by what the roles do not show, REP002 and REP003
 * spans of time that cannot be, REP003 too many sums. */
export function planReport(
  report: Report,
  { asked, around }: { readonly asked: Asked; readonly around: Around },
  grant: Grant,
  model: Model,
): ReportPlan {
  const axis = report.across?.by.find(({ name }) => name === asked[report.across?.choose ?? ""])
  mustShow(report, axis, grant)
  const windows = windowsOf(report, asked)
  const columns = shownColumns(report, grant.access)
  const shown = shownOf(columns, windows)
  const groups = report.groups.map((group) => ({
    ...group,
    ...plannedAxis(group, valuesOf(columns, group.name, grant), grant, model),
  }))
  const aggregates = aggregatesOf({ report, columns, windows, shown })
  const plan = {
    report,
    model,
    source: sourceOf(report, model),
    read: grant.access(report.source.split("/")[0] ?? "").read,
    asked,
    around,
    windows,
    moving: report.filter !== undefined && moves(report.filter, windows),
    groups,
    ...(axis === undefined ? {} : { across: plannedAxis(axis, [], grant, model) }),
    aggregates,
    values: valuesOf(columns, undefined, grant),
    shown,
    formulas: report.formulas.filter((name) => columns.has(name)),
    columns,
  }
  const totals = totalsFor(plan)
  return totals === undefined ? plan : { ...plan, totals }
}

function mustShow(report: Report, axis: ReportAxis | undefined, { access }: Grant): void {
  const hidden = hiddenOf(report, access, axis)
  if (hidden === undefined) return
  throw new Problem("ACC002", {
    detail: `Your roles do not show ${hidden === "source" ? `what "${report.title}" reads` : `"${hidden}", which "${report.title}" needs`}.`,
  })
}

function sourceOf({ source }: Report, { entities }: Model): Table {
  const table = findTable(source, entities)
  if (table === undefined) throw new Error(`a compiled report reads ${source}, which is not there`)
  return table
}

/** Which window a column is worked out in, asked for in another: only what is spread has values by period, only what
 * stands across has values by what columns stand for. */
export function windowFor(
  { spread, across }: Pick<ReportColumn, "spread" | "across">,
  window: number,
  windows: readonly Window[],
): number {
  const { all = 0, before = false } = windows[window] ?? {}
  const value = across ? window - all : 0
  // That of the parameters is the first, and the one that it is compared with the second.
  return value + (spread ? all : before ? 1 : 0)
}

function plannedAxis(
  axis: ReportAxis,
  values: readonly GuardedValue[],
  grant: Grant,
  model: Model,
): PlannedAxis {
  const target = axis.entity === undefined ? undefined : targetOf(axis.entity, grant, model)
  return { ...axis, values, ...(target === undefined ? {} : { target }) }
}

/** The values over the record of a group, or over single records. */
function valuesOf(
  columns: ReadonlyMap<string, ReportColumn>,
  group: string | undefined,
  grant: Grant,
): readonly GuardedValue[] {
  return [...columns.values()].flatMap((column) =>
    column.kind === "value" && column.of === group
      ? [{ ...column, guards: guardsOf(column.value, grant.access) }]
      : [],
  )
}

/** The record that is grouped by, and how it is called where that may be read. */
function targetOf(id: string, grant: Grant, { entities }: Model): PlannedAxis["target"] {
  const entity = entities.get(id)
  if (entity === undefined) return undefined
  const access = grant.access(id)
  const title = entity.fields.get(entity.titleField)
  const rights = access.field(entity.titleField)
  const isShown = title !== undefined && rights.read === true && rights.mask === undefined
  return { entity, read: access.read, ...(isShown ? { title } : {}) }
}

/** All sums that the cells need, each once. */
function aggregatesOf({
  report,
  columns,
  windows,
  shown,
}: Pick<ReportPlan, "report" | "columns" | "windows" | "shown">): readonly Aggregate[] {
  const found = new Map<string, Aggregate>()
  const asked = new Set<string>()
  const need = (name: string, window: number): void => {
    const column = columns.get(name)
    if (column === undefined) return
    const at = windowFor(column, window, windows)
    const key = `${name} ${at}`
    if (asked.has(key)) return
    asked.add(key)
    for (const one of sumsOf(column, at)) {
      const known = found.get(aggregateKey(one))
      found.set(aggregateKey(one), known?.across === true ? known : one)
    }
    for (const other of columnsOf(column)) need(other, at)
  }
  for (const { column, window, part } of shown)
    if (part === "now" || part === "before") need(column.name, window)
  if (report.having !== undefined) for (const name of columnsRead(report.having)) need(name, 0)
  for (const { sort } of report.groups) if (sort !== undefined) need(sort.column, 0)
  return [...found.values()]
}

/** What a column is made of, in one window. */
export function sumsOf(column: ReportColumn, window: number): readonly Aggregate[] {
  const { across } = column
  switch (column.kind) {
    case "sum":
    case "min":
    case "max":
      return [{ fn: column.kind, what: column.what, window, across, ...narrowed(column.where) }]
    case "avg":
      return (["sum", "count"] as const).map((fn) => ({
        ...{ fn, what: column.what, window, across },
        ...narrowed(column.where),
      }))
    case "count":
      return [{ fn: "count", window, across, ...narrowed(column.where) }]
    case "value":
    case "formula":
    case "running":
      return []
    default:
      return column satisfies never
  }
}

function narrowed(where: Expression | undefined): { readonly where?: Expression } {
  return where === undefined ? {} : { where }
}

/** Equal sums are asked for once. */
export function aggregateKey({ fn, what, where, window }: Aggregate): string {
  return JSON.stringify([fn, what?.text, where?.text, window])
}

/** Whether an expression reads a day that some window has of its own. */
function moves({ node }: Expression, windows: readonly Window[]): boolean {
  const days = new Set(windows.flatMap((window) => Object.keys(window.days)))
  return reads(node).some(({ root, steps }) => days.has(`${root}.${steps[0]?.field ?? ""}`))
}
