// What was changed in a record, and how the change is sent.
import type { Field, Fields } from "../contract/model.ts"
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

/** The changes as they are sent: child rows without what the system keeps, of those in `stored` only what was typed since,
 * of new ones what is looked up only if it was; empty rows left out. What is not said stays, or is looked up. */
export function toSend(changes: JsonObject, fields: Fields, stored: Row = {}): JsonObject {
  const sent: Record<string, Json> = {}
  for (const [name, value] of Object.entries(changes)) {
    const inner = fields[name]?.rows?.fields
    if (value === undefined) continue
    sent[name] =
      inner !== undefined && isList(value)
        ? value.flatMap((row) => rowToSend(row, inner, storedRow(row, stored[name])))
        : value
  }
  return sent
}

/** Whether a child row is sent at all: empty ones are not. */
export function isSent(row: Json, fields: Fields): boolean {
  return rowToSend(row, fields).length > 0
}

/** The child row with the same id among those stored; an empty one where it is new. */
export function storedRow(row: Json, stored: Json | undefined): JsonObject {
  const id = isObject(row) ? row["id"] : undefined
  const found =
    isList(stored) && id !== undefined ? stored.find((one) => isObject(one) && one["id"] === id) : undefined
  return isObject(found) ? found : {}
}

function rowToSend(row: Json, fields: Fields, stored: JsonObject = {}): readonly JsonObject[] {
  if (!isObject(row)) return []
  const writable = Object.entries(row).filter(([name]) => {
    const field = fields[name]
    return name === "id" || (field !== undefined && !field.read_only && field.computed === undefined)
  })
  const filled = writable.some(([, value]) => value !== null && value !== undefined && value !== "")
  if (!filled) return []
  const isStored = stored["id"] !== undefined
  const told = writable.filter(([name, value]) => {
    const unsaid = isStored || fields[name]?.lookup === true
    return name === "id" || !unsaid || !sameJson(value, stored[name])
  })
  return [Object.fromEntries(told.map(([name, value]) => [name, given(value, fields[name])]))]
}

/** An empty cell that has to be filled is filled by its default, as it is where the row is added: a pasted journal leaves
 * debit or credit empty. */
function given(value: Json | undefined, field: Field | undefined): Json | undefined {
  const isMissing = (value ?? null) === null && field?.required === true
  return isMissing && isPlain(field.default) ? field.default : value
}

function isPlain(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
}

/** Whether two JSON values are equal; keys in any order, null and absent alike. */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b || ((a ?? null) === null && (b ?? null) === null)) return true
  if (isList(a) && isList(b))
    return a.length === b.length && a.every((each, index) => sameJson(each, b[index]))
  if (!isObject(a) || !isObject(b)) return false
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => sameJson(a[key], b[key]))
}
