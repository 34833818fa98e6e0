// A report as plain lines, for sheets: the groups around a row fill columns of their own.
import type { Cell, Result, ResultColumn, ResultRow } from "./result.ts"
import type { Words } from "./words.ts"

export interface FlatRow {
  readonly kind: "group" | "record" | "total"
  readonly level: number
  /** A title for each group of the report, empty where the row stands outside of it. */
  readonly groups: readonly string[]
  readonly cells: readonly Cell[]
}

/** Headings of the columns: groups first. */
export function headingsOf({ groups, columns }: Result, words: Words): readonly string[] {
  return [...groups.map(({ title }) => title), ...columns.map((column) => headingOf(column, words))]
}

/** What it is, of which value, in which period, and whether it compares. */
function headingOf({ title, across, period, part }: ResultColumn, words: Words): string {
  const value = across === "all" ? words.total : across && (across.title ?? across.key ?? words.nothing)
  const parts = [title, value, period, part && words[part]]
  return parts.filter((one) => one !== undefined).join(" ")
}

/** All rows, each above those below it; the totals last. */
export function flatten(result: Result, words: Words): readonly FlatRow[] {
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
      groups: groups.map((_, at) => (at === 0 ? words.total : "")),
      cells: keys.map((key) => totals[key] ?? null),
    })
  return lines
}
