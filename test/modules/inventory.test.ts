// Who may do what with goods, at the door of records: a storekeeper's day, what waits for a manager, and who sees costs.
import { expect } from "chai"
import { charts, layChart } from "../../seeds/charts.ts"
import type { Caller } from "../../runtime/perform/index.ts"
import { ask, house, seed, uuid7, type Answer, type Body, type House } from "../support/house.ts"
import { layers } from "./layers.ts"

describe("inventory", function () {
  this.timeout(120_000)
  let on: House
  const ids = {
    currency: uuid7(),
    country: uuid7(),
    company: uuid7(),
    party: uuid7(),
    item: uuid7(),
    store: uuid7(),
  }
  const people = new Map<string, Caller>()
  before(async () => {
    on = await house(layers())
    await furnish()
  })
  after(() => on?.close())

  const put = (entity: string, ...records: readonly Record<string, unknown>[]): Promise<readonly Body[]> =>
    seed(on, on.acme, entity, records)
  async function furnish(): Promise<void> {
    await put("base.currency", { id: ids.currency, code: "EUR", name: "Euro", scale: 2, step: "0.01" })
    await put("base.country", { id: ids.country, code: "DE", alpha3: "DEU", number: "276", name: "Germany" })
    const { company, currency, country } = ids
    await put("base.company", { id: company, code: "ACME", name: "Acme", currency, country })
    await put("base.party", {
      id: ids.party,
      kind: "company",
      name: "Partner",
      is_customer: true,
      is_supplier: true,
    })
    for (const [name, role] of [
      ["stella", "inventory.stock_user"],
      ["mark", "inventory.stock_manager"],
      ["dora", "inventory.delivery_user"],
      ["paul", "inventory.purchaser"],
      ["sven", "inventory.sales_user"],
      ["ines", "inventory.item_master"],
    ] as const) {
      const id = uuid7()
      const attributes = { id, roles: [role], companies: [company], default_company: company, teams: [] }
      people.set(name, { tenant: on.acme, principal: { id, roles: [role], attributes } })
      await put("base.user", { id, name, email: `${name}@acme.example`, roles: [role], companies: [company] })
    }
    await layChart(charts.generic, company, {
      create: async (entity, records) => (await put(entity, ...records)).map(({ id }) => id),
      change: async (entity, id, patch) => void (await done("admin", `PATCH ${entity}/${id}`, patch)),
    })
    const [category, unit, group] = [uuid7(), uuid7(), uuid7()]
    await put("base.unit_category", { id: category, name: "Pieces" })
    await put("base.unit", { id: unit, category, code: "PC", name: "Piece", is_reference: true, step: "1" })
    await put("inventory.item_group", { id: group, name: "Goods" })
    await put("inventory.item", { id: ids.item, code: "A", name: "Apple", group, unit, purchase_price: "4" })
    await put("inventory.warehouse", { id: ids.store, company, code: "MAIN", name: "Main store" })
  }

  const as = async (who: string, what: string, body?: object): Promise<Answer> => {
    const admin = { tenant: on.acme, principal: { id: "", roles: ["base.admin"], attributes: {} } }
    return ask(on, people.get(who) ?? admin, what, body === undefined ? {} : { body })
  }
  const done = async (who: string, what: string, body?: object): Promise<Body> => {
    const answer = await as(who, what, body)
    expect(answer.status, `${what}: ${JSON.stringify(answer.body)}`).to.be.below(300)
    return answer.body // an answer's body, as the tests of the house read it
  }
  const line = { item: ids.item, quantity: "10" }
  const receipt = async (who: string, date: string): Promise<string> => {
    const values = { company: ids.company, supplier: ids.party, warehouse: ids.store, date }
    const lines = [{ ...line, unit_price: "4" }]
    return (await done(who, "POST inventory.receipt", { ...values, lines })).id
  }
  const moved = (who: string, entity: string, id: string, name: string): Promise<Answer> =>
    as(who, `POST inventory.${entity}/${id}/transitions/${name}`, {})

  it("lets a storekeeper receive, and a driver only ship", async () => {
    const id = await receipt("stella", "2026-03-10")
    expect((await moved("dora", "receipt", id, "post")).status).to.be.oneOf([403, 404])
    expect((await moved("stella", "receipt", id, "post")).status).to.equal(200)
    const values = { company: ids.company, customer: ids.party, warehouse: ids.store, date: "2026-03-11" }
    const delivery = await done("stella", "POST inventory.delivery", {
      ...values,
      lines: [{ ...line, quantity: "1" }],
    })
    expect((await moved("dora", "delivery", delivery.id, "post")).status).to.equal(200)
    expect((await moved("dora", "delivery", delivery.id, "cancel")).status).to.equal(403)
  })

  it("leaves the past, counts and cancellations to the manager", async () => {
    const early = await receipt("stella", "2026-03-01")
    expect((await moved("stella", "receipt", early, "post")).status).to.equal(403)
    expect((await moved("mark", "receipt", early, "post")).status).to.equal(200)
    const values = { company: ids.company, warehouse: ids.store, date: "2026-03-31" }
    const count = await done("stella", "POST inventory.stock_count", {
      ...values,
      lines: [{ item: ids.item, counted: "18" }],
    })
    expect((await moved("stella", "stock_count", count.id, "post")).status).to.equal(403)
    expect((await moved("mark", "stock_count", count.id, "post")).status).to.equal(200)
  })

  it("shows costs to managers and buyers, not to storekeepers, sellers and drivers", async () => {
    for (const [who, sees] of [
      ["stella", false],
      ["dora", false],
      ["sven", false],
      ["mark", true],
      ["paul", true],
      ["ines", true],
    ] as const)
      expect("purchase_price" in (await done(who, `GET inventory.item/${ids.item}`)), who).to.equal(sees)
    const [entry] = (await done("stella", "GET inventory.stock_ledger")).items
    expect(entry).to.have.property("quantity").and.not.to.have.property("value")
  })

  it("lets nobody write movements by hand, and only the item master make items", async () => {
    for (const who of ["stella", "mark", "admin"])
      expect((await as(who, "POST inventory.stock_ledger", {})).status, who).to.be.oneOf([403, 405])
    const made = { code: "B", name: "Banana" }
    expect((await as("stella", "POST inventory.item", made)).status).to.equal(403)
    expect((await as("ines", "POST inventory.item", made)).status).to.equal(422)
  })
})
