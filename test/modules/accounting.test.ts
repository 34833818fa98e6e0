// Who may do what in the books, at the door of records: a clerk's day, what waits for a manager, and what nobody may.
import { expect } from "chai"
import { charts, layChart, type LaidChart } from "../../seeds/charts.ts"
import { performVerdict, type Caller } from "../../runtime/perform/index.ts"
import { ask, house, seed, uuid7, type Answer, type Body, type House } from "../support/house.ts"
import { figure } from "../support/figures.ts"
import { layers } from "./layers.ts"

describe("accounting", function () {
  this.timeout(120_000)
  let on: House
  let chart: LaidChart
  const ids = { eur: uuid7(), country: uuid7(), company: uuid7(), sister: uuid7(), party: uuid7() }
  const people = new Map<string, Caller>()
  before(async () => {
    on = await house(layers())
    await furnish()
  })
  after(() => on?.close())

  const put = (entity: string, ...records: readonly Record<string, unknown>[]): Promise<readonly Body[]> =>
    seed(on, on.acme, entity, records)
  async function furnish(): Promise<void> {
    await put("base.currency", { id: ids.eur, code: "EUR", name: "Euro", scale: 2, step: "0.01" })
    await put("base.country", { id: ids.country, code: "DE", alpha3: "DEU", number: "276", name: "Germany" })
    const company = { currency: ids.eur, country: ids.country }
    await put(
      "base.company",
      { id: ids.company, code: "ACME", name: "Acme", ...company },
      { id: ids.sister, code: "SIS", name: "Sister", ...company },
    )
    await put("base.party", {
      ...{ id: ids.party, kind: "company", name: "Partner", is_customer: true, is_supplier: true },
    })
    for (const [name, role, at] of [
      ["clara", "accounting.clerk", ids.company],
      ["mona", "accounting.manager", ids.company],
      ["cash", "accounting.cashier", ids.company],
      ["audrey", "accounting.auditor", ids.company],
      ["sally", "accounting.sales_user", ids.company],
      ["stella", "accounting.clerk", ids.sister],
    ] as const) {
      const id = uuid7()
      const attributes = { id, roles: [role], companies: [at], default_company: at, teams: [] }
      people.set(name, { tenant: on.acme, principal: { id, roles: [role], attributes } })
      await put("base.user", { id, name, email: `${name}@acme.example`, roles: [role], companies: [at] })
    }
    chart = await layChart(charts.generic, ids.company, {
      create: async (entity, records) => (await put(entity, ...records)).map(({ id }) => id),
      change: async (entity, id, patch) => void (await as("admin", `PATCH ${entity}/${id}`, patch)),
    })
  }

  const as = async (who: string, what: string, body?: object): Promise<Answer> => {
    const admin = { tenant: on.acme, principal: { id: "", roles: ["base.admin"], attributes: {} } }
    return ask(on, people.get(who) ?? admin, what, body === undefined ? {} : { body })
  }
  const done = async (who: string, what: string, body?: object): Promise<Body> => {
    const answer = await as(who, what, body)
    expect(answer.status, `${what}: ${JSON.stringify(answer.body)}`).to.be.below(300)
    return answer.body
  }
  const account = (code: string): string => chart.accounts.get(code) ?? ""
  const bill = async (unit_price: string): Promise<Body> => {
    const fields = {
      supplier: ids.party,
      reference: `R${unit_price}`,
      lines: [{ quantity: "1", unit_price }],
    }
    const { id } = await done("clara", "POST accounting.purchase_invoice", fields)
    return done("clara", `POST accounting.purchase_invoice/${id}/transitions/post`, {})
  }
  const itemOf = (invoice: Body): unknown => (invoice["instalments"] as readonly Body[])[0]?.["open_item"]
  const outgoing = (amount: string, invoice: Body): Promise<Body> =>
    done("clara", "POST accounting.payment", {
      ...{ direction: "pay", party: ids.party, amount, date: "2026-03-02" },
      allocations: [{ item: itemOf(invoice), amount }],
    })

  it("lets a clerk write and post, and a manager take back", async () => {
    const lines = [
      { account: account("1000"), debit: "10" },
      { account: account("4000"), credit: "10" },
    ]
    const { id } = await done("clara", "POST accounting.journal_entry", { lines })
    const entry = `POST accounting.journal_entry/${id}/transitions`
    expect(await done("clara", `${entry}/post`, {})).to.include({ state: "posted" })
    expect((await as("clara", `${entry}/reverse`, {})).status).to.equal(403)
    expect(
      (await as("clara", `PATCH accounting.journal_entry/${id}`, { date: "2026-01-01" })).status,
    ).to.equal(422)
    expect((await as("clara", `DELETE accounting.journal_entry/${id}`)).status).to.be.within(403, 422)
    expect(await done("mona", `${entry}/reverse`, {})).to.include({ state: "reversed" })
  })

  it("lets nobody write into a ledger by hand", async () => {
    const fields = { company: ids.company, account: account("1000"), debit: "1", credit: "0" }
    for (const who of ["clara", "mona", "admin"])
      expect((await as(who, "POST accounting.general_ledger", fields)).status, who).to.be.within(400, 422)
  })

  it("pays a supplier, and waits for a manager where the amount is large", async () => {
    await done("admin", `PATCH base.company/${ids.company}`, { payment_limit: "1000" })
    const [small, large] = [await bill("100"), await bill("1500")]
    const first = await outgoing("100", small)
    expect(await done("clara", `POST accounting.payment/${first.id}/transitions/post`, {})).to.include({
      state: "posted",
    })

    const second = await outgoing("1500", large)
    const asked = await as("clara", `POST accounting.payment/${second.id}/transitions/post`, {})
    expect(asked.status).to.equal(202)
    const read = (): Promise<Body> => done("clara", `GET accounting.payment/${second.id}`)
    expect(await read()).to.include({ state: "draft" })
    const said = { id: String(asked.body["approval"]), verdict: "approve", comment: "as ordered" } as const
    const mona = people.get("mona")
    if (mona === undefined) throw new Error("nobody is called mona")
    await performVerdict(said, mona, on.parts)
    expect(await read()).to.include({ state: "posted" })
    expect(await done("clara", `GET accounting.purchase_invoice/${large.id}`)).to.include({ status: "paid" })
    const { body } = await as(
      "clara",
      `GET accounting.general_ledger?filter=source.id=='${second.id}'&sort=number`,
    )
    expect(body.items.map(({ debit, credit }) => [figure(debit), figure(credit)])).to.deep.equal([
      ["0.00", "1500.00"],
      ["1500.00", "0.00"],
    ])
  })

  it("shows a cashier cash only, a seller no supplier's invoice, and a stranger nothing", async () => {
    const status = async (who: string, what: string): Promise<number> => (await as(who, what)).status
    const seen = async (who: string, entity: string): Promise<number> =>
      (await done(who, `GET ${entity}?count=true`)).count
    expect(await seen("cash", "accounting.payment")).to.equal(0)
    expect(await seen("clara", "accounting.payment")).to.equal(2)
    expect(await seen("audrey", "accounting.general_ledger")).to.be.above(0)
    expect((await as("audrey", "POST accounting.journal_entry", { lines: [] })).status).to.equal(403)
    expect(await status("sally", "GET accounting.purchase_invoice")).to.equal(403)
    expect(await seen("sally", "accounting.open_item")).to.equal(0)
    for (const entity of ["accounting.account", "accounting.payment", "accounting.general_ledger"])
      expect(await seen("stella", entity), entity).to.equal(0)
  })

  it("makes a new draft of an invoice that is cancelled to be amended", async () => {
    const wrong = await bill("77")
    await done("mona", `POST accounting.purchase_invoice/${wrong.id}/transitions/cancel`, { amend: true })
    const { body } = await as("mona", `GET accounting.purchase_invoice?filter=amends=='${wrong.id}'`)
    expect(body.items).to.have.length(1)
    expect(body.items[0]).to.include({ state: "draft", number: null, reference: "R77" })
    const item = await done("mona", `GET accounting.open_item/${String(itemOf(wrong))}`)
    expect([figure(item["open_amount"]), item["is_open"]]).to.deep.equal(["0.00", false])
  })

  it("fetches what is open for a payment, and what is on the other side for an allocation", async () => {
    const invoice = await bill("33")
    const fields = { direction: "pay", party: ids.party, amount: "33", date: "2026-03-05" }
    const { id } = await done("clara", "POST accounting.payment", fields)
    const drafted = await done("clara", `POST accounting.payment/${id}/transitions/gather`, {})
    const mine = (drafted["allocations"] as readonly Body[]).filter(({ item }) => item === itemOf(invoice))
    expect(mine.map((row) => [figure(row["amount"]), row["take_discount"]])).to.deep.equal([["33.00", true]])
    await done("clara", `PATCH accounting.payment/${id}`, { allocations: [] })
    const posted = await done("clara", `POST accounting.payment/${id}/transitions/post`, {})
    const { id: draft } = await done("clara", "POST accounting.allocation", {
      item: posted["open_item"],
      lines: [],
    })
    const found = await done("clara", `POST accounting.allocation/${draft}/transitions/gather`, {})
    expect(found.lines.map(({ item }) => item)).to.include(itemOf(invoice))
    const lines = found.lines.filter(({ item }) => item === itemOf(invoice)).map((line) => ({ id: line.id }))
    await done("clara", `PATCH accounting.allocation/${draft}`, { lines })
    await done("clara", `POST accounting.allocation/${draft}/transitions/post`, {})
    expect(await done("clara", `GET accounting.purchase_invoice/${invoice.id}`)).to.include({
      status: "paid",
    })
  })

  it("leaves what is written as it was when its currency is rounded otherwise later", async () => {
    const written = await bill("10.33")
    await done("admin", `PATCH base.currency/${ids.eur}`, { rounding_step: "1" })
    const now = await done("clara", `GET accounting.purchase_invoice/${written.id}`)
    expect([
      figure(now["total"]),
      figure(now["base_total"]),
      figure(now.lines[0]?.["base_amount"]),
    ]).to.deep.equal(["10.33", "10.33", "10.33"])
    await done("admin", `PATCH base.currency/${ids.eur}`, { rounding_step: null })
  })

  it("makes the periods of a year, and posts nothing into one that is closed", async () => {
    const year = await done("mona", "POST accounting.fiscal_year", {
      ...{ company: ids.company, name: "2025", first_day: "2025-01-01", last_day: "2025-12-31" },
    })
    await done("mona", `POST accounting.fiscal_year/${year.id}/transitions/make_periods`, {})
    const { body } = await as("mona", "GET accounting.period?sort=first_day")
    expect(body.items.map(({ name }) => name)).to.deep.equal(
      Array.from({ length: 12 }, (_, i) => `2025-${String(i + 1).padStart(2, "0")}`),
    )
    expect(body.items[1]).to.include({ first_day: "2025-02-01", last_day: "2025-02-28" })
    await done("mona", `POST accounting.period/${body.items[1]?.id}/transitions/close`, {})
    const lines = [
      { account: account("1000"), debit: "10" },
      { account: account("4000"), credit: "10" },
    ]
    const { id } = await done("clara", "POST accounting.journal_entry", { date: "2025-02-28", lines })
    const refused = await as("clara", `POST accounting.journal_entry/${id}/transitions/post`, {})
    expect(refused.body.code).to.equal("LED003")
  })
})
