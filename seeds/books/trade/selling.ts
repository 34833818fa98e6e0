// Selling: an order, its delivery, the invoice, and how the customer pays it: early, in time, late, in parts, or not; some
// goods come back.
import { addDays } from "../../days.ts"
import { decimal, known } from "../../record.ts"
import { codesOf } from "../codes.ts"
import type { Desk } from "../desk.ts"
import type { Party } from "../ground.ts"
import { pay, termsOf } from "../matters.ts"
import { only, rowsOf, textOf } from "../rows.ts"
import { takeBack } from "./returns.ts"
import type { Sale, Trade, Wanted } from "./deal.ts"
import type { Fields } from "../types.ts"

/** Sells some of what is there, if there is enough of anything. */
export function sell(trade: Trade, day: string): void {
  const { desk } = trade
  const { ground, own, company, random } = desk
  const lot = picked(trade)
  if (lot.length === 0) return
  const customer = random.pick(trade.customers)
  const key = `sell ${++trade.deals}`
  const sale: Sale = {
    ...{ key, customer, lot, payment_term: termOf(desk, customer) },
    ...{
      order: desk.id(`${key} order`),
      delivery: desk.id(`${key} delivery`),
      invoice: desk.id(`${key} invoice`),
    },
    said: {
      ...{ company, customer: customer.id, payment_term: termOf(desk, customer) },
      currency: known(ground.currencies, customer.currency),
      exchange_rate: ground.rate(customer.currency, own.currency, day),
    },
  }
  order(trade, sale, day)
  desk.later(day, random.int(1, 4), (then) => deliver(trade, sale, then))
}

/** One to four goods, of each no more than nobody was promised. */
function picked({ desk: { random }, shelves }: Trade): readonly Wanted[] {
  return random
    .shuffle(shelves)
    .slice(0, random.int(1, 4))
    .flatMap((shelf): Wanted[] => {
      const quantity = Math.min(
        random.int(2, Math.ceil(shelf.product.most / 3) + 2),
        shelf.onHand - shelf.promised,
      )
      if (quantity < 1) return []
      shelf.promised += quantity
      return [{ shelf, quantity }]
    })
}

/** A customer has the same term always. */
function termOf({ ground }: Desk, { id }: Party): string {
  const { net30, early, halves } = termsOf(ground)
  const at = Number.parseInt(id.slice(-2), 16) % 10
  return at < 6 ? net30 : at < 9 ? early : halves
}

function order({ desk, warehouse }: Trade, { lot, order: id, customer, said }: Sale, day: string): void {
  const { own, ground } = desk
  const isHome = customer.country === own.country
  const { sales } = codesOf(own)
  const rate = Number(ground.rate(customer.currency, own.currency, desk.from))
  const lines = lot.map(({ shelf: { item, unit, price, product }, quantity }) => ({
    ...{ item, unit, quantity: String(quantity), unit_price: decimal(price / rate) },
    tax: desk.tax(!isHome ? sales.abroad : product.code.startsWith("CHO") ? sales.sweets : sales.food),
  }))
  desk.step({
    ...{ on: day, entity: "inventory.sales_order", id, moves: ["confirm"], begins: "draft" },
    says: async () => ({ ...said, id, warehouse, date: day, deliver_on: addDays(day, 5), lines }),
  })
}

function deliver(trade: Trade, sale: Sale, day: string): void {
  const { desk, warehouse } = trade
  const { order: of, delivery: id, customer, lot } = sale
  for (const { shelf, quantity } of lot) {
    shelf.onHand -= quantity
    shelf.promised -= quantity
  }
  desk.step({
    ...{ on: day, entity: "inventory.delivery", id, moves: ["post"], begins: "draft" },
    says: async (seen) => ({
      ...{ id, company: desk.company, customer: customer.id, order: of, warehouse, date: day },
      lines: rowsOf(await seen.read("inventory.sales_order", of)).map((row) => ({
        order_line: row.id,
        ...only(row, "item", "unit", "quantity"),
      })),
    }),
  })
  desk.later(day, desk.random.int(0, 2), (then) => invoice(trade, sale, then))
}

function invoice(trade: Trade, sale: Sale, day: string): void {
  const { desk } = trade
  const { order: of, delivery, invoice: id, customer, said } = sale
  const { goods, goodsAbroad } = codesOf(desk.own)
  const account = desk.account(customer.country === desk.own.country ? goods : goodsAbroad)
  desk.step({
    ...{ on: day, entity: "accounting.sales_invoice", id, moves: ["post"], begins: "draft" },
    says: async (seen) => {
      const ordered = new Map(
        rowsOf(await seen.read("inventory.sales_order", of)).map((row) => [row.id, row]),
      )
      const lines = rowsOf(await seen.read("inventory.delivery", delivery)).map((row): Fields => {
        const sold = ordered.get(textOf(row["order_line"])) ?? row
        return {
          ...{ delivery_line: row.id, account },
          ...only(row, "order_line", "item", "unit", "quantity"),
          ...only(sold, "unit_price", "tax", "description"),
        }
      })
      return { ...said, id, sales_order: of, delivery, invoice_date: day, date: day, lines }
    },
  })
  if (desk.random.chance(0.05)) desk.later(day, desk.random.int(4, 9), (then) => takeBack(trade, sale, then))
  pay(desk, { key: sale.key, party: customer, invoice: id, side: "sales" }, { day, term: sale.payment_term })
}
