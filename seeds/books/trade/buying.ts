// Buying: an order, what comes of it, its bill, and the payment.
import { addDays } from "../../days.ts"
import { decimal, known } from "../../record.ts"
import { codesOf } from "../codes.ts"
import { costShare } from "../foundation.ts"
import type { Party } from "../ground.ts"
import { settle, termsOf } from "../matters.ts"
import { only, rowsOf, textOf } from "../rows.ts"
import { carriage } from "./store.ts"
import type { Shelf, Trade, Wanted } from "./deal.ts"
import type { Fields, Seen } from "../types.ts"

interface Purchase {
  readonly key: string
  readonly supplier: Party
  readonly lot: readonly Wanted[]
  readonly order: string
  readonly receipt: string
  /** Number of the supplier's papers. */
  readonly paper: string
  /** What all its documents say alike. */
  readonly said: Fields
}

/** Orders what runs low. */
export function buy(trade: Trade, day: string, low: readonly Shelf[]): void {
  const { desk, warehouse } = trade
  const { ground, own, company, random } = desk
  const supplier = random.pick(trade.suppliers)
  const key = `buy ${++trade.deals}`
  const exchange_rate = ground.rate(supplier.currency, own.currency, day)
  const purchase: Purchase = {
    ...{ key, supplier, order: desk.id(`${key} order`), receipt: desk.id(`${key} receipt`) },
    lot: low.map((shelf) => ({ shelf, quantity: shelf.product.most * random.int(4, 7) })),
    paper: random.fill("######"),
    said: {
      ...{ company, supplier: supplier.id, exchange_rate },
      currency: known(ground.currencies, supplier.currency),
    },
  }
  const { food, abroad } = codesOf(own).purchases
  const tax = desk.tax(supplier.country === own.country ? food : abroad)
  const lines = purchase.lot.map(({ shelf, quantity }) => {
    shelf.ordered += quantity
    const cost = (shelf.price * costShare * (0.94 + random.next() * 0.12)) / Number(exchange_rate)
    const { item, unit } = shelf
    return { item, unit, quantity: String(quantity), unit_price: decimal(cost), tax }
  })
  const days = random.int(5, 12)
  const { order: id, said } = purchase
  desk.step({
    ...{ on: day, entity: "inventory.purchase_order", id, moves: ["confirm"], begins: "draft" },
    says: async () => ({ ...said, id, warehouse, date: day, expected_on: addDays(day, days), lines }),
  })
  desk.later(day, days, (then) => receive(trade, purchase, then))
}

function receive(trade: Trade, purchase: Purchase, day: string): void {
  const { desk, warehouse } = trade
  const { order, receipt: id, said, supplier, paper, lot } = purchase
  for (const { shelf, quantity } of lot) {
    shelf.onHand += quantity
    shelf.ordered -= quantity
  }
  desk.step({
    ...{ on: day, entity: "inventory.receipt", id, moves: ["post"], begins: "draft" },
    says: async (seen) => ({
      ...{ ...said, id, order, warehouse, date: day, reference: `DN ${paper}` },
      lines: rowsOf(await seen.read("inventory.purchase_order", order)).map((row) => ({
        order_line: row.id,
        ...only(row, "item", "unit", "quantity", "unit_price"),
      })),
    }),
  })
  if (supplier.country !== desk.own.country) carriage(trade, { day, receipt: id, key: purchase.key })
  desk.later(day, desk.random.int(1, 6), (then) => bill(trade, purchase, then))
}

function bill({ desk }: Trade, purchase: Purchase, day: string): void {
  const { key, supplier, said, order, receipt, paper } = purchase
  const id = desk.id(`${key} bill`)
  const account = desk.account(codesOf(desk.own).variance)
  const lines = async (seen: Seen): Promise<readonly Fields[]> => {
    const ordered = rowsOf(await seen.read("inventory.purchase_order", order))
    const taxes = new Map(ordered.map((row) => [row.id, row["tax"]]))
    return rowsOf(await seen.read("inventory.receipt", receipt)).map((row) => ({
      receipt_line: row.id,
      ...only(row, "order_line", "item", "unit", "quantity", "unit_price"),
      ...{ account, tax: taxes.get(textOf(row["order_line"])) ?? null },
    }))
  }
  desk.step({
    ...{ on: day, entity: "accounting.purchase_invoice", id, moves: ["post"], begins: "draft" },
    says: async (seen) => ({
      ...{ ...said, id, purchase_order: order, receipt, invoice_date: day, date: day },
      ...{ reference: `RE ${paper}`, payment_term: termsOf(desk.ground).net30, lines: await lines(seen) },
    }),
  })
  desk.later(day, 30 + desk.random.int(-6, 3), (then) =>
    settle(desk, { day: then, key, party: supplier, invoice: id, side: "purchase", part: "all" }),
  )
}
