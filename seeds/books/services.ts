// Services: invoices for days of work, and the bills of what the work takes.
import { decimal, known } from "../record.ts"
import { codesOf } from "./codes.ts"
import type { Desk } from "./desk.ts"
import { priceIn } from "./foundation.ts"
import { isWorkingDay, manyToday, partiesOf, pay, settle, termsOf } from "./matters.ts"
import type { Party } from "./ground.ts"
import type { Fields } from "./types.ts"

export interface Practice {
  readonly desk: Desk
  readonly customers: readonly Party[]
  readonly suppliers: readonly Party[]
  matters: number
}

export function openPractice(desk: Desk): Practice {
  const { customers, suppliers } = desk.ground
  return {
    ...{ desk, matters: 0 },
    customers: partiesOf(desk, customers, 60),
    suppliers: partiesOf(desk, suppliers, 12),
  }
}

/** What happens on an ordinary day. */
export function practiceOn(practice: Practice, day: string): void {
  if (!isWorkingDay(day)) return
  const { desk } = practice
  for (let count = manyToday(desk, 1.6); count > 0; count--) invoice(practice, day)
  for (let count = manyToday(desk, 0.7); count > 0; count--) bill(practice, day)
}

function invoice(practice: Practice, day: string): void {
  const { desk } = practice
  const { ground, own, random, company } = desk
  const customer = random.pick(practice.customers)
  const key = `work ${++practice.matters}`
  const id = desk.id(`${key} invoice`)
  const codes = codesOf(own)
  const payment_term = termsOf(ground).net30
  const exchange_rate = ground.rate(customer.currency, own.currency, day)
  const tax = desk.tax(customer.country === own.country ? codes.sales.services : codes.sales.abroad)
  const account = desk.account(codes.services)
  const lines = random
    .shuffle(ground.products)
    .slice(0, random.int(1, 3))
    .map((product): Fields => ({
      ...{ description: product.name, unit: known(ground.units, product.unit), tax, account },
      quantity: String(random.int(1, Math.max(1, Math.round(product.most / 6)))),
      unit_price: decimal(priceIn(ground, own, product.price) / Number(exchange_rate)),
    }))
  desk.step({
    ...{ on: day, entity: "accounting.sales_invoice", id, moves: ["post"], begins: "draft" },
    says: async () => ({
      ...{ id, company, customer: customer.id, payment_term, exchange_rate, invoice_date: day, date: day },
      ...{ currency: known(ground.currencies, customer.currency), lines },
    }),
  })
  pay(desk, { key, party: customer, invoice: id, side: "sales" }, { day, term: payment_term })
}

/** Travel, staff and supplies. */
const expenses = ["travel", "other", "freight"] as const

function bill(practice: Practice, day: string): void {
  const { desk } = practice
  const { ground, own, random, company } = desk
  const supplier = random.pick(practice.suppliers)
  const key = `expense ${++practice.matters}`
  const id = desk.id(`${key} bill`)
  const codes = codesOf(own)
  const isHome = supplier.country === own.country
  const line = {
    description: `Services in ${day.slice(0, 7)}`,
    ...{ quantity: "1", unit_price: decimal(random.spread(620)) },
    account: desk.account(codes[random.pick(expenses)]),
    tax: desk.tax(isHome ? codes.purchases.other : codes.purchases.abroad),
  }
  const reference = random.fill("AA-#####")
  desk.step({
    ...{ on: day, entity: "accounting.purchase_invoice", id, moves: ["post"], begins: "draft" },
    says: async () => ({
      ...{ id, company, supplier: supplier.id, reference, payment_term: termsOf(ground).net30 },
      ...{ invoice_date: day, date: day, currency: known(ground.currencies, supplier.currency) },
      ...{ exchange_rate: ground.rate(supplier.currency, own.currency, day), lines: [line] },
    }),
  })
  desk.later(day, 30 + random.int(-5, 3), (then) =>
    settle(desk, { day: then, key, party: supplier, invoice: id, side: "purchase", part: "all" }),
  )
}
