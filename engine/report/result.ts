// Rows of the statement -> the report as it goes out: columns, a tree of rows with their cells as texts, totals.
import type { Said } from "../model/index.ts"
import { Decimal, formatDecimal, roundTo } from "../value/index.ts"
import { Cells } from "./cells.ts"
import { drillOfBranch, drillOfColumn, drillOfReport } from "./drill.ts"
import { readAnswer, type CellValue } from "./read.ts"
import { compareCells, growTree, type Branch } from "./tree.ts"
import type { Asked, PlannedGroup, ReportPlan, Shown } from "./types.ts"

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
  readonly columns: readonly ResultColumn[]
  readonly rows: readonly ResultRow[]
  readonly totals?: Readonly<Record<string, Cell>>
}

/** The report. Refuses with REP003 when there are more rows than `most`. */
export function resultOf(
  plan: ReportPlan,
  answer: readonly (readonly (string | null)[])[],
  most: number,
  say: Say,
): Result {
  const { report, asked, shown } = plan
  const cells = new Cells(plan)
  const root = growTree(plan, readAnswer(plan, answer, most), (leaf) => cells.holds(leaf))
  const writing: Writing = { plan, cells, say }
  const rows = writeBelow(root, 0, writing)
  const filter = drillOfReport(plan)
  return {
    report: report.id,
    title: say({ text: report.title, pointer: `${report.id}/title` }),
    parameters: asked,
    source: report.source,
    ...(filter === undefined ? {} : { filter }),
    groups: plan.groups.map(({ name, title, entity }) => ({
      name,
      title: say(title),
      ...(entity === undefined ? {} : { entity }),
    })),
    columns: shown.map((one) => columnOf(one, writing)),
    rows,
    ...(report.totals ? { totals: cellsOf(root, writing) } : {}),
  }
}

interface Writing {
  readonly plan: ReportPlan
  readonly cells: Cells
  readonly say: Say
}

function columnOf({ key, column, window, part }: Shown, { plan, say }: Writing): ResultColumn {
  const { key: period = "" } = plan.windows[window] ?? {}
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
    ...(period === "" ? {} : { period }),
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
    title: group === undefined ? null : titleOf(at, group, writing),
    // After the rows below: a running sum ends at its group.
    cells: cellsOf(at, writing),
    ...(drill === undefined ? {} : { drill }),
    ...(rows.length === 0 ? {} : { rows }),
  }
}

function titleOf({ key, called }: Branch, group: PlannedGroup, { say, plan }: Writing): string | null {
  if (key === null)
    return group.empty === undefined
      ? null
      : say({ text: group.empty, pointer: `${plan.report.id}/groups/${group.name}/empty` })
  if (group.target !== undefined) return called?.title ?? null
  const said = group.titles?.get(key)
  if (said !== undefined) return say(said)
  return group.by.node.type.kind === "number" ? formatDecimal(new Decimal(key)) : key
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
  const listed = group.titles === undefined ? undefined : [...group.titles.keys()]
  const natural = (one: Branch): CellValue => {
    if (one.key === null) return null
    if (listed !== undefined) return new Decimal((listed.indexOf(one.key) + listed.length) % listed.length)
    if (group.target !== undefined) return one.called?.title ?? null
    return group.by.node.type.kind === "number" ? new Decimal(one.key) : one.key
  }
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
