// Rows of the statement -> the report as it goes out: columns, a tree of rows with their cells as texts, totals.
import type { Said } from "../model/index.ts"
import { Decimal, formatDecimal, roundTo } from "../value/index.ts"
import { Cells } from "./cells.ts"
import { drillOfBranch, drillOfColumn, drillOfReport } from "./drill.ts"
import { orderOf, titleOf } from "./levels.ts"
import { readAnswer } from "./read.ts"
import { compareCells, growTree, type Branch } from "./tree.ts"
import type { Asked, AxisValue, CellValue, PlannedAxis, PlannedGroup, ReportPlan, Shown } from "./types.ts"
import { unfold } from "./unfold.ts"

/** A text at a pointer in the reader's language. */
export type Say = (said: Said) => string

/** Decimals are texts, counts are numbers, references name their entity. */
export type Cell = string | number | boolean | null | { readonly entity: string; readonly id: string }

export interface ResultColumn {
  readonly key: string
  readonly title: string
  readonly type: "text" | "decimal" | "integer" | "boolean" | "date" | "instant" | "time" | "reference"
  readonly format?: string
  readonly scale?: number
  /** The period that it is over. */
  readonly period?: string
  /** The value that it stands for, or `all` of them together, where columns stand for values. */
  readonly across?: AxisValue | "all"
  readonly part?: "before" | "change" | "percent"
  /** With the drill of a row it lists what a cell sums; absent where it sums nothing. */
  readonly drill?: string
}

export interface ResultRow {
  readonly kind: "group" | "record"
  /** How deep it stands. */
  readonly level: number
  /** The name of its group. */
  readonly group?: string
  /** The value grouped by, or the id of the record. */
  readonly key: string | null
  readonly title?: string | null
  readonly cells: Readonly<Record<string, Cell>>
  /** With the filter of the report it lists what the row is made of. */
  readonly drill?: string
  readonly rows?: readonly ResultRow[]
}

export interface Result {
  readonly report: string
  readonly title: string
  readonly parameters: Asked
  readonly source: string
  readonly filter?: string
  readonly groups: readonly { readonly name: string; readonly title: string; readonly entity?: string }[]
  /** What columns stand for values of. */
  readonly across?: { readonly name: string; readonly title: string; readonly entity?: string }
  readonly columns: readonly ResultColumn[]
  readonly rows: readonly ResultRow[]
  readonly totals?: Readonly<Record<string, Cell>>
}

/** The report. Refuses with REP003 when there are more rows than `most`. */
export function resultOf(
  planned: ReportPlan,
  answer: readonly (readonly (string | null)[])[],
  most: number,
  say: Say,
): Result {
  const { plan, answer: found } = unfold({ plan: planned, answer: readAnswer(planned, answer, most) })
  const { report, asked, shown, across } = plan
  const cells = new Cells(plan)
  const root = growTree(plan, found, (leaf) => cells.holds(leaf))
  const writing: Writing = { plan, cells, say }
  const rows = writeBelow(root, 0, writing)
  const filter = drillOfReport(plan)
  return {
    report: report.id,
    title: say({ text: report.title, pointer: `${report.id}/title` }),
    parameters: asked,
    source: report.source,
    ...(filter === undefined ? {} : { filter }),
    groups: plan.groups.map((group) => said(group, say)),
    ...(across === undefined ? {} : { across: said(across, say) }),
    columns: shown.map((one) => columnOf(one, writing)),
    rows,
    ...(report.totals ? { totals: cellsOf(root, writing) } : {}),
  }
}

function said({ name, title, entity }: PlannedAxis, say: Say): NonNullable<Result["across"]> {
  return { name, title: say(title), ...(entity === undefined ? {} : { entity }) }
}

interface Writing {
  readonly plan: ReportPlan
  readonly cells: Cells
  readonly say: Say
}

function columnOf({ key, column, window, part }: Shown, { plan, say }: Writing): ResultColumn {
  const { key: period = "", value } = plan.windows[window] ?? {}
  const across = column.across ? plan.across : undefined
  const drill = part === "now" || part === "before" ? drillOfColumn(column, window, plan) : undefined
  const format = part === "percent" ? "percent" : column.format
  return {
    key,
    title: say(column.title).replaceAll(/\{(\w+)\}/g, (braces, name: string) =>
      String(plan.asked[name] ?? braces),
    ),
    type: part === "percent" ? "decimal" : typeOf(column),
    ...(format === undefined ? {} : { format }),
    ...(column.scale === undefined || part === "percent" ? {} : { scale: column.scale }),
    // One period from beginning to end tells nothing that the report does not.
    ...(period === "" || period === "whole" ? {} : { period }),
    ...(across === undefined
      ? {}
      : { across: value === undefined ? "all" : { key: value.key, title: titleOf(value, across, say) } }),
    ...(part === "now" ? {} : { part }),
    ...(drill === undefined ? {} : { drill }),
  }
}

