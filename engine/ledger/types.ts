// What posting takes and gives: entries as plain data, ready to be written. Values have the form of the API - decimals and
// dates as text, references as ids.
import type { CleanValue } from "../record/index.ts"

/** A document, by its entity. */
export interface SourceRef {
  readonly entity: string
  readonly id: string
}

/** An entry that is to be written. */
export interface Entry {
  readonly id: string
  /** All entries of one transition, over all ledgers, share it. */
  readonly posting: string
  /** `2026-01-31` */
  readonly date: string
  readonly source: SourceRef
  /** The child row of the source that it came from. */
  readonly line: string | null
  /** The posting rule that made it. */
  readonly rule: string
  /** The entry whose mirror it is. */
  readonly reverses?: string
  /** Whose cost it takes, in a ledger with costing: an entry, or the latest one of a line or document. */
  readonly origin?:
    { readonly kind: "entry"; readonly id: string } | { readonly kind: "line"; readonly line: string }
  /** Dimensions, measures and attributes by name. */
  readonly values: Readonly<Record<string, CleanValue>>
}

/** What a posting is, whatever its rules say. */
export interface PostingFrame {
  readonly posting: string
  readonly source: SourceRef
  /** A UUID, version 7. */
  readonly newId: () => string
}
