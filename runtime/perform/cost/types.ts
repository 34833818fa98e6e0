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
  readonly state?: { readonly stock: Stock; readonly until: string }
}

export interface KnownOrigin extends Origin {
  readonly place: string
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
