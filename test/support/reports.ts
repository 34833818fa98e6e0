// Reports as an accountant reads them: a line a row.

export interface ReportLine {
  readonly key: string | null
  readonly title?: string | null
  readonly cells: Readonly<Record<string, unknown>>
  readonly drill?: string
  readonly rows?: readonly ReportLine[]
}

/** What `GET /reports/...` answers. */
export interface ReportBody {
  readonly source: string
  readonly filter?: string
  readonly columns: readonly {
    readonly key: string
    readonly title: string
    readonly across?: unknown
    readonly part?: string
    readonly drill?: string
  }[]
  readonly rows: readonly ReportLine[]
  readonly totals?: Readonly<Record<string, unknown>>
}

/** `title | cell cell` for each row, those below a row after it; the totals last. */
export function linesOf({ rows, totals }: ReportBody, columns: readonly string[]): readonly string[] {
  const line = (title: string, cells: ReportLine["cells"]): string =>
    `${title} | ${columns.map((column) => String(cells[column])).join(" ")}`
  const walk = (row: ReportLine): readonly string[] => [
    line(row.title ?? "", row.cells),
    ...(row.rows ?? []).flatMap(walk),
  ]
  return [...rows.flatMap(walk), ...(totals === undefined ? [] : [line("Total", totals)])]
}
