// What matching takes and gives: rows, what they may stand for, and which of it was chosen. Amounts are signed.
import type { Decimal } from "../../value/index.ts"

/** Values by field of a row, as they are sent. */
export type Fields = Readonly<Record<string, unknown>>

/** A row that stands for nothing yet. */
export interface OpenRow {
  readonly id: string
  readonly amount: Decimal
  /** `2026-01-31` */
  readonly date: string | null
  /** All that a part of it has in common with it. */
  readonly fields: Fields
}

/** That a rule applies to a row. */
export interface Fit {
  readonly row: string
  readonly rule: string
  /** Which ways it goes. */
  readonly way: string
  /** By how much a row may be more, or less, than what it stands for. */
  readonly tolerance: Decimal
  /** How many days may lie between them; null for any. */
  readonly days: number | null
  /** What the rule itself says of the row. */
  readonly fields: Fields
}

/** That a row may stand for a record. */
export interface Pair {
  readonly row: string
  readonly record: string
  /** What is open of it. */
  readonly amount: Decimal
  readonly date: string | null
  readonly fields: Fields
}

/** A way to find what rows stand for, with all that it finds. */
export interface Way {
  readonly name: string
  /** The rules that go it. */
  readonly by: string
  /** The table of its records: what one way takes, another does not find. */
  readonly of: string
  /** Whether a record may be taken in parts, and a row be parted among several. */
  readonly parts: boolean
  readonly pairs: readonly Pair[]
}

/** A part of a row, and what it stands for. */
export interface Part {
  readonly amount: Decimal
  readonly fields: Fields
}

/** What is proposed for a row. A part without fields is left to people. */
export interface Match {
  readonly row: string
  readonly rule: string
  /** Whether nothing else could be meant. */
  readonly certain: boolean
  readonly parts: readonly Part[]
}
