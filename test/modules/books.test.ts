// The books of the demo companies, kept through the door of records into a real PostgreSQL: taken up after they were broken
// off, balanced, and worth in stock what the stock account says. BOOKS_FACTOR=1 keeps them whole.
import { expect } from "chai"
import { booksDoor } from "../../runtime/command/serve/books-door.ts"
import type { Caller } from "../../runtime/perform/index.ts"
import { performAsSystem } from "../../runtime/perform/index.ts"
import { demoCompanies, load, type BooksDoor, type DemoCompany } from "../../seeds/index.ts"
import { house, seed, type House } from "../support/house.ts"
import { layers } from "./layers.ts"

const today = "2026-03-31"
const factor = Number(process.env["BOOKS_FACTOR"] ?? "0.02")

describe("the books of the demo companies", function () {
  this.timeout(factor < 0.1 ? 180_000 : 3_600_000)
  let on: House
  before(async () => {
    on = await house(layers())
  })
  after(() => on?.close())

  for (const company of demoCompanies)
    describe(company.tenant, () => {
      let door: BooksDoor
      let keep: (most: number) => Promise<{ readonly done: number; readonly refused: readonly string[] }>
      before(async () => {
        door = booksDoor(on.parts, await told(on, company))
        keep = async (most) => {
          const lanes = await company.books(door, factor)
          const kept = await Promise.all(
            lanes.map((lane) => {
              let behind = 0
              const watch = { isOver: () => behind >= most, progress: () => void behind++ }
              return lane.keep(door, watch)
            }),
          )
          return {
            done: kept.reduce((sum, { done }) => sum + done, 0),
            refused: kept.flatMap(({ refused }) => refused),
          }
        }
      })

      it("are taken up where they were broken off, and nothing is refused or made twice", async () => {
        const { length: none } = (await company.books(doorOfNobody)).map(({ title }) => title)
        expect(none).to.equal(0)
        const first = await keep(40)
        const rest = await keep(Number.POSITIVE_INFINITY)
        expect([...first.refused, ...rest.refused]).to.deep.equal([])
        expect(first.done).to.equal(80)
        expect(rest.done).to.be.above(100)
        expect(await keep(Number.POSITIVE_INFINITY)).to.deep.equal({ done: 0, refused: [] })
      })

      it("have a trial balance of zero, company by company", async () => {
        const sums = new Map<unknown, number>()
        for (const { company: of, debit, credit } of await door.find("accounting.general_ledger", "true"))
          sums.set(of, (sums.get(of) ?? 0) + cents(debit) - cents(credit))
        expect([...sums.values()]).to.deep.equal([0, 0])
      })

      it("show in the stock accounts what the stock is worth", async () => {
        const stock = new Map<unknown, number>()
        for (const { company: of, value } of await door.find("inventory.stock_ledger", "true"))
          stock.set(of, (stock.get(of) ?? 0) + cents(value))
        for (const { id, stock_account } of await door.find("base.company", "true")) {
          const booked = await door.find("accounting.general_ledger", `account == '${String(stock_account)}'`)
          const sum = booked.reduce((total, { debit, credit }) => total + cents(debit) - cents(credit), 0)
          expect(sum).to.equal(stock.get(id) ?? 0)
        }
      })

      it("owe and are owed what the open items say", async () => {
        const open = (await door.find("accounting.open_items", "true")).reduce(
          (sum, { amount }) => sum + cents(amount),
          0,
        )
        const accounts = await door.find("accounting.account", "type in ['receivable', 'payable']")
        let booked = 0
        for (const { id } of accounts)
          for (const { debit, credit } of await door.find("accounting.general_ledger", `account == '${id}'`))
            booked += cents(debit) - cents(credit)
        expect(booked).to.equal(open)
      })

      it("invoice all that was delivered or received, but for the last days", async () => {
        const open =
          "state == 'posted' && kind != 'return' && billing_status != 'billed' && date < '2026-03-18'"
        for (const entity of ["inventory.delivery", "inventory.receipt"])
          expect(await door.find(entity, open)).to.deep.equal([])
      })

      it("close the years and months that are reported", async () => {
        const years = await door.find("accounting.fiscal_year", "state == 'closed'")
        expect([...new Set(years.map(({ name }) => name))].sort()).to.deep.equal(["2024", "2025"])
        expect(await door.find("accounting.period", "state == 'closed' && name == '2026-02'")).to.have.length(
          2,
        )
      })
    })
})

/** Behind it there is no company. */
const doorOfNobody: BooksDoor = {
  states: () => Promise.resolve(new Map()),
  find: () => Promise.resolve([]),
  create: () => Promise.reject(new Error("nothing is to be made")),
  change: () => Promise.reject(new Error("nothing is to be changed")),
  read: () => Promise.reject(new Error("nothing is there")),
  move: () => Promise.reject(new Error("nothing is to be moved")),
}

/** The tale as far as books stand on it, in a tenant of its own. */
async function told(on: House, company: DemoCompany): Promise<Caller["tenant"]> {
  const tenant = await on.tenant(company.tenant)
  const caller: Caller = { tenant, principal: { id: "", roles: [], attributes: {} } }
  const ground = [...company.batches(today)].filter(({ entity }) =>
    /^base\.(?!activity|comment|tag)/.test(entity),
  )
  await load(ground, {
    create: async (entity, records) => void (await seed(on, tenant, entity, records)),
    change: async (entity, id, patch) =>
      void (await performAsSystem(on.parts, caller, { kind: "update", entity, id, patch })),
  })
  return tenant
}

function cents(amount: unknown): number {
  return Math.round(Number(amount) * 100)
}
