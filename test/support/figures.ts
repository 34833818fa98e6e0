// Figures as an accountant reads them: money with two places, whatever the scale it travels with.
import type { Book } from "./accountant.ts"

/** `"20.0000"` as `20.00`; what is no figure stays as it is. */
export function figure(value: unknown): string {
  return typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value) ? Number(value).toFixed(2) : String(value)
}

/** The figures of a record by field. */
export function figures(
  record: Readonly<Record<string, unknown>>,
  ...fields: readonly string[]
): Record<string, string> {
  return Object.fromEntries(fields.map((field) => [field, figure(record[field])]))
}

/** The figures of one field, row by row. */
export function column(rows: unknown, field: string): readonly string[] {
  return rowsOf(rows).map((row) => figure(row[field]))
}

/** The child rows of a record, as the API gives them. */
export function rowsOf(rows: unknown): readonly Book[] {
  return Array.isArray(rows) ? (rows as readonly Book[]) : []
}
