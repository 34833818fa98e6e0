// Reports: what is asked for, what is read, how rows are grouped and what is worked out for each, resolved.
import type { Expression, Type } from "../../expression/index.ts"
import type { Table } from "./table.ts"

export interface Report {
  readonly id: string
  readonly module: string
  readonly title: string
  readonly description?: string
  readonly icon?: string
  /** The heading that it stands below. */
  readonly group?: string
  readonly order: number
  /** What is asked for, as the fields of a table that is stored nowhere. */
  readonly parameters: Table
  /** An entity, also that of a ledger's entries, or a kind of child rows. */
  readonly source: string
  /** What is left of each entry that came in stands in place of the entries: the parameter with the day. */
  readonly layers?: { readonly at: string }
  readonly filter?: Expression
  /** From the outermost to the innermost. */
  readonly groups: readonly ReportGroup[]
  readonly records?: { readonly where?: Expression; readonly sort: readonly RecordOrder[] }
  /** In their order. */
  readonly columns: readonly ReportColumn[]
  /** Names of columns with a formula, each after those that it reads. */
  readonly formulas: readonly string[]
  readonly having?: Expression
  readonly spread?: { readonly every: Chosen<PeriodLength>; readonly from: string; readonly to: string }
  readonly compare?: { readonly with: Chosen<Comparison>; readonly from?: string; readonly to: string }
  /** Columns that stand for single values: the parameter that chooses among `by`, where it does not say `none`. */
  readonly across?: { readonly choose: string; readonly by: readonly ReportAxis[] }
  readonly totals: boolean
}

/** What single records are sorted by. */
export interface RecordOrder {
  readonly by: Expression
  readonly descending: boolean
}

export type PeriodLength = "week" | "month" | "quarter" | "year" | "whole"
export type Comparison = "none" | "previous_period" | "previous_year"

/** A value for good, or the parameter that says it. */
export type Chosen<T extends string> = T | { readonly parameter: string }

/** A text for people, and the pointer at which its translations stand. */
export interface Said {
  readonly text: string
  readonly pointer: string
}

/** Values that rows, or columns, stand for. */
export interface ReportAxis {
  readonly name: string
  readonly title: Said
  readonly by: Expression
  /** The entity of what is grouped by, where that is a record. */
  readonly entity?: string
  /** What the one without a value is called. */
  readonly empty?: Said
  /** What listed values are called, in their order. */
  readonly titles?: ReadonlyMap<string, Said>
}

export interface ReportGroup extends ReportAxis {
  /** The field of that entity by which its records stand in their tree. */
  readonly tree?: string
  readonly sort?: { readonly column: string; readonly descending: boolean }
  readonly limit?: number
}

interface OfColumn {
  readonly name: string
  readonly title: Said
  readonly type: Type
  /** What listed values are called. */
  readonly titles?: ReadonlyMap<string, Said>
  readonly format?: "decimal" | "money" | "quantity" | "percent"
  readonly scale?: number
  /** The group whose rows, and those below, it stands in; all if absent. */
  readonly of?: string
  readonly own: boolean
  readonly spread: boolean
  readonly across: boolean
  readonly compare: boolean
  readonly hidden: boolean
}

export type ReportColumn =
  | (OfColumn & { readonly kind: "value"; readonly value: Expression })
  | (OfColumn & {
      readonly kind: "sum" | "min" | "max" | "avg"
      readonly what: Expression
      readonly where?: Expression
    })
  | (OfColumn & { readonly kind: "count"; readonly where?: Expression })
  | (OfColumn & { readonly kind: "formula"; readonly formula: Expression; readonly adds: boolean })
  | (OfColumn & { readonly kind: "running"; readonly running: Expression; readonly start?: Expression })