function typeOf({ kind, type }: Shown["column"]): ResultColumn["type"] {
  if (kind === "count") return "integer"
  if (type.kind === "number") return "decimal"
  if (type.kind === "ref") return "reference"
  return type.kind === "list" || type.kind === "null" ? "text" : type.kind
}

/** The rows below a branch in their order; running sums run along the innermost. */
function writeBelow(around: Branch, depth: number, writing: Writing): readonly ResultRow[] {
  const { cells, plan } = writing
  const innermost = around.below.every(({ kind, below }) => kind === "record" || below.length === 0)
  const next = around.below[0]
  const group = next?.kind === "group" ? plan.groups[next.level] : undefined
  const sorted = group === undefined ? around.below : sortedBy(group, around.below, cells, plan)
  if (innermost && around.below.length > 0) cells.runAlong(around, sorted)
  return cut(group, sorted).map((one) => writeRow(one, depth, writing))
}

function writeRow(at: Branch, depth: number, writing: Writing): ResultRow {
  const { plan, cells } = writing
  if (at.kind === "record") return { kind: "record", level: depth, key: at.key, cells: cellsOf(at, writing) }
  const group = plan.groups[at.level]
  const under = group === undefined ? [] : cut(group, sortedBy(group, at.under, cells, plan))
  const rows = [
    ...under.map((one) => writeRow(one, depth + 1, writing)),
    ...writeBelow(at, depth + 1, writing),
  ]
  const drill = drillOfBranch(at, plan)
  return {
    kind: "group",
    level: depth,
    ...(group === undefined ? {} : { group: group.name }),
    key: at.key,
    title: group === undefined ? null : titleOf(valueOf(at), group, writing.say),
    // After the rows below: a running sum ends at its group.
    cells: cellsOf(at, writing),
    ...(drill === undefined ? {} : { drill }),
    ...(rows.length === 0 ? {} : { rows }),
  }
}

function valueOf({ key, called }: Branch): AxisValue {
  return { key, title: called?.title ?? null }
}

function cut(group: PlannedGroup | undefined, rows: readonly Branch[]): readonly Branch[] {
  return group?.limit === undefined ? rows : rows.slice(0, group.limit)
}

/** By the column that the group names, or else by what it is called: listed values in their order, records by title. */
function sortedBy(
  group: PlannedGroup,
  rows: readonly Branch[],
  cells: Cells,
  { columns }: ReportPlan,
): readonly Branch[] {
  const { sort } = group
  const natural = (one: Branch): CellValue => orderOf(valueOf(one), group)
  const isSorted = sort !== undefined && columns.has(sort.column)
  const sign = isSorted && sort.descending ? -1 : 1
  const keys = new Map(
    rows.map((one) => [one, isSorted ? cells.value(one, sort.column) : natural(one)] as const),
  )
  return [...rows].sort((a, b) => {
    const order = sign * compareCells(keys.get(a) ?? null, keys.get(b) ?? null)
    return order === 0 ? compareCells(natural(a), natural(b)) : order
  })
}

function cellsOf(at: Branch, { plan, cells, say }: Writing): Readonly<Record<string, Cell>> {
  return Object.fromEntries(plan.shown.map((one) => [one.key, written(cells.shown(at, one), one, say)]))
}

function written(value: CellValue, { column, part }: Shown, say: Say): Cell {
  if (Decimal.isDecimal(value)) {
    if (column.kind === "count" && part !== "percent") return value.toNumber()
    return numberText(value, part === "percent" ? { format: "percent", scale: 2 } : column)
  }
  const said = typeof value === "string" ? column.titles?.get(value) : undefined
  return said === undefined ? value : say(said)
}

/** As many decimals as the column has, of money two at least, or as many as there are. */
function numberText(
  value: Decimal,
  { format, scale }: { readonly format?: string; readonly scale?: number },
): string {
  if (scale !== undefined) return formatDecimal(roundTo(value, scale), scale)
  if (format === "money" && value.decimalPlaces() < 2) return formatDecimal(value, 2)
  return formatDecimal(value)
}
