// What all kinds of business have in common: how much happens on a day, with whom, and how it is settled.
import { millisecondsOf } from "../days.ts"
import { known } from "../record.ts"
import type { Desk } from "./desk.ts"
import type { Ground, Party } from "./ground.ts"
import { cents, fromCents, rowsOf } from "./rows.ts"
import type { Book, Fields, Seen } from "./types.ts"

export function isWorkingDay(day: string): boolean {
  const weekday = new Date(millisecondsOf(day)).getUTCDay()
  return weekday !== 0 && weekday !== 6
}

/** How often what happens `usual` times a day happens today. */
export function manyToday({ random, factor }: Desk, usual: number): number {
  const expected = usual * factor
  return Math.floor(expected) + (random.chance(expected % 1) ? 1 : 0)
}

/** At most so many of the parties: those of the company's country and currency first, then some from abroad. */
export function partiesOf({ ground, own }: Desk, all: readonly Party[], most: number): readonly Party[] {
  const [first] = ground.profile.companies
  const home = all.filter(({ country }) => country === own.country)
  const served = new Set(ground.profile.companies.map(({ country }) => country))
  const abroad = all.filter(({ country }) => !served.has(country))
  const others = own.code === first?.code ? abroad.filter((_, at) => at % 3 === 0) : abroad
  const some = home.slice(0, Math.ceil(most * 0.8))
  return [...some, ...others.slice(0, most - some.length)]
}

export interface Terms {
  readonly net30: string
  readonly early: string
  readonly halves: string
}

export function termsOf({ idOf }: Ground): Terms {
  return { net30: idOf("term net30"), early: idOf("term early"), halves: idOf("term halves") }
}

export interface Settling {
  readonly day: string
  /** The matter, which has only one payment of this `part`. */
  readonly key: string
  readonly party: Party
  readonly invoice: string
  readonly side: "sales" | "purchase"
  /** All that is open, the instalment that is due first, or a little of it. */
  readonly part: "all" | "first" | "some"
}

/** A payment of what is open of the invoice on that day, by then perhaps nothing. */
export function settle(desk: Desk, settling: Settling): void {
  const { day, key, party, side, part } = settling
  const { ground, own, company } = desk
  const id = desk.id(`${key} payment ${part}`)
  desk.step({
    ...{ on: day, entity: "accounting.payment", id, moves: ["post"], begins: "draft" },
    says: async (seen) => {
      const tax = await onlyTax(seen, settling)
      const parts = (await openItems(seen, settling)).map((item) => paid(item, { day, part, tax }))
      if (parts.length === 0) return null
      return {
        ...{ id, company, party: party.id, date: day },
        direction: side === "sales" ? "receive" : "pay",
        currency: known(ground.currencies, party.currency),
        exchange_rate: ground.rate(party.currency, own.currency, day),
        amount: fromCents(parts.reduce((sum, { amount }) => sum + amount, 0)),
        splits_tax: tax !== null,
        allocations: parts.map(({ allocation }) => allocation),
      }
    },
  })
}

/** The open items of the invoice that are settled, by due date. */
async function openItems(seen: Seen, { invoice, side, part }: Settling): Promise<readonly Book[]> {
  const found = await seen.find("accounting.open_item", `${side}_invoice == '${invoice}' && is_open`)
  const items = [...found].sort((a, b) => (String(a["due_date"]) < String(b["due_date"]) ? -1 : 1))
  return part === "all" ? items : items.slice(0, 1)
}

/** The tax that a discount reduces: the only one of the invoice, if there is one. */
async function onlyTax(seen: Seen, { invoice, side }: Settling): Promise<string | null> {
  const taxes = rowsOf(await seen.read(`accounting.${side}_invoice`, invoice), "taxes")
  const [first, ...others] = taxes.filter(({ amount }) => cents(amount) !== 0)
  const tax = first?.["tax"]
  return typeof tax === "string" && others.length === 0 ? tax : null
}

interface Paying extends Pick<Settling, "day" | "part"> {
  readonly tax: string | null
}

/** What is paid of an item, in cents, and how it is settled; who pays all of it early takes the discount. */
function paid(
  item: Book,
  { day, part, tax }: Paying,
): { readonly amount: number; readonly allocation: Fields } {
  const open = Math.abs(cents(item["open_amount"]))
  if (part === "some") {
    const amount = Math.round(open * 0.4)
    return { amount, allocation: { item: item.id, amount: fromCents(amount), take_discount: false } }
  }
  const until = item["discount_until"]
  const isEarly = typeof until === "string" && day <= until && open === Math.abs(cents(item["amount"]))
  const discount = isEarly ? Math.abs(cents(item["discount_amount"])) : 0
  const allocation = { item: item.id, amount: fromCents(open), take_discount: isEarly, tax }
  return { amount: open - discount, allocation }
}

/** How an invoice to a customer is paid in the end. */
export function pay(
  desk: Desk,
  matter: Omit<Settling, "day" | "part">,
  { day, term }: { readonly day: string; readonly term: string },
): void {
  const { random, ground } = desk
  const { early, halves } = termsOf(ground)
  const after = (days: number, part: Settling["part"]): void =>
    desk.later(day, days, (then) => settle(desk, { ...matter, day: then, part }))
  const habit = random.next()
  if (habit < 0.03) return
  if (term === halves) after(random.int(1, 5), "first")
  else if (habit < 0.08) after(random.int(28, 33), "some")
  if (term === early && habit < 0.7) return after(random.int(10, 12) - 3, "all")
  after(habit < 0.25 ? random.int(38, 75) : random.int(22, 31), "all")
}
