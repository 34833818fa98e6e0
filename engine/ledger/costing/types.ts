// What costing speaks of: movements of a thing (entries of a costing ledger at their place in time), the stock that
// they leave at each place, and what each of them turns out to be worth.
import type { Decimal } from "../../value/index.ts"
import type { Layer, Queue } from "./queue.ts"

export type Method = "fifo" | "moving_average" | "standard"

/** How one thing is costed. */
export interface Terms {
  readonly method: Method
  /** Decimals of a value. */
  readonly scale: number
  /** Whether its quantity may go below zero. */
  readonly negative: boolean
}

/** An entry that moves a quantity: positive comes in, negative goes out. */
export interface Movement {
  readonly id: string
  /** The place that has a cost of its own: its dimensions as one text. */
  readonly key: string
  readonly date: string
  /** Order of writing: decides within a date. */
  readonly number: number
  /** As said; of a count, worked out. */
  readonly quantity: Decimal
  readonly cost: Cost
  /** Value of one: of what comes in without a value, of what is counted, of what goes out when no cost is known; the
   * fixed value where the method is `standard`. */
  readonly rate?: Decimal
}

/** Where the value of a movement comes from. */
export type Cost =
  /** Comes in at a known value. */
  | { readonly kind: "given"; readonly value: Decimal }
  /** Of another movement: a transfer's other end, the delivery that comes back, the receipt that goes back. */
  | { readonly kind: "taken"; readonly origin: string }
  /** A count: so much is there, whatever the books say. */
  | { readonly kind: "counted"; readonly quantity: Decimal }
  /** What the stock is worth. */
  | { readonly kind: "current" }

/** A value that is added later to what a movement brought in (landed cost). */
export interface Addition {
  readonly id: string
  readonly key: string
  readonly date: string
  readonly origin: string
  readonly value: Decimal
}

/** What is at a place. A stock below zero has no layers but what it owes: what went out before it came in. */
export interface Stock {
  readonly quantity: Decimal
  readonly value: Decimal
  readonly layers: Queue
  readonly owed: Queue
  /** The layer that was touched last: its cost is known when nothing is left. */
  readonly last?: Layer
}

/** A movement whose cost another one takes. */
export interface Origin {
  /** Above zero. */
  readonly quantity: Decimal
  /** What it is worth by now, later corrections included; not below zero. */
  readonly value: Decimal
  /** How many of it have been taken before. */
  readonly taken: Decimal
}

/** What a movement is worth, signed as its quantity. */
export interface Worth {
  readonly quantity: Decimal
  readonly value: Decimal
  /** The value less what was paid or charged for it: other than zero with standard values only. */
  readonly variance: Decimal
}

/** What went out at a presumed cost is worth this much more (signed), now that `cause` has filled the stock. */
export interface Correction {
  readonly entry: string
  readonly cause: string
  readonly value: Decimal
}

export interface Costed {
  readonly worth: Worth
  readonly corrections: readonly Correction[]
  readonly stock: Stock
}
