// What the files of this room share: a ledger with costing, what was seen of the things that entries move, and what comes
// of it.
import type { Entry } from "../../../engine/ledger/index.ts"
import type { Method, Origin, Stock } from "../../../engine/ledger/costing/index.ts"
import type { Costing, Entity, Ledger } from "../../../engine/model/index.ts"
import type { Decimal } from "../../../engine/value/index.ts"

export interface CostBook {
  readonly ledger: Ledger
  readonly costing: Costing
  readonly entity: Entity
}

/** What is known of one thing and of the drafts that move it. */
export interface Thing {
  readonly name: string
  readonly drafts: readonly Seen[]
  readonly places: ReadonlyMap<string, Place>
  readonly origins: ReadonlyMap<string, KnownOrigin>
  /** The first day that reversals among the drafts change. */
  readonly reversed?: string
}

/** An entry to be written and what its references say. */
export interface Seen {
  readonly entry: Entry
  readonly place: string
  /** The place in words. */
  readonly title: string
  readonly method: Method
  readonly standard?: Decimal
  readonly negative: boolean
  /** The entry whose cost it takes or adds to. */
  readonly origin?: string
}

/** A place and its state; without one it is to be worked out anew. */
export interface Place {
  readonly state?: State
}

/** What is at a place, with the day of the latest movement. */
export interface Stand {
  readonly stock: Stock
  readonly until: string
}

/** What is at a place now, and what was there by the end of some days, oldest first. */
export interface State extends Stand {
  readonly marks: readonly Mark[]
}
export interface Mark extends Stand {
  readonly day: string
}

export interface KnownOrigin extends Origin {
  readonly day: string
}

/** What is to be written: the entries with their values, adjustments of entries that are there as the input of the
 * statement that writes the posting, and what is to be kept afterwards. */
export interface CostedEntries {
  readonly entries: readonly Entry[]
  readonly adjustments: string
  /** Of all that is to be written. */
  readonly ids: readonly string[]
  readonly keep: () => void
}
