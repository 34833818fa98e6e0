// Unsaved work: kept in this browser tab until it is saved or discarded, so that a reload loses nothing.
import type { JsonObject } from "../contract/record.ts"

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

/** A random token; `crypto.randomUUID` exists only where the page came over TLS or from localhost. */
export function newToken(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("")
}
