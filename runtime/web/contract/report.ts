// A report as `GET /api/v1/reports/<id>` answers it.

/** Decimals are texts, counts are numbers, references name their entity. */
export type ReportCell = string | number | boolean | null | { readonly entity: string; readonly id: string }
export type ReportCells = { readonly [column: string]: ReportCell }

export interface ReportColumn {
  readonly key: string
  readonly title: string
  readonly type: "text" | "decimal" | "integer" | "boolean" | "date" | "instant" | "time" | "reference"
  readonly format?: string
  readonly scale?: number
  /** The period that it is over, `2026-01`, `2026-Q1`. */
  readonly period?: string
  /** The value that it stands for, or `all` of them together, where columns stand for values. */
  readonly across?: { readonly key: string | null; readonly title: string | null } | "all"
  readonly part?: "before" | "change" | "percent"
  /** With the drill of a row it lists what a cell sums. */
  readonly drill?: string
}

export interface ReportRow {
  readonly kind: "group" | "record"
  readonly level: number
  readonly key: string | null
  readonly title?: string | null
  readonly cells: ReportCells
  /** With the filter of the report, or the drill of a column, it lists what the row is made of. */
  readonly drill?: string
  readonly rows?: readonly ReportRow[]
}

export interface ReportResult {
  readonly report: string
  readonly title: string
  /** What it was asked with, defaults among it. */
  readonly parameters: { readonly [name: string]: string | number | boolean | readonly string[] | null }
  /** The entity, or kind of child rows, that it reads. */
  readonly source: string
  readonly filter?: string
  readonly groups: readonly { readonly name: string; readonly title: string }[]
  /** What columns stand for values of. */
  readonly across?: { readonly name: string; readonly title: string; readonly entity?: string }
  readonly columns: readonly ReportColumn[]
  readonly rows: readonly ReportRow[]
  readonly totals?: ReportCells
}
