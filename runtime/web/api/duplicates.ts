// Records of one thing over HTTP: found, and made one.
import type { JsonObject, StoredRow } from "../contract/record.ts"
import { send } from "./client.ts"

/** A record that is like the one asked about; `by` names keys of the entity. */
export interface FoundAlike {
  readonly id: string
  /** None where this principal may not read what such records are called. */
  readonly title: string | null
  readonly by: readonly string[]
}

export interface Alike {
  readonly items: readonly FoundAlike[]
  /** How many there are besides that this principal may not read. */
  readonly others: number
}

/** Records that are there more than once, all alike by one key. */
export interface DuplicateGroup {
  readonly by: string
  readonly values: readonly string[]
  readonly count: number
  readonly items: readonly { readonly id: string; readonly title: string | null }[]
}

/** Which records are made one, which of them stays, and of whom it takes single fields. */
export interface Merging {
  readonly ids: readonly string[]
  readonly survivor?: string
  readonly choices: { readonly [field: string]: string }
}

/** What would become of them. */
export interface Outlook {
  readonly survivor: string
  readonly record: StoredRow
  readonly merged: readonly string[]
  readonly moved: readonly Moved[]
}

/** How many records refer by one field to those that would go. */
export interface Moved {
  readonly entity: string
  readonly rows?: string
  readonly field: string
  readonly count: number
}

/** What is like a record that is not stored yet, by what is known of it. */
export function findAlike(entity: string, record: JsonObject, signal: AbortSignal): Promise<Alike> {
  return send<Alike>(`/records/${entity}/duplicates`, { method: "POST", body: record, signal })
}

/** What is like a record that is there. */
export function findAlikeOf(entity: string, id: string, signal: AbortSignal): Promise<Alike> {
  return send<Alike>(`/records/${entity}/${encodeURIComponent(id)}/duplicates`, { signal })
}

export async function listDuplicates(
  entity: string,
  signal: AbortSignal,
): Promise<readonly DuplicateGroup[]> {
  const path = `/records/${entity}/duplicates`
  return (await send<{ readonly items: readonly DuplicateGroup[] }>(path, { signal })).items
}

/** Makes them one; gives the one that stays. */
export function mergeRecords(entity: string, merging: Merging): Promise<StoredRow> {
  return send<StoredRow>(`/records/${entity}/merge`, { method: "POST", body: merging })
}

export function rehearseMerge(entity: string, merging: Merging, signal: AbortSignal): Promise<Outlook> {
  return send<Outlook>(`/records/${entity}/merge?dry_run=true`, { method: "POST", body: merging, signal })
}
