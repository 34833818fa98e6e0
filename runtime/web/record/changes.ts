// What was changed in a record, and how the change is sent.
import type { Fields } from "../contract/model.ts"
import { isObject, type Json, type JsonObject, type Row, isList } from "../contract/record.ts"

/** The fields whose values differ from the stored record, as a merge patch (RFC 7396); empty and absent are the same. */
export function changesOf(stored: Row, current: Row, fields: Fields): JsonObject {
  const changed: Record<string, Json> = {}
  for (const field of Object.values(fields)) {
    if (field.read_only || field.computed !== undefined) continue
    const before = stored[field.name] ?? null
    const after = current[field.name] ?? null
    if (!sameJson(before, after)) changed[field.name] = after
  }
  return changed
}

/** The changes as they are sent: child rows without what the system keeps, empty rows left out. */
export function toSend(changes: JsonObject, fields: Fields): JsonObject {
  const sent: Record<string, Json> = {}
  for (const [name, value] of Object.entries(changes)) {
    const inner = fields[name]?.rows?.fields
    if (value === undefined) continue
    sent[name] = inner !== undefined && isList(value) ? value.flatMap((row) => rowToSend(row, inner)) : value
  }
  return sent
}

/** Whether a child row is sent at all: empty ones are not. */
export function isSent(row: Json, fields: Fields): boolean {
  return rowToSend(row, fields).length > 0
}

function rowToSend(row: Json, fields: Fields): readonly JsonObject[] {
  if (!isObject(row)) return []
  const writable = Object.entries(row).filter(([name]) => {
    const field = fields[name]
    return name === "id" || (field !== undefined && !field.read_only && field.computed === undefined)
  })
  const filled = writable.some(([, value]) => value !== null && value !== undefined && value !== "")
  return filled ? [Object.fromEntries(writable)] : []
}

/** Whether two JSON values are equal; keys in any order, null and absent alike. */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b || ((a ?? null) === null && (b ?? null) === null)) return true
  if (isList(a) && isList(b))
    return a.length === b.length && a.every((each, index) => sameJson(each, b[index]))
  if (!isObject(a) || !isObject(b)) return false
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => sameJson(a[key], b[key]))
}
