// Records over HTTP: list, read, create, change, remove, history. One function per call of the contract.
import type { HistoryEntry, JsonObject, Page, StoredRow } from "../contract/record.ts"
import { send } from "./client.ts"

export interface ListQuery {
  readonly entity: string
  readonly fields?: readonly string[]
  readonly expand?: readonly string[]
  readonly filter?: string
  readonly sort?: readonly string[]
  readonly q?: string
  readonly limit?: number
  readonly cursor?: string
}

/** One page of a list. */
export function listRecords(query: ListQuery, signal?: AbortSignal): Promise<Page> {
  return send<Page>(`/records/${collectionOf(query.entity)}${search(query)}`, withSignal(signal))
}

/** Child rows of all records, `sales.order/lines`, are listed at their entity. */
function collectionOf(target: string): string {
  return target.replace("/", "/rows/")
}

/** How many records the query has in all. */
export async function countRecords(query: ListQuery, signal?: AbortSignal): Promise<number> {
  const text = search({ ...query, fields: ["id"], expand: [], limit: 1 })
  const page = await send<Page>(`/records/${query.entity}${text}&count=true`, withSignal(signal))
  return page.count ?? page.items.length
}

/** One record with its child rows. */
export function readRecord(entity: string, id: string, expand: readonly string[], signal?: AbortSignal) {
  const text = expand.length === 0 ? "" : `?expand=${expand.map(encodeURIComponent).join(",")}`
  return send<StoredRow>(`/records/${entity}/${encodeURIComponent(id)}${text}`, withSignal(signal))
}

/** One child row of any record, `sales.order/lines`; undefined where there is none that may be seen. */
export async function readRow(target: string, id: string, expand: readonly string[], signal?: AbortSignal) {
  const page = await listRecords({ entity: target, filter: `id == '${id}'`, expand, limit: 1 }, signal)
  return page.items[0]
}

/** Stores a new record; refused with RUN015 where there is one like it, unless that is allowed. The key makes a repeated
 * press of the button harmless. */
export function createRecord(
  entity: string,
  record: JsonObject,
  idempotencyKey: string,
  duplicates?: "allow",
) {
  const query = duplicates === undefined ? "" : `?duplicates=${duplicates}`
  return send<StoredRow>(`/records/${entity}${query}`, { method: "POST", body: record, idempotencyKey })
}

/** Changes a record by a merge patch made against `version`; refused with 412 when someone was faster. */
export function patchRecord(entity: string, id: string, patch: JsonObject, version: number) {
  return send<StoredRow>(`/records/${entity}/${encodeURIComponent(id)}`, {
    method: "PATCH",
    body: patch,
    version,
  })
}

/** The record as it would be with the changes; nothing is kept. Without an id, a new one. */
export function previewRecord(
  entity: string,
  id: string | undefined,
  changes: JsonObject,
  signal: AbortSignal,
) {
  const path = id === undefined ? "" : `/${encodeURIComponent(id)}`
  return send<StoredRow>(`/records/${entity}${path}/preview`, { method: "POST", body: changes, signal })
}

export function deleteRecord(entity: string, id: string, version: number) {
  return send<undefined>(`/records/${entity}/${encodeURIComponent(id)}`, { method: "DELETE", version })
}

/** The record's history, newest first. */
export async function readHistory(entity: string, id: string, signal?: AbortSignal) {
  const page = await send<{ readonly items: readonly HistoryEntry[] }>(
    `/records/${entity}/${encodeURIComponent(id)}/history`,
    withSignal(signal),
  )
  return [...page.items].sort((a, b) => b.version - a.version)
}

function search(query: ListQuery): string {
  const parts = new URLSearchParams()
  const list = (name: string, values: readonly string[] | undefined): void => {
    if (values !== undefined && values.length > 0) parts.set(name, values.join(","))
  }
  list("fields", query.fields)
  list("expand", query.expand)
  list("sort", query.sort)
  if (query.filter) parts.set("filter", query.filter)
  if (query.q) parts.set("q", query.q)
  if (query.limit !== undefined) parts.set("limit", String(query.limit))
  if (query.cursor !== undefined) parts.set("cursor", query.cursor)
  const text = parts.toString()
  return text === "" ? "" : `?${text}`
}

function withSignal(signal: AbortSignal | undefined) {
  return signal === undefined ? {} : { signal }
}
