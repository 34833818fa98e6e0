// What is owed and paid: invoices in two currencies, credit notes, payments with deductions, allocations, and all of it undone.
import type { Book, Fields } from "../../support/clerk.ts"
import { day, money, type Doing, type Person } from "../people.ts"

/** A foreign currency now and then, at a rate of its own. */
function currency({ dice, world: { store } }: Person): Fields {
  if (dice.next() > 0.3) return {}
  return { currency: store.currency("USD"), exchange_rate: (0.8 + dice.next() * 0.3).toFixed(6) }
}

function lines({ dice, world: { taxes } }: Person): readonly Fields[] {
  return Array.from({ length: dice.whole(1, 3) }, () => ({
    quantity: String(dice.whole(1, 7)),
    unit_price: money(dice),
    tax: dice.among(taxes),
    discount_percent: dice.among(["0", "0", "3", "12.5"]),
  }))
}

const sale = (person: Person): Promise<unknown> =>
  person.post("accounting.sales_invoice", {
    customer: person.dice.among(person.world.customers),
    date: day(person.dice),
    ...currency(person),
    lines: lines(person),
  })

const purchase = (person: Person): Promise<unknown> =>
  person.post("accounting.purchase_invoice", {
    supplier: person.dice.among(person.world.suppliers),
    reference: money(person.dice, 1e9),
    date: day(person.dice),
    ...currency(person),
    lines: lines(person).map((line) => ({ ...line, tax: undefined })),
  })

/** A part of a figure, the whole of it every third time, and now and then too much. */
function part({ dice }: Person, figure: unknown): string {
  const whole = Math.abs(Number(figure))
  return (dice.next() < 0.33 ? whole : Math.max(0.01, whole * dice.next() * 1.1)).toFixed(2)
}

async function payment(person: Person): Promise<void> {
  const { dice, world } = person
  const item = await person.some(
    "accounting.open_item",
    `is_open && side == '${dice.among(["debit", "credit"])}'`,
  )
  const foreign = item?.["currency"] === world.store.currency("USD")
  const settled = part(person, item?.["open_amount"])
  const deducted = dice.next() < 0.3 ? (Number(settled) * 0.1 * dice.next()).toFixed(2) : "0.00"
  const account = world.store.account("6900")
  await person.post("accounting.payment", {
    party: item?.["party"] ?? world.customers[0],
    direction: item?.["side"] === "credit" ? "pay" : "receive",
    date: day(dice),
    currency: item?.["currency"] ?? null,
    exchange_rate: foreign ? (0.8 + dice.next() * 0.3).toFixed(6) : "1",
    amount: item === undefined ? money(dice) : (Number(settled) - Number(deducted)).toFixed(2),
    allocations: item === undefined || dice.next() < 0.3 ? [] : [{ item: item.id, amount: settled }],
    deductions: deducted === "0.00" ? [] : [{ kind: "write_off", account, amount: deducted }],
  })
}

async function allocation(person: Person): Promise<void> {
  const from = await person.some("accounting.open_item", "is_open && side == 'credit'")
  if (from === undefined) return
  const same = ["party", "account", "currency"].map((field) => `${field} == '${String(from[field])}'`)
  const to = await person.some("accounting.open_item", `is_open && side == 'debit' && ${same.join(" && ")}`)
  if (to === undefined) return
  const amount = part(person, to["open_amount"])
  await person.post("accounting.allocation", {
    item: from.id,
    date: day(person.dice),
    lines: [{ item: to.id, amount }],
  })
}

/** A credit note of an invoice, as large or less. */
async function credit(person: Person): Promise<void> {
  const entity = person.dice.among(["accounting.sales_invoice", "accounting.purchase_invoice"])
  const invoice = await person.some(entity, "state == 'posted' && kind == 'invoice' && credited < total")
  if (invoice === undefined) return
  await person.move(entity, invoice.id, "credit", { date: day(person.dice) })
  const note = await person.some(entity, `state == 'draft' && return_of == '${invoice.id}'`)
  if (note === undefined) return
  const patch: Fields = {
    discount_percent: person.dice.among(["0", "50", "90"]),
    reference: money(person.dice, 1e9),
  }
  if (entity === "accounting.sales_invoice") await person.dare(`PATCH records/${entity}/${note.id}`, patch)
  await person.move(entity, note.id, "post")
}

const documents = ["sales_invoice", "purchase_invoice", "payment", "allocation"] as const

async function undone(person: Person): Promise<Book | undefined> {
  const entity = `accounting.${person.dice.among(documents)}`
  const document = await person.some(entity, "state == 'posted'")
  const late = person.dice.next() < 0.3 ? { date: "2026-06-30" } : {}
  return document && person.move(entity, document.id, "cancel", late)
}

export const settling: readonly Doing[] = [
  { name: "sale", weight: 4, run: sale },
  { name: "purchase", weight: 3, run: purchase },
  { name: "payment", weight: 5, run: payment },
  { name: "allocation", weight: 3, run: allocation },
  { name: "credit", weight: 2, run: credit },
  { name: "undone", weight: 3, run: undone },
]
