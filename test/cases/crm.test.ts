// Selling, over HTTP: from a lead to business that is won, and what it is worth on the way.
import { expect } from "chai"
import { accountant, type Accountant, type Book, type Fields } from "../support/accountant.ts"

describe("customers", () => {
  let books: Accountant
  let pipeline: string
  let stages: readonly string[]
  before(async function () {
    this.timeout(120_000)
    books = await accountant()
    pipeline = (await books.make("crm.pipeline", { name: "Selling" })).id
    const told = ["10", "50", "80"].map((probability, position) => ({
      ...{ pipeline, name: `Step ${position}`, position: position + 1, probability },
    }))
    stages = await Promise.all(told.map(async (stage) => (await books.make("crm.stage", stage)).id))
  })
  after(() => books?.close())

  const opportunity = (id: string): Promise<Book> => books.read("crm.opportunity", id)
  const amount = async (id: string): Promise<number> => Number((await opportunity(id))["amount"])
  /** A quote of one line for the opportunity. */
  const quote = (to: Book, line: Fields): Promise<Book> =>
    books.make("crm.quote", {
      ...{ account: to["account"], opportunity: to.id, currency: to["currency"] },
      lines: [{ description: "Work", ...line }],
    })
  const opened = async (fields: Fields = {}): Promise<Book> =>
    books.make("crm.opportunity", {
      ...{ name: "Business", account: (await books.make("crm.account", { name: "Prospect" })).id },
      ...{ pipeline, stage: stages[0], currency: books.currency("EUR"), ...fields },
    })

  it("CRM-01 the amount of an opportunity follows its quotes", async () => {
    const lead = await books.make("crm.lead", {
      ...{ last_name: "Byron", company_name: "Engines", currency: books.currency("EUR") },
      opportunity_amount: "100",
    })
    const converted = await books.move("crm.lead", lead.id, "convert", { stage: stages[0] })
    const business = await opportunity(String(converted["opportunity"]))
    expect(await amount(business.id)).to.equal(100)
    const first = await quote(business, { quantity: "10", unit_price: "10" })
    expect(await amount(business.id)).to.equal(100)
    await books.change("crm.quote", first.id, {
      lines: [{ description: "Work", quantity: "10", unit_price: "9" }],
    })
    expect(await amount(business.id)).to.equal(90)
    const second = await quote(business, { quantity: "1", unit_price: "10" })
    expect(await amount(business.id)).to.equal(100)
    await books.move("crm.quote", second.id, "decline")
    expect(await amount(business.id)).to.equal(90)
    await books.move("crm.quote", first.id, "accept")
    const won = await opportunity(business.id)
    expect([won["state"], Number(won["amount"])]).to.deep.equal(["won", 90])
  })

  it("CRM-01 a revision counts instead of the quote that it replaces", async () => {
    const business = await opened({ estimate: "10" })
    const first = await quote(business, { quantity: "2", unit_price: "50" })
    await books.move("crm.quote", first.id, "send")
    expect(await books.move("crm.quote", first.id, "revise")).to.include({ state: "declined" })
    const [second] = await books.find("crm.quote", `replaces == '${first.id}'`)
    expect(second).to.include({ state: "draft", revision: 2 })
    expect(await amount(business.id)).to.equal(100)
    await books.move("crm.quote", second?.id ?? "", "decline", { reason: "Too dear" })
    expect(await amount(business.id)).to.equal(10)
  })

  it("CRM-08 an open opportunity weighs by probability and rate, one that is won or lost by its end", async () => {
    const business = await opened({ stage: stages[1], estimate: "20000", exchange_rate: "1.1" })
    const weighed = async (): Promise<readonly number[]> => {
      const found = await opportunity(business.id)
      return ["probability", "weighted_amount", "base_weighted"].map((field) => Number(found[field]))
    }
    expect(await weighed()).to.deep.equal([50, 10000, 11000])
    await books.move("crm.opportunity", business.id, "move", { stage: stages[2] })
    expect(await weighed()).to.deep.equal([80, 16000, 17600])
    await books.move("crm.opportunity", business.id, "win")
    expect(await weighed()).to.deep.equal([100, 20000, 22000])
    await books.move("crm.opportunity", business.id, "reopen")
    const reason = await books.make("crm.lost_reason", { name: "Too dear" })
    await books.move("crm.opportunity", business.id, "lose", { lost_reason: reason.id })
    expect(await weighed()).to.deep.equal([0, 0, 0])
  })

  it("a transition names only records that are there", async () => {
    const business = await opened()
    const { status, json } = await books.ask(`POST records/crm.opportunity/${business.id}/transitions/move`, {
      stage: business.id,
    })
    expect([status, json.code, json.detail]).to.deep.equal([422, "PLN006", "There is no such stage."])
  })

  it("CRM-07 of several opportunities the one furthest on survives, with what the others held", async () => {
    const told: readonly Fields[] = [
      { stage: stages[0], description: "first", next_step: "Call" },
      { stage: stages[2], description: "third" },
      { stage: stages[1], description: "second", next_step: "Write" },
    ]
    const all = await Promise.all(told.map((fields) => opened({ estimate: "10", ...fields })))
    const [behind, ahead] = all
    const offered = await quote(behind ?? { id: "" }, { quantity: "1", unit_price: "70" })
    const note = await books.make("base.comment", {
      body: "They asked twice.",
      regarding: { entity: "crm.opportunity", id: behind?.id },
    })
    await books.change("crm.opportunity", ahead?.id ?? "", { account: behind?.["account"] })
    const { status, json, text } = await books.ask("POST records/crm.opportunity/merge", {
      ids: all.map(({ id }) => id),
    })
    expect(status, text).to.equal(200)
    expect(json).to.include({
      ...{ id: ahead?.id, stage: stages[2], next_step: "Write" },
      description: "third\n\nsecond\n\nfirst",
    })
    expect(Number(json["amount"])).to.equal(70)
    expect(await books.find("crm.opportunity", `id in ['${behind?.id}', '${all[2]?.id}']`)).to.deep.equal([])
    expect((await books.read("crm.quote", offered.id))["opportunity"]).to.equal(ahead?.id)
    expect((await books.read("base.comment", note.id))["regarding"]).to.include({ id: ahead?.id })
  })

  it("CRM-07 what is won is not merged, and nothing is where one record is refused", async () => {
    const [open, won] = await Promise.all([opened({ estimate: "1" }), opened({ estimate: "1" })])
    await books.move("crm.opportunity", won.id, "win")
    const refused = await books.ask("POST records/crm.opportunity/merge", { ids: [open.id, won.id] })
    expect([refused.status, refused.json.code]).to.deep.equal([422, "PLN006"])
    expect((await books.ask("POST records/crm.stage/merge", { ids: stages.slice(0, 2) })).status).to.equal(
      404,
    )
    expect((await books.ask("POST records/crm.opportunity/merge", { ids: [open.id] })).status).to.equal(400)
    expect(await opportunity(open.id)).to.include({ state: "open" })
  })

  it("merges contacts with the lists, rows and trees that name them", async () => {
    // One after the other: the oldest stays.
    const named = async (last_name: string): Promise<string> =>
      (await books.make("crm.contact", { last_name })).id
    const ids = { first: await named("Byron"), second: await named("Byrom"), boss: await named("Babbage") }
    await books.change("crm.contact", ids.first, { reports_to: ids.second })
    await books.change("crm.contact", ids.second, { email: "ada@byron.example", reports_to: ids.boss })
    const business = await opened({ contacts: [{ contact: ids.boss }, { contact: ids.second }] })
    const list = await books.make("crm.target_list", { name: "All", contacts: [ids.second, ids.first] })
    const { status, text, json } = await books.ask("POST records/crm.contact/merge", {
      ids: [ids.second, ids.first],
    })
    expect(status, text).to.equal(200)
    expect(json).to.include({ last_name: "Byron", email: "ada@byron.example" })
    const people = (await opportunity(business.id))["contacts"] as readonly Fields[] // child rows
    expect(people.map(({ contact }) => contact)).to.deep.equal([ids.boss, ids.first])
    expect((await books.read("crm.target_list", list.id))["contacts"]).to.deep.equal([ids.first])
  })
})
