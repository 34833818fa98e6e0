// Records of one thing are made one, over HTTP.
import { expect } from "chai"
import type { Accountant, Book, Fields } from "../support/accountant.ts"
import { selling, type Selling } from "./selling.ts"

describe("merging customers", () => {
  let books: Accountant
  let stages: Selling["stages"]
  let opportunity: Selling["opportunity"]
  let quote: Selling["quote"]
  let opened: Selling["opened"]
  before(async function () {
    this.timeout(120_000)
    ;({ books, stages, opportunity, quote, opened } = await selling())
  })
  after(() => books?.close())

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

  it("CRM-07 leads and an opportunity become that opportunity, with what they held", async () => {
    const business = await opened({ stage: stages[2], estimate: "10", description: "business" })
    const lead = (name: string, description: string): Promise<Book> =>
      books.make("crm.lead", { last_name: name, company_name: name, description })
    const [first, second] = [await lead("Gray", "first"), await lead("Grey", "second")]
    const source = await books.make("crm.source", { name: "Fair" })
    await books.change("crm.lead", second.id, { source: source.id })
    const merged = await books.ask("POST records/crm.lead/merge", { ids: [second.id, first.id] })
    expect(merged.status, merged.text).to.equal(200)
    const kept = String(merged.json["id"])
    const into = { account: business["account"], opportunity: business.id }
    expect(await books.move("crm.lead", kept, "convert", into)).to.include({
      ...{ state: "converted", opportunity: business.id },
    })
    expect(await opportunity(business.id)).to.include({
      ...{ stage: stages[2], source: source.id, description: "business\n\nfirst\n\nsecond" },
    })

    const late = await lead("Graye", "late")
    await books.move("crm.opportunity", business.id, "win")
    const refused = await books.ask(`POST records/crm.lead/${late.id}/transitions/convert`, into)
    expect([refused.status, refused.json.code]).to.deep.equal([422, "WFL002"])
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
