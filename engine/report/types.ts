// What a report is planned as: which sums over which spans of time, for which groups, and which cells come of them.
import type { Expression, Row } from "../expression/index.ts"
import type {
  Condition,
  Entity,
  Field,
  Model,
  Report,
  ReportAxis,
  ReportColumn,
  ReportGroup,
  Table,
} from "../model/index.ts"
import type { Decimal } from "../value/index.ts"

/** A value of a cell before it is written: references with their entity. */
export type CellValue = string | boolean | Decimal | null | { readonly entity: string; readonly id: string }

/** A parameter's value as it travels: text, numbers of whole columns, truth, lists of ids. */
export type Given = string | number | boolean | readonly string[] | null

/** What the report is asked with, all parameters of it. */
export type Asked = Readonly<Record<string, Given>>

/** A span of time over which columns are worked out. The first of a plan is that of the parameters as given. */
export interface Window {
  /** `2026-01`, `2026-Q1`, a first day; empty for the whole. */
  readonly key: string
  /** Whether it is one of the periods that columns are spread over. */
  readonly spread: boolean
  /** Whether it lies before the one that it is compared with. */
  readonly before: boolean
  /** Days that differ from the parameters, by what reads them: `params.from`, `period.to`. */
  readonly days: Readonly<Record<string, string>>
  /** Its place among the windows over all values: its own, or that of the one over the same days. */
  readonly all: number
  /** The one value that it is over, of those that columns stand for. */
  readonly value?: AxisValue
}

/** A value that columns stand for; its title as PostgreSQL gave it. */
export interface AxisValue {
  readonly key: string | null
  readonly title: string | null
}

/** A sum, or its like, over the records of a group. */
export interface Aggregate {
  readonly fn: "sum" | "count" | "min" | "max"
  readonly what?: Expression
  readonly where?: Expression
  /** Index of the window. */
  readonly window: number
  /** Whether columns stand for its single values. */
  readonly across: boolean
}

export type ValueColumn = Extract<ReportColumn, { readonly kind: "value" }>

/** A value and what must hold for it to be shown: the rights to the records that it looks into. */
export type GuardedValue = ValueColumn & { readonly guards: readonly Expression[] }

export interface PlannedAxis extends ReportAxis {
  /** How the record is called that is grouped by, and where that may be shown. */
  readonly target?: { readonly entity: Entity; readonly title?: Field; readonly read: Condition }
  /** Columns over that record. */
  readonly values: readonly GuardedValue[]
}

export type PlannedGroup = ReportGroup & PlannedAxis

/** A cell of each row. */
export interface Shown {
  readonly key: string
  readonly column: ReportColumn
  readonly window: number
  readonly part: "now" | "before" | "change" | "percent"
}

/** Where sums are read from instead of the entries of a ledger: its totals, and for broken periods its sums by day or, where
 * it keeps none, their entries. */
export interface FromTotals {
  readonly table: string
  readonly period: "day" | "month"
  /** The table of sums by day. */
  readonly days?: string
  /** Fields that the totals are kept by, and what is summed. */
  readonly by: readonly Field[]
  readonly measures: readonly string[]
  /** Periods that a day cuts in two: first day, and first day after. */
  readonly broken: readonly { readonly from: string; readonly to: string }[]
}

export interface ReportPlan {
  readonly report: Report
  readonly model: Model
  readonly source: Table
  /** The right to the records of the source; of child rows, to those that hold them. */
  readonly read: Condition
  readonly asked: Asked
  readonly around: Around
  readonly windows: readonly Window[]
  /** Whether the filter depends on the window, so that each sum must be held to it. */
  readonly moving: boolean
  readonly groups: readonly PlannedGroup[]
  /** What columns stand for the values of, where the report is asked for such. */
  readonly across?: PlannedAxis
  readonly aggregates: readonly Aggregate[]
  /** Columns over single records, where such are shown. */
  readonly values: readonly GuardedValue[]
  readonly shown: readonly Shown[]
  /** Formulas that may be read, each after those that it reads. */
  readonly formulas: readonly string[]
  readonly columns: ReadonlyMap<string, ReportColumn>
  readonly totals?: FromTotals
}

/** What formulas know besides the columns. */
export interface Around {
  readonly user?: Row
  readonly today: string
  readonly now: string
}
