// What the server would work out of a record, put into the one at hand.
import type { Fields } from "../contract/model.ts"
import { isList, isObject, type Json, type Row } from "../contract/record.ts"
import { isSent, sameJson, storedRow } from "./changes.ts"

/** Whether anything in a record is worked out by the server. */
export function hasCalculated(fields: Fields): boolean {
  return Object.values(fields).some(
    (field) =>
      field.calculated === true ||
      field.lookup === true ||
      (field.rows !== undefined && hasCalculated(field.rows.fields)),
  )
}

/** Whether every field that must be filled is, so that the server would take the record. */
export function isComplete(row: Row, fields: Fields): boolean {
  return Object.values(fields).every(({ name, required, read_only, rows }) => {
    const value = row[name] ?? null
    if (required && !read_only && (value === null || value === "")) return false
    if (rows === undefined || read_only || !isList(value)) return true
    return value.every(
      (inner) => !isSent(inner, rows.fields) || (isObject(inner) && isComplete(inner, rows.fields)),
    )
  })
}

/** The row with the calculated values of `preview`, and those that are looked up and were not typed since `stored`; child
 * rows match in their order, those aside that are not sent. What stays the same keeps its identity. */
export function withCalculated(row: Row, preview: Row, fields: Fields, stored: Row = {}): Row {
  let current = row
  for (const { name, calculated, lookup, rows } of Object.values(fields)) {
    const before = current[name]
    const shown = calculated === true || (lookup === true && isLeft(before, stored[name]))
    const after = shown ? preview[name] : rows && merged([before, stored[name]], preview[name], rows.fields)
    if (after !== undefined && !sameJson(before, after)) current = { ...current, [name]: after }
  }
  return current
}

/** Whether a value is empty, or still the one that is stored. */
function isLeft(value: Json | undefined, stored: Json | undefined): boolean {
  return value === "" || (value ?? null) === null || sameJson(value, stored)
}

function merged(
  [rows, stored]: readonly [Json | undefined, Json | undefined],
  previews: Json | undefined,
  fields: Fields,
): Json | undefined {
  if (!isList(rows) || !isList(previews) || !hasCalculated(fields)) return rows
  const left = [...previews]
  const sent = rows.filter((row) => isSent(row, fields))
  // Rows that were typed since the preview was asked for wait for the next.
  if (sent.length !== left.length) return rows
  return rows.map((row) => {
    const preview = isSent(row, fields) ? left.shift() : undefined
    return isObject(row) && isObject(preview)
      ? withCalculated(row, preview, fields, storedRow(row, stored))
      : row
  })
}
