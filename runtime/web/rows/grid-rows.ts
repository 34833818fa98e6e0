// What can be done to child rows, as functions from rows to rows.
import type { Field } from "../contract/model.ts"
import { isList, isObject, type Json, type JsonObject, type Row } from "../contract/record.ts"

export type Rows = readonly Row[]

/** A new row with the constants that its fields start with. */
export function freshRow(fields: readonly Field[]): JsonObject {
  const row: Record<string, Json> = {}
  for (const { name, default: value, read_only } of fields) {
    const constant = typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    if (constant && !read_only) row[name] = value
  }
  return row
}

export function setCell(rows: Rows, at: number, name: string, value: Json): Rows {
  return rows.map((row, index) => (index === at ? { ...row, [name]: value } : row))
}

/** Sets several cells of one row; what is no list of rows is left as it is. */
export function fillRow(rows: Json | undefined, at: number, values: { readonly [name: string]: Json }): Json {
  if (!isList(rows)) return rows ?? null
  return rows.map((row, index): Json => (index === at && isObject(row) ? { ...row, ...values } : row))
}

/** Fills cells that are empty, or still hold what new rows begin with. */
export function fillEmpty(
  row: Row,
  values: { readonly [name: string]: Json },
  columns: readonly Field[],
): Row {
  const fresh = freshRow(columns)
  const free = Object.entries(values).filter(([name]) => {
    const value = row[name]
    return value === null || value === undefined || value === "" || value === fresh[name]
  })
  return { ...row, ...Object.fromEntries(free) }
}

export function removeRow(rows: Rows, at: number): Rows {
  return rows.filter((_, index) => index !== at)
}

/** Moves a row by one place, up (-1) or down (1); at the edge nothing changes. */
export function moveRow(rows: Rows, at: number, by: -1 | 1): Rows {
  const row = rows[at]
  const other = rows[at + by]
  if (row === undefined || other === undefined) return rows
  return rows.map((each, index) => (index === at ? other : index === at + by ? row : each))
}

/** Lays a block of values over the rows from a cell on; rows that are missing are added. */
export function layBlock(
  rows: Rows,
  at: { readonly row: number; readonly column: number },
  block: readonly (readonly Json[])[],
  columns: readonly Field[],
): Rows {
  const next = [...rows]
  for (const [down, values] of block.entries()) {
    const row: Record<string, Json | undefined> = { ...(next[at.row + down] ?? freshRow(columns)) }
    for (const [across, value] of values.entries()) {
      const field = columns[at.column + across]
      if (field !== undefined && !field.read_only && field.computed === undefined) row[field.name] = value
    }
    next[at.row + down] = row
  }
  return next
}
