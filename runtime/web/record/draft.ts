// Unsaved work: kept in this browser tab until it is saved or discarded, so that a reload loses nothing.
import { isObject, type Json, type JsonObject, type Row } from "../contract/record.ts"
import type { Fields } from "../contract/model.ts"

export interface Draft {
  /** The version the work was begun on; 0 for a new record. */
  readonly version: number
  /** The changed fields alone. */
  readonly changes: JsonObject
  /** Makes a repeated save of a new record harmless. */
  readonly token: string
}

/** Where the draft of a record is kept; new records of an entity share one. */
export function draftKey(tenant: string, entity: string, id: string | undefined): string {
  return `tenon.draft.${tenant}.${entity}.${id ?? "new"}`
}

export function readDraft(key: string): Draft | undefined {
  const text = sessionStorage.getItem(key)
  return text === null ? undefined : (JSON.parse(text) as Draft) // written by keepDraft alone
}

/** Keeps the draft; one without changes is forgotten. */
export function keepDraft(key: string, draft: Draft): void {
  if (Object.keys(draft.changes).length === 0) sessionStorage.removeItem(key)
  else sessionStorage.setItem(key, JSON.stringify(draft))
}

export function forgetDraft(key: string): void {
  sessionStorage.removeItem(key)
}

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
    sent[name] =
      inner !== undefined && Array.isArray(value)
        ? value.flatMap((row: Json) => rowToSend(row, inner))
        : value
  }
  return sent
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
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((each: Json, index) => sameJson(each, b[index]))
  if (!isObject(a) || !isObject(b)) return false
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => sameJson(a[key], b[key]))
}

/** A random token; `crypto.randomUUID` exists only where the page came over TLS or from localhost. */
export function newToken(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("")
}
