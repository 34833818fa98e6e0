// A report with its parameters, under a grant -> what is to be summed, and which cells come of it. Still no SQL.
import type { Grant } from "../access/index.ts"
import { Problem } from "../error/index.ts"
import { reads, type Expression } from "../expression/index.ts"
import { findTable, type Model, type Report, type ReportColumn, type Table } from "../model/index.ts"
import { guardsOf } from "./guards.ts"
import { columnsOf, columnsRead, hiddenOf, shownColumns } from "./rights.ts"
import { totalsFor } from "./totals.ts"
import type {
  Aggregate,
  Around,
  Asked,
  GuardedValue,
  PlannedGroup,
  ReportPlan,
  Shown,
  Window,
} from "./types.ts"
import { windowsOf } from "./windows.ts"

/** Plans a report. Refuses with ACC002 one that is grouped or narrowed by what the roles do not show, REP002 and REP003
 * spans of time that cannot be, REP003 too many sums. */
export function planReport(
  report: Report,
  { asked, around }: { readonly asked: Asked; readonly around: Around },
  grant: Grant,
  model: Model,
): ReportPlan {
  const source = sourceOf(report, model)
  const hidden = hiddenOf(report, grant.access)
  if (hidden !== undefined)
    throw new Problem("ACC002", {
      detail: `Your roles do not show ${hidden === "source" ? `what "${report.title}" reads` : `"${hidden}", which "${report.title}" needs`}.`,
    })
  const windows = windowsOf(report, asked)
  const columns = shownColumns(report, grant.access)
  const shown = shownOf(columns, windows)
  const groups = report.groups.map((group) => plannedGroup(group, columns, grant, model))
  const aggregates = aggregatesOf({ report, columns, windows, shown })
  const plan = {
    report,
    model,
    source,
    read: grant.access(report.source.split("/")[0] ?? "").read,
    asked,
    around,
    windows,
    moving: report.filter !== undefined && moves(report.filter, windows),
    groups,
    aggregates,
    values: valuesOf(columns, undefined, grant),
    shown,
    formulas: report.formulas.filter((name) => columns.has(name)),
    columns,
  }
  const totals = totalsFor(plan)
  return totals === undefined ? plan : { ...plan, totals }
}

function sourceOf({ source }: Report, { entities }: Model): Table {
  const table = findTable(source, entities)
  if (table === undefined) throw new Error(`a compiled report reads ${source}, which is not there`)
  return table
}

/** Which window a column is worked out in, asked for in another: only what is spread has values by period. */
export function windowFor(
  { spread }: Pick<ReportColumn, "spread">,
  window: number,
  windows: readonly Window[],
): number {
  const { before = false } = windows[window] ?? {}
  return spread ? window : windows.findIndex((one) => !one.spread && one.before === before)
}

/** The cells in order: columns that are spread stand together, period by period. */
function shownOf(columns: ReadonlyMap<string, ReportColumn>, windows: readonly Window[]): readonly Shown[] {
  const visible = [...columns.values()].filter(({ hidden }) => !hidden)
  const found: Shown[] = []
  for (let at = 0; at < visible.length;) {
    const run = visible.slice(at)
    const first = run[0]
    const length = first?.spread ? firstIndex(run, ({ spread }) => !spread) : 1
    const block = run.slice(0, length)
    windows.forEach((window, index) => {
      if (window.before || window.spread !== (first?.spread ?? false)) return
      for (const column of block) found.push(...partsOf(column, index, windows))
    })
    at += length
  }
  return found
}

function firstIndex<T>(items: readonly T[], test: (item: T) => boolean): number {
  const found = items.findIndex(test)
  return found < 0 ? items.length : found
}

function partsOf(column: ReportColumn, index: number, windows: readonly Window[]): readonly Shown[] {
  const { key = "" } = windows[index] ?? {}
  const name = key === "" ? column.name : `${column.name}@${key}`
  const now: Shown = { key: name, column, window: index, part: "now" }
  if (!column.compare || windows[index + 1]?.before !== true) return [now]
  const beside = (["before", "change", "percent"] as const).map((part) => ({
    key: `${name}:${part}`,
    column,
    window: part === "before" ? index + 1 : index,
    part,
  }))
  return [now, ...beside]
}

function plannedGroup(
  group: Report["groups"][number],
  columns: ReadonlyMap<string, ReportColumn>,
  grant: Grant,
  model: Model,
): PlannedGroup {
  const values = valuesOf(columns, group.name, grant)
  const target = group.entity === undefined ? undefined : targetOf(group.entity, grant, model)
  return { ...group, values, ...(target === undefined ? {} : { target }) }
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
function targetOf(id: string, grant: Grant, { entities }: Model): PlannedGroup["target"] {
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
    for (const one of sumsOf(column, at)) found.set(aggregateKey(one), one)
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
  switch (column.kind) {
    case "sum":
    case "min":
    case "max":
      return [{ fn: column.kind, what: column.what, window, ...narrowed(column.where) }]
    case "avg":
      return (["sum", "count"] as const).map((fn) => ({
        fn,
        what: column.what,
        window,
        ...narrowed(column.where),
      }))
    case "count":
      return [{ fn: "count", window, ...narrowed(column.where) }]
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
