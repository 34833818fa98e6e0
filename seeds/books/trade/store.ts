// The store itself: what carriage adds to the worth of goods, and the count at the end of a year.
import { decimal } from "../../record.ts"
import { codesOf } from "../codes.ts"
import { rowsOf } from "../rows.ts"
import type { Trade } from "./deal.ts"

export interface Carriage {
  readonly day: string
  readonly receipt: string
  readonly key: string
}

/** Freight of goods from abroad becomes part of what they are worth. */
export function carriage({ desk }: Trade, { day, receipt, key }: Carriage): void {
  const id = desk.id(`${key} carriage`)
  const amount = decimal(60 + desk.random.int(0, 180))
  desk.step({
    ...{ on: day, entity: "inventory.landed_cost", id, moves: ["post"], begins: "draft" },
    says: async (seen) => ({
      ...{ id, company: desk.company, date: day, amount, basis: "amount" },
      account: desk.account(codesOf(desk.own).freight),
      lines: rowsOf(await seen.read("inventory.receipt", receipt)).map((row) => ({ receipt_line: row.id })),
    }),
  })
}

/** Counts some of the goods; of a few, one is missing. */
export function countStock({ desk, shelves, warehouse }: Trade, day: string): void {
  const { random, company } = desk
  const counted = shelves.filter(({ onHand, promised }) => onHand - promised > 1 && random.chance(0.6))
  if (counted.length === 0) return
  const lines = counted.map((shelf) => {
    if (random.chance(0.3)) shelf.onHand -= 1
    return { item: shelf.item, unit: shelf.unit, counted: String(shelf.onHand) }
  })
  const id = desk.id(`count ${day}`)
  desk.step({
    ...{ on: day, entity: "inventory.stock_count", id, moves: ["post"], begins: "draft" },
    says: async () => ({ id, company, date: day, warehouse, note: "Year-end count", lines }),
  })
}
