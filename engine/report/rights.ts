// What of a report a principal may see: columns over fields that the roles do not show are left out, with the formulas
// that read them; a report that is grouped or narrowed by such a field is refused.
import type { EntityAccess } from "../access/index.ts"
import { reads, type Expression } from "../expression/index.ts"
import type { Model, Report, ReportAxis, ReportColumn } from "../model/index.ts"

/** Rights to an entity, by id. */
export type Access = (entity: string) => EntityAccess

/** What keeps the principal from the report as a whole, with columns for the values of `axis`: the first field that it may
 * not read, or `source`. */
export function hiddenOf(report: Report, access: Access, axis?: ReportAxis): string | undefined {
  const [entity = "", rows] = report.source.split("/")
  const rights = access(entity)
  if (rights.read === false || (rows !== undefined && rights.field(rows).read !== true)) return "source"
  const all = [
    ...(report.filter === undefined ? [] : [report.filter]),
    ...[...report.groups, ...(axis === undefined ? [] : [axis])].map(({ by }) => by),
    ...(report.records?.where === undefined ? [] : [report.records.where]),
  ]
  return all.flatMap((one) => hiddenIn(one, access))[0]
}

/** Whether the roles let run the report, and show anything of it. */
function mayRun(report: Report, access: Access): boolean {
  return (
    hiddenOf(report, access) === undefined &&
    [...shownColumns(report, access).values()].some((column) => !column.hidden && column.kind !== "value")
  )
}

/** The columns that the roles show, by name in their order. */
export function shownColumns(report: Report, access: Access): ReadonlyMap<string, ReportColumn> {
  const seen = new Map<string, ReportColumn>()
  const all = new Map(report.columns.map((column) => [column.name, column]))
  const formulas = new Set(report.formulas)
  for (const column of report.columns)
    if (
      !formulas.has(column.name) &&
      expressionsOf(column).every((one) => hiddenIn(one, access).length === 0)
    )
      seen.set(column.name, column)
  for (const name of report.formulas) {
    const column = all.get(name)
    if (column !== undefined && columnsOf(column).every((other) => seen.has(other))) seen.set(name, column)
  }
  const isShown = (column: ReportColumn): boolean =>
    seen.has(column.name) &&
    (column.kind !== "running" || columnsOf(column).every((other) => seen.has(other)))
  return new Map(report.columns.filter(isShown).map((column) => [column.name, column]))
}

/** What a column reads of records. */
function expressionsOf(column: ReportColumn): readonly Expression[] {
  switch (column.kind) {
    case "value":
      return [column.value]
    case "count":
      return column.where === undefined ? [] : [column.where]
    case "sum":
    case "min":
    case "max":
    case "avg":
      return column.where === undefined ? [column.what] : [column.what, column.where]
    case "formula":
    case "running":
      return []
    default:
      return column satisfies never
  }
}

/** The columns that a formula reads. */
export function columnsOf(column: ReportColumn): readonly string[] {
  const all =
    column.kind === "formula"
      ? [column.formula]
      : column.kind === "running"
        ? [column.running, ...(column.start === undefined ? [] : [column.start])]
        : []
  return [...new Set(all.flatMap(columnsRead))]
}

/** The columns of the row, or of the group around it, that an expression over columns reads. */
export function columnsRead({ node }: Expression): readonly string[] {
  return reads(node).flatMap(({ root, steps }) =>
    (root === "row" || root === "parent") && steps[0] !== undefined ? [steps[0].field] : [],
  )
}

/** Fields that the expression reads and the roles do not show, or show shortened. */
function hiddenIn({ node }: Expression, access: Access): readonly string[] {
  return reads(node).flatMap(({ root, steps }) => {
    if (root !== "row" && root !== "parent") return []
    return steps.flatMap(({ shape, field }) => (isShown(shape, field, access) ? [] : [field]))
  })
}

function isShown(shape: string, field: string, access: Access): boolean {
  if (shape === "@ref") return true
  const [entity = "", rows] = shape.split("/")
  const rights = access(entity)
  const { read, mask } = rights.field(rows ?? field)
  return rights.read !== false && read === true && mask === undefined
}

/** The reports that the roles let run, by module and order. */
export function reportsFor(model: Model, access: Access): readonly Report[] {
  const modules = [...model.modules.values()].sort((a, b) => a.order - b.order).map(({ name }) => name)
  const rank = ({ module }: Report): number => modules.indexOf(module)
  return [...model.reports.values()]
    .filter((report) => mayRun(report, access))
    .sort((a, b) => rank(a) - rank(b) || a.order - b.order || (a.id < b.id ? -1 : 1))
}
