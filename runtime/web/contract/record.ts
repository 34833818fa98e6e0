// Records as they travel: plain JSON, field names as in the metadata, decimals and dates as strings.

export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [name: string]: Json | undefined
}

/** A record or a child row. `id` is absent on rows not yet stored. */
export type Row = JsonObject

/** A stored record: what the server answers always carries these two. */
export interface StoredRow extends JsonObject {
  readonly id: string
  readonly version: number
}

/** One page of a list. `next_cursor` is null on the last one. */
export interface Page {
  readonly items: readonly StoredRow[]
  readonly next_cursor: string | null
  readonly count?: number
}

/** One line of a record's history. `changes` maps a field to its value before and after; none when it was created. */
export interface HistoryEntry {
  readonly id: string
  readonly version: number
  readonly action: string
  readonly at: string
  readonly by: string | { readonly id: string; readonly name?: string } | null
  readonly changes: { readonly [field: string]: Json } | null
}

/** A value of a polymorphic reference. */
export interface AnyReference {
  readonly entity: string
  readonly id: string
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

export function isAnyReference(value: unknown): value is AnyReference & JsonObject {
  return isObject(value) && typeof value.entity === "string" && typeof value.id === "string"
}

/** Array.isArray, which does not narrow readonly arrays. */
export function isList(value: unknown): value is readonly Json[] {
  return Array.isArray(value)
}

/** A plain value as text, "" for none; objects and lists as JSON, so that nothing is ever shown as [object Object]. */
export function textOf(value: Json | undefined): string {
  if (value === null || value === undefined) return ""
  return typeof value === "object" ? JSON.stringify(value) : String(value)
}

/** The id of a reference, whether it came bare or expanded; undefined when it is empty. */
export function referenceId(value: unknown): string | undefined {
  if (typeof value === "string" && value !== "") return value
  return isObject(value) && typeof value.id === "string" ? value.id : undefined
}

/** The value at a path through expanded references, `account.name`; undefined where a step is missing. */
export function valueAt(row: Row, path: string): Json | undefined {
  let value: Json | undefined = row
  for (const step of path.split(".")) {
    if (!isObject(value)) return undefined
    value = value[step]
  }
  return value
}
