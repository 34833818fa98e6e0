// A store with items, places and accounts, and people who move things: what the tests of costing stand on.
import { expect } from "chai"
import type { Caller } from "../../../../runtime/perform/index.ts"
import { ask, house, seed, user, type Answer, type House } from "../../../support/house.ts"
import { storeLayers } from "../../../support/store-layers.ts"

/** A line of a movement; places by name. */
export interface Line {
  readonly place?: string
  readonly to?: string
  readonly of?: string
  readonly quantity?: string | number
  readonly value?: string | number
  readonly rate?: string | number
  readonly counted?: string | number
}

export interface Store {
  readonly house: House
  readonly clerk: Caller
  readonly manager: Caller
  /** Ids of places and accounts by name. */
  readonly places: Readonly<Record<string, string>>
  readonly accounts: Readonly<Record<string, string>>
  item(values?: object): Promise<string>
  /** Writes a movement of the item on a day, and posts it; gives the answer, and the ids of document and first line. */
  move(item: string, day: number, lines: readonly Line[], by?: Caller): Promise<Moved>
  cancel(document: string, by?: Caller): Promise<Answer>
  run(text: string): Promise<readonly (readonly (string | null)[])[]>
}

export interface Moved {
  readonly status: number
  readonly answer: Answer
  readonly id: string
  readonly line: string
}

export async function openStore(): Promise<Store> {
  const on = await house(storeLayers())
  const { acme } = on
  const [clerk, manager] = [user(acme, ["store.clerk"]), user(acme, ["store.manager"])]
  const one = async (entity: string, record: object): Promise<string> => {
    const [made] = await seed(on, acme, entity, [record as never]) // the tests' own records
    return String(made?.id)
  }
  const accounts: Record<string, string> = {}
  for (const name of ["stock", "other"]) accounts[name] = await one("store.account", { name })
  const places: Record<string, string> = {}
  for (const name of ["A", "B", "C"])
    places[name] = await one("store.place", { name, account: accounts["stock"] })
  let count = 0
  return {
    house: on,
    clerk,
    manager,
    places,
    accounts,
    item: (values = {}) => one("store.item", { name: `Item ${++count}`, ...values }),
    move: async (item, day, lines, by = manager) => {
      const rows = lines.map(({ place = "A", to, ...line }) => ({
        item,
        place: places[place],
        ...(to === undefined ? {} : { to: places[to] }),
        ...asText(line),
      }))
      const made = await ask(on, by, "POST store.movement", {
        body: { date: dayOf(day), counter: accounts["other"], lines: rows },
      })
      expect(made.status, JSON.stringify(made.body)).to.equal(201)
      const answer = await ask(on, by, `POST store.movement/${made.body.id}/transitions/post`, { body: {} })
      return { status: answer.status, answer, id: made.body.id, line: String(made.body.lines[0]?.id) }
    },
    cancel: (id, by = manager) => ask(on, by, `POST store.movement/${id}/transitions/cancel`, { body: {} }),
    run: async (text) =>
      (await on.database.run(acme.address, [{ text, values: [], prepared: false }]))[0] ?? [],
  }
}

const asText = (line: object): object =>
  Object.fromEntries(Object.entries(line).map(([name, value]) => [name, String(value)]))

/** A day of 2026; day 0 is the tenth of April. */
export const dayOf = (day: number): string => new Date(Date.UTC(2026, 3, 10 + day)).toISOString().slice(0, 10)

/** `[quantity, value]` of all entries of the item at the place, and what the kept sums say is the same. */
export async function sumAt(
  { run, house: { acme }, places }: Store,
  item: string,
  place = "A",
): Promise<readonly string[]> {
  const { schema } = acme.address
  const where = `item = '${item}' AND place = '${places[place] ?? ""}'`
  const sums = "trim_scale(coalesce(sum(quantity), 0))::text, trim_scale(coalesce(sum(value), 0))::text"
  const [entries = []] = await run(`SELECT ${sums} FROM ${schema}.store_stock WHERE ${where}`)
  const [kept = []] = await run(`SELECT ${sums} FROM ${schema}.store_stock__cost WHERE ${where}`)
  expect(kept).to.deep.equal(entries)
  return entries.map(String)
}

/** What the entries of a document are worth with all that adjusts them. */
export async function worthOf({ run, house: { acme } }: Store, document: string): Promise<string> {
  const { schema } = acme.address
  const [[worth] = []] = await run(
    `SELECT trim_scale(coalesce(sum(value), 0))::text FROM ${schema}.store_stock WHERE source__store_movement = '${document}'`,
  )
  return worth ?? ""
}

/** What the accounts say: `stock` is the value of all stock. */
export async function expectBooks({ run, house: { acme }, accounts }: Store): Promise<void> {
  const { schema } = acme.address
  const [[books] = []] = await run(
    `SELECT trim_scale(coalesce(sum(debit - credit), 0))::text FROM ${schema}.store_general WHERE account = '${accounts["stock"] ?? ""}'`,
  )
  const [[stock] = []] = await run(
    `SELECT trim_scale(coalesce(sum(value), 0))::text FROM ${schema}.store_stock`,
  )
  expect(books).to.equal(stock)
}
