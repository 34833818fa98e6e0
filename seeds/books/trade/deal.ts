// The words of trading: what lies on the shelves, who trades with whom, and what a sale is about.
import type { ProductTold } from "../../types.ts"
import type { Desk } from "../desk.ts"
import type { Party } from "../ground.ts"
import type { Fields } from "../types.ts"

/** What lies in store of an item, what of it is promised, and what is on its way. */
export interface Shelf {
  readonly product: ProductTold
  readonly item: string
  readonly unit: string
  readonly price: number
  onHand: number
  promised: number
  ordered: number
}

export interface Trade {
  readonly desk: Desk
  readonly shelves: readonly Shelf[]
  readonly suppliers: readonly Party[]
  readonly customers: readonly Party[]
  readonly warehouse: string
  /** How many deals there were. */
  deals: number
}

export interface Wanted {
  readonly shelf: Shelf
  readonly quantity: number
}

export interface Sale {
  readonly key: string
  readonly customer: Party
  readonly lot: readonly Wanted[]
  readonly order: string
  readonly delivery: string
  readonly invoice: string
  readonly payment_term: string
  /** What orders and invoices say alike. */
  readonly said: Fields
}
