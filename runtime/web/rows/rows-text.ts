// Rows as text that spreadsheets take: a line of titles, then a line a row, cells parted by tabs.
import type { Field } from "../contract/model.ts"
import type { Row } from "../contract/record.ts"

/** `text` words a cell. A cell that holds a tab, a line end or a quote is quoted, as spreadsheets do. */
export function rowsText(
  columns: readonly Field[],
  rows: readonly Row[],
  text: (field: Field, row: Row) => string,
): string {
  const lines = [
    columns.map(({ title }) => title),
    ...rows.map((row) => columns.map((field) => text(field, row))),
  ]
  return lines.map((cells) => cells.map(quoted).join("\t")).join("\n")
}

function quoted(cell: string): string {
  return /[\t\n\r"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
