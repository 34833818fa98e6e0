// Ledgers: append-only books. The entries of a ledger are an entity of kind `ledger` with the same id, so that lists,
// filters, rights, expand and rollups know them; what is said here is what only books have.
import type { Expression } from "../../expression/index.ts"
import type { Rule } from "./table.ts"

export interface Ledger {
  /** Also the id of the entity of its entries. */
  readonly id: string
  readonly title: string
  readonly dimensions: readonly string[]
  readonly measures: readonly string[]
  readonly attributes: readonly string[]
  /** Documents whose transitions post into it, besides what follows from other ledgers. */
  readonly sources: readonly string[]
  readonly sides?: { readonly debit: string; readonly credit: string }
  /** What sums to zero over a posting, by each value of the dimensions. */
  readonly balanced?: { readonly sum: Expression; readonly by: readonly string[] }
  readonly locks: readonly LedgerLock[]
  readonly chain?: { readonly by: readonly string[]; readonly when?: EntryPath }
  /** With `days`, sums by day stand beside those by month. */
  readonly totals?: {
    readonly by: readonly string[]
    readonly period: "day" | "month"
    readonly days: boolean
  }
  readonly balances?: { readonly by: readonly string[]; readonly rules: readonly Rule[] }
  readonly costing?: Costing
  /** What follows from each entry in other ledgers, in order. */
  readonly follows: readonly {
    readonly name: string
    readonly ledger: string
    readonly when?: Expression
    readonly rules: readonly PostingRule[]
  }[]
}

/** A field of the entry, or a field of the record that a reference of the entry names. */
export interface EntryPath {
  readonly field: string
  readonly of?: { readonly entity: string; readonly field: string }
}

/** Pairs of a lock's field and what it is compared with; an empty field of the lock matches all. */
export type LockMatch = readonly { readonly lock: string; readonly entry: EntryPath }[]

export interface LedgerLock {
  readonly name: string
  readonly entity: string
  readonly match: LockMatch
  readonly from?: string
  readonly to?: string
  /** Over own columns of the lock. */
  readonly when?: Expression
  readonly message: string
  readonly exception?: {
    readonly entity: string
    readonly match: LockMatch
    readonly user: string
    readonly from: string
    readonly expires: string
  }
}

export interface Costing {
  readonly quantity: string
  readonly value: string
  readonly counted?: string
  readonly rate?: string
  /** The measure of what a standard value differs by from what was paid. */
  readonly variance?: string
  readonly by: readonly string[]
  /** Those of `by` that tell what is costed, the others telling where it is. */
  readonly within: readonly string[]
  /** `fifo`, `moving_average` or `standard`. */
  readonly method: Expression
  readonly standard?: Expression
  readonly scale: number
  readonly negative?: Expression
  readonly backdate: readonly string[]
}

/** How entries are made of a document, of its rows, or of an entry of another ledger. */
export interface PostingRule {
  readonly name: string
  /** Rows field: one entry a row. */
  readonly each?: string
  readonly where?: Expression
  /** A signed amount for ledgers with sides: debit where positive, credit where negative, no entry where zero. */
  readonly amount?: Expression
  readonly values: readonly { readonly field: string; readonly value: Expression }[]
  /** Whose cost the entry takes, in a ledger with costing. */
  readonly origin?:
    { readonly kind: "rule"; readonly rule: string } | { readonly kind: "line"; readonly line: Expression }
}
