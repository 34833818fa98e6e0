// Orders from end to end: confirmed with or without a reservation, delivered and received in parts, billed, given back, closed,
// opened again, cancelled.
import type { Book, Fields } from "../../support/clerk.ts"
import { rowsOf } from "../../support/figures.ts"
import { day, money, type Doing, type Person } from "../people.ts"

/** One side of trade: its order, what brings or takes the goods, and the bill. */
interface Side {
  readonly order: string
  readonly going: string
  readonly goes: string
  readonly bill: string
  readonly billOf: string
  readonly handover: "delivery" | "receipt"
}

const selling: Side = {
  ...{ order: "inventory.sales_order", going: "inventory.delivery", goes: "deliver" },
  ...{ bill: "accounting.sales_invoice", billOf: "sales_order", handover: "delivery" },
}
const buying: Side = {
  ...{ order: "inventory.purchase_order", going: "inventory.receipt", goes: "receive" },
  ...{ bill: "accounting.purchase_invoice", billOf: "purchase_order", handover: "receipt" },
}

async function ordered(person: Person): Promise<void> {
  const { dice, world } = person
  const side = dice.among([selling, buying])
  const sells = side === selling
  const line = (): Fields => ({
    ...{ item: dice.among(world.items), quantity: String(dice.whole(1, 12)), unit_price: money(dice, 30) },
  })
  const order = await person.dare(`POST records/${side.order}`, {
    ...{ company: world.store.company, date: day(dice), warehouse: world.store.warehouses.A },
    ...(sells ? { customer: dice.among(world.customers) } : { supplier: dice.among(world.suppliers) }),
    bill_on: dice.among(sells ? ["delivered", "ordered", "ahead"] : ["received", "ordered"]),
    lines: [line(), line()],
  })
  if (order === undefined) return
  await person.move(side.order, order.id, "confirm", sells ? { reserve: dice.next() < 0.4 } : {})
}

/** Goods of an order go or come: as planned, fewer, or more. */
async function handedOver(person: Person): Promise<void> {
  const { dice } = person
  const { order: entity, going, goes } = dice.among([selling, buying])
  const order = await person.some(entity, "state == 'confirmed'")
  if (order === undefined) return
  await person.move(entity, order.id, goes)
  const draft = await person.some(going, `state == 'draft' && order == '${order.id}'`)
  if (draft === undefined) return
  const { lines } = await person.clerk.read(going, draft.id)
  const factor = dice.among([1, 1, 0.5, 1.25])
  const changed = rowsOf(lines).map(({ id, quantity }) => ({
    id,
    quantity: String(Math.ceil(Number(quantity) * factor)),
  }))
  await person.dare(`PATCH records/${going}/${draft.id}`, { date: day(dice), lines: changed })
  await person.move(going, draft.id, "post", { backorder: dice.next() < 0.5 })
}

/** A bill of an order or of what was handed over; each has its own way to know what is left to bill. */
async function billed(person: Person): Promise<void> {
  const side = person.dice.among([selling, buying])
  const ofOrder = person.dice.next() < 0.4
  const [entity, via] = ofOrder ? [side.order, side.billOf] : [side.going, side.handover]
  const source = await person.some(entity, ofOrder ? "state == 'confirmed'" : "state == 'posted'")
  if (source === undefined) return
  await person.move(entity, source.id, "bill")
  const bill = await person.some(side.bill, `state == 'draft' && ${via} == '${source.id}'`)
  if (bill === undefined) return
  const reference = side === buying ? { reference: money(person.dice, 1e9) } : {}
  await person.dare(`PATCH records/${side.bill}/${bill.id}`, { date: day(person.dice), ...reference })
  await person.move(side.bill, bill.id, "post")
}

const moves = ["close", "reopen", "cancel"] as const

async function ended(person: Person): Promise<Book | undefined> {
  const { order: entity } = person.dice.among([selling, buying])
  const order = await person.some(entity, "state in ['confirmed', 'closed']")
  return order && person.move(entity, order.id, person.dice.among(moves))
}

async function reserved(person: Person): Promise<void> {
  const { dice, world } = person
  if (dice.next() < 0.4) {
    const there = await person.some("inventory.reservation", "state == 'reserved'")
    if (there !== undefined) await person.move("inventory.reservation", there.id, "release")
    return
  }
  const order = await person.some("inventory.sales_order", "state == 'confirmed'")
  const [line] =
    order === undefined ? [] : rowsOf((await person.clerk.read("inventory.sales_order", order.id))["lines"])
  if (order === undefined || line === undefined) return
  const made = await person.dare("POST records/inventory.reservation", {
    ...{ company: world.store.company, date: day(dice), order: order.id, order_line: line.id },
    ...{ item: line["item"], warehouse: world.store.warehouses.A, quantity: String(dice.whole(1, 5)) },
  })
  if (made !== undefined) await person.move("inventory.reservation", made.id, "reserve")
}

/** Drafts that others left are posted or thrown away. */
async function tidied(person: Person): Promise<void> {
  const { going, bill } = person.dice.among([selling, buying])
  const entity = person.dice.among([going, bill])
  const draft = await person.some(entity, "state == 'draft'")
  if (draft === undefined) return
  if (person.dice.next() < 0.5) await person.move(entity, draft.id, "post")
  else await person.dare(`DELETE records/${entity}/${draft.id}`)
}

export const trading: readonly Doing[] = [
  { name: "ordered", weight: 5, run: ordered },
  { name: "handed over", weight: 6, run: handedOver },
  { name: "billed", weight: 5, run: billed },
  { name: "ended", weight: 2, run: ended },
  { name: "reserved", weight: 2, run: reserved },
  { name: "tidied", weight: 1, run: tidied },
]
