// What PostgreSQL itself holds of a ledger as entries are written, as plain data: a trigger is made of it. Columns and
// tables go by their bare names.
import type { Node } from "../expression/index.ts"
import type { Storage } from "../model/index.ts"
import type { Formula } from "./formula.ts"

/** Sums of entries by some of their columns. */
export interface Gathering {
  readonly entries: string
  readonly by: readonly string[]
  readonly measures: readonly string[]
  /** Also by the day or month of the entry's date, in a column of that name. */
  readonly period?: "day" | "month"
}

export interface Guard {
  readonly ledger: string
  /** What sums to zero over a posting, by each value of the columns. */
  readonly balanced?: { readonly sum: Formula; readonly by: readonly string[] }
  /** Rules that read more than the entry alone. */
  readonly rules: readonly GuardRule[]
  readonly locks: readonly GuardLock[]
  /** Tables of sums to keep, in the order in which their rows are locked. */
  readonly sums: readonly GuardSums[]
  readonly chain?: GuardChain
}

/** A rule by its id. */
export interface GuardRule {
  readonly id: string
  readonly assert: Walk
}

export interface GuardSums {
  readonly table: string
  readonly gathers: Gathering
  /** What must hold for each sum as a posting leaves it: a CHECK would hold for what is added as well. */
  readonly rules: readonly GuardRule[]
}

/** An expression over a row that may walk through references, with the tables that it passes. */
export interface Walk {
  readonly node: Node
  readonly shapes: readonly WalkShape[]
}
export interface WalkShape {
  readonly id: string
  readonly table: string
  readonly fields: readonly WalkField[]
}
export interface WalkField {
  readonly name: string
  readonly nullable: boolean
  readonly storage: Exclude<Storage, { readonly kind: "rows" }>
  /** Of a virtual field: its own expression. */
  readonly derived?: Node
}

/** A column of the entry, or one of the record that it refers to. */
export interface GuardPath {
  readonly column: string
  readonly of?: { readonly table: string; readonly column: string }
}

/** A column of a lock, or of an exception, and what it is compared with; empty, it matches all. */
export interface GuardMatch {
  readonly lock: string
  readonly list: boolean
  readonly entry: GuardPath
}

export interface GuardLock {
  readonly name: string
  readonly table: string
  readonly match: readonly GuardMatch[]
  readonly from?: string
  readonly to?: string
  readonly when?: Formula
  readonly exception?: {
    readonly table: string
    readonly match: readonly GuardMatch[]
    readonly user: string
    readonly from: string
    readonly expires: string
  }
}

export interface GuardChain {
  readonly table: string
  readonly by: readonly string[]
  readonly when?: GuardPath
  /** Columns that are covered by the hash, besides the id. */
  readonly covers: readonly string[]
  /** Those of them that are numbers, which count as absent when 0. */
  readonly measures: readonly string[]
}
