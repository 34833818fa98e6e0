// What lies in the warehouses: received, delivered, given back, moved, counted, laden with costs, in any order of days, and
// undone.
import type { Book, Fields } from "../../support/clerk.ts"
import { rowsOf } from "../../support/figures.ts"
import { day, money, type Doing, type Person } from "../people.ts"

type Entity = "inventory.receipt" | "inventory.delivery"

const places = ["A", "B", "C"] as const

function place({ dice, world: { store } }: Person): string {
  return store.warehouses[dice.among(places)]
}

function goods({ dice, world: { items } }: Person, more: () => Fields): readonly Fields[] {
  return Array.from({ length: dice.whole(1, 3) }, () => ({
    item: dice.among(items),
    quantity: dice.next() < 0.2 ? (dice.next() * 9 + 0.001).toFixed(3) : String(dice.whole(1, 20)),
    ...more(),
  }))
}

const receipt = (person: Person): Promise<unknown> =>
  person.post("inventory.receipt", {
    supplier: person.dice.among(person.world.suppliers),
    ...{ date: day(person.dice), warehouse: place(person) },
    lines: goods(person, () => ({ unit_price: money(person.dice, 20) })),
  })

const delivery = (person: Person): Promise<unknown> =>
  person.post("inventory.delivery", {
    customer: person.dice.among(person.world.customers),
    ...{ date: day(person.dice), warehouse: place(person) },
    lines: goods(person, () => ({})),
  })

/** Some of it, or all, comes back or goes back. */
async function back(person: Person): Promise<void> {
  const { dice } = person
  const [entity, kind] = dice.among<readonly [Entity, string]>([
    ["inventory.receipt", "receipt"],
    ["inventory.delivery", "delivery"],
  ])
  const document = await person.some(entity, `state == 'posted' && kind == '${kind}'`)
  if (document === undefined || (await person.move(entity, document.id, "return")) === undefined) return
  const made = await person.some(entity, `state == 'draft' && return_of == '${document.id}'`)
  if (made === undefined) return
  const { lines } = await person.clerk.read(entity, made.id)
  const fewer = rowsOf(lines).map(({ id, quantity }) => ({
    id,
    quantity: String(Math.ceil(Number(quantity) / 2)),
  }))
  const patch = { date: day(dice), ...(dice.next() < 0.5 ? { lines: fewer } : {}) }
  await person.dare(`PATCH records/${entity}/${made.id}`, patch)
  await person.move(entity, made.id, "post", { backorder: false })
}

const moved = (person: Person): Promise<unknown> => {
  const { warehouses } = person.world.store
  const kind = person.dice.among<"transfer" | "receipt" | "issue">([
    "transfer",
    "transfer",
    "receipt",
    "issue",
  ])
  const ends = {
    transfer: { from_warehouse: place(person), to_warehouse: place(person) },
    receipt: { to_warehouse: warehouses.A },
    issue: { from_warehouse: place(person) },
  }
  const rate = (): Fields => (kind === "receipt" ? { rate: money(person.dice, 20) } : {})
  return person.post("inventory.stock_entry", {
    ...{ kind, date: day(person.dice), ...ends[kind] },
    lines: goods(person, rate),
  })
}

const counted = (person: Person): Promise<unknown> =>
  person.post("inventory.stock_count", {
    ...{ date: day(person.dice), warehouse: place(person) },
    lines: [{ item: person.dice.among(person.world.items), counted: String(person.dice.whole(0, 40)) }],
  })

async function laden(person: Person): Promise<void> {
  const receipt = await person.some("inventory.receipt", "state == 'posted' && kind == 'receipt'")
  if (receipt === undefined) return
  const amount = money(person.dice, 50)
  const basis = person.dice.among(["amount", "quantity"])
  await person.move("inventory.receipt", receipt.id, "landed_cost", { amount, basis })
  const cost = await person.some("inventory.landed_cost", "state == 'draft'")
  if (cost === undefined) return
  const patch = { date: day(person.dice), account: person.world.store.account("6900") }
  await person.dare(`PATCH records/inventory.landed_cost/${cost.id}`, patch)
  await person.move("inventory.landed_cost", cost.id, "post")
}

const documents = ["receipt", "delivery", "stock_entry", "stock_count", "landed_cost"] as const

async function undone(person: Person): Promise<Book | undefined> {
  const entity = `inventory.${person.dice.among(documents)}`
  const document = await person.some(entity, "state == 'posted'")
  const late = person.dice.next() < 0.3 ? { date: "2026-06-30" } : {}
  return document && person.move(entity, document.id, "cancel", late)
}

export const storing: readonly Doing[] = [
  { name: "receipt", weight: 5, run: receipt },
  { name: "delivery", weight: 4, run: delivery },
  { name: "back", weight: 3, run: back },
  { name: "moved", weight: 3, run: moved },
  { name: "counted", weight: 1, run: counted },
  { name: "laden", weight: 1, run: laden },
  { name: "undone", weight: 3, run: undone },
]
