// What preparing a record takes and gives.
import type { Fault } from "../error/index.ts"
import type { Row } from "../expression/index.ts"

/** What defaults may ask for. */
export interface RecordEnv {
  /** The day where the tenant lives, `2026-01-31`. */
  readonly today: string
  /** RFC 3339, with a zone. */
  readonly now: string
  /** The attributes of whoever writes; absent when the system does. */
  readonly user?: Row
  /** The system may also write what is read only to people. */
  readonly by?: "principal" | "system"
}

/** A clean record: field -> value as it is stored. Decimals as plain text, instants in UTC, references as ids in lower
 * case, polymorphic ones as `{entity, id}`, child rows as clean records in order; empty text is null. */
export interface CleanRecord {
  readonly [field: string]: CleanValue
}
export type CleanValue =
  | string
  | number
  | boolean
  | null
  | readonly string[]
  | readonly CleanRecord[]
  | { readonly entity: string; readonly id: string }

export type Prepared =
  | { readonly ok: true; readonly record: CleanRecord }
  | { readonly ok: false; readonly faults: readonly Fault[] }
