// What deciding a transition takes and gives. All of it is plain data: nothing here looks anything up or does anything.
import type { Fault } from "../error/index.ts"
import type { Env, Row } from "../expression/index.ts"
import type { ApprovalStep, Effect } from "../model/index.ts"

/** The record as it is, with all that the transition reads of other records expanded in place. */
export interface Snapshot {
  readonly record: Row
}

/** What is asked of the record. */
export interface TransitionEvent {
  readonly name: string
  /** The input, checked and clean. */
  readonly input: Row
  /** Who asks: attributes, and records behind them that the transition reads. */
  readonly user?: Row
  /** The day where the tenant lives, `2026-01-31`. */
  readonly today: string
  /** RFC 3339, with a zone. */
  readonly now: string
  /** Draws the id of a record to be made: what is made is known to the effects that follow. */
  readonly newId: () => string
  /** Whether all who must agree have done so. */
  readonly approved?: true
  /** Running numbers that were drawn for it already, by field: what reads them sees them. */
  readonly numbers?: Readonly<Record<string, string>>
}

export type Decision = Made | Asks | Refused

/** The record moves: its next state, and what is to be done, in order. */
export interface Made {
  readonly kind: "made"
  readonly from: string
  readonly to: string
  /** Values of the record's own fields, in the form of input. */
  readonly patch: Row
  /** Child rows by rows field: every one with its id, and the references that are set in it. */
  readonly rows: Readonly<Record<string, readonly Row[]>>
  /** Fields that get their next number, and numbers that were drawn already. */
  readonly numbers: readonly string[]
  readonly drawn: Readonly<Record<string, string>>
  /** Rows fields that are to be filled from other records, or matched with them. */
  readonly fills: readonly EffectOf<"collect" | "match">[]
  readonly works: readonly Work[]
}

/** The record stays until others agree. */
export interface Asks {
  readonly kind: "asks"
  /** The steps that are needed, in order; not empty. */
  readonly steps: readonly AskedStep[]
}

/** A step of approval, its paths to users worked out. */
export interface AskedStep {
  readonly step: ApprovalStep
  readonly users: readonly string[]
}

/** The record stays: wrong state (WFL001), or every guard that does not hold (WFL002). */
export interface Refused {
  readonly kind: "refused"
  readonly code: "WFL001" | "WFL002"
  readonly faults: readonly Fault[]
}

/** One thing to do besides changing the record itself, with all values worked out in the form of input. */
export type Work =
  | {
      readonly kind: "create"
      readonly entity: string
      readonly records: readonly Row[]
      /** The moved record, or a row of it, comes to refer to those made: they are made before it is written, and have
       * their ids. */
      readonly referred: boolean
      /** A transition that those made go through at once. */
      readonly then?: string
    }
  | { readonly kind: "update"; readonly entity: string; readonly id: string; readonly patch: Row }
  /** Copies of what is about the moved record, about that one. */
  | {
      readonly kind: "carry"
      readonly entity: string
      readonly via: string
      readonly to: { readonly entity: string; readonly id: string }
    }
  | {
      readonly kind: "move"
      readonly entity: string
      readonly id: string
      readonly transition: string
      readonly input: Row
    }
  | {
      readonly kind: "notify"
      readonly users: readonly string[]
      readonly roles: readonly string[]
      readonly message: string
    }
  | { readonly kind: "emit"; readonly event: string }
  /** Entries of ledgers, and the record as they are to be worked out on. */
  | { readonly kind: "book"; readonly effect: EffectOf<"post" | "reverse">; readonly env: Env }

/** An effect of one kind. */
export type EffectOf<K extends Effect["kind"]> = Extract<Effect, { readonly kind: K }>
