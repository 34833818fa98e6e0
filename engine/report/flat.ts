// A report as plain lines, for sheets: the groups around a row fill columns of their own.
import type { Cell, Result, ResultRow } from "./result.ts"

export interface FlatRow {
  readonly kind: "group" | "record" | "total"
  readonly level: number
  /** A title for each group of the report, empty where the row stands outside of it. */
  readonly groups: readonly string[]
  readonly cells: readonly Cell[]
}

/** Headings of the columns: groups first. */
export function headingsOf({ groups, columns }: Result): readonly string[] {
  const parts = { before: "(before)", change: "(change)", percent: "(%)" } as const
  return [
    ...groups.map(({ title }) => title),
    ...columns.map(({ title, period, part }) =>
      [title, ...(period === undefined ? [] : [period]), ...(part === undefined ? [] : [parts[part]])].join(
        " ",
      ),
    ),
  ]
}

/** All rows, each above those below it; the totals last. */
export function flatten(result: Result): readonly FlatRow[] {
  const { groups, columns, totals } = result
  const keys = columns.map(({ key }) => key)
  const lines: FlatRow[] = []
  const walk = (row: ResultRow, around: readonly string[]): void => {
    const place = groups.findIndex(({ name }) => name === row.group)
    const titles = place < 0 ? around : [...around.slice(0, place), row.title ?? ""]
    lines.push({
      kind: row.kind,
      level: row.level,
      groups: groups.map((_, at) => titles[at] ?? ""),
      cells: keys.map((key) => row.cells[key] ?? null),
    })
    for (const below of row.rows ?? []) walk(below, titles)
  }
  for (const row of result.rows) walk(row, [])
  if (totals !== undefined)
    lines.push({
      kind: "total",
      level: 0,
      groups: groups.map((_, at) => (at === 0 ? "Total" : "")),
      cells: keys.map((key) => totals[key] ?? null),
    })
  return lines
}
