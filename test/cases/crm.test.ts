// Selling, over HTTP: from a lead to business that is won, and what it is worth on the way.
import { expect } from "chai"
import type { Accountant, Book, Fields } from "../support/accountant.ts"
import { selling, type Selling } from "./selling.ts"

describe("customers", () => {
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

  const amount = async (id: string): Promise<number> => Number((await opportunity(id))["amount"])

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

  describe("CRM-04 the score of an opportunity", () => {
    type Told = Readonly<Record<"country" | "region" | "source" | "stage", string>>
    let team: string
    let route: string
    let steps: readonly string[]
    let [countries, regions, sources]: (readonly string[])[] = []
    before(async () => {
      team = (await books.make("base.team", { name: "Scored" })).id
      route = (await books.make("crm.pipeline", { name: "Scored" })).id
      const three = [0, 1, 2]
      steps = await Promise.all(
        three.map(async (position) => {
          const stage = {
            pipeline: route,
            name: `Stage ${position}`,
            position: position + 1,
            probability: "50",
          }
          return (await books.make("crm.stage", stage)).id
        }),
      )
      countries = (await books.find("base.country", "code in ['AT', 'CH', 'FR']")).map(({ id }) => id)
      regions = await Promise.all(
        three.map(async (n) => {
          const region = { country: countries?.[n], code: `R${n}`, name: `Region ${n}` }
          return (await books.make("base.region", region)).id
        }),
      )
      sources = await Promise.all(
        three.map(async (n) => (await books.make("crm.source", { name: `Scored ${n}` })).id),
      )
    })

    /** Of the n-th country, region, source and stage. */
    const nth = (country: number, region: number, source: number, stage: number): Told => ({
      ...{ country: countries?.[country] ?? "", region: regions?.[region] ?? "" },
      ...{ source: sources?.[source] ?? "", stage: steps[stage] ?? "" },
    })
    const scored = async ({ country, region, ...told }: Told, more: Fields = {}): Promise<Book> => {
      const account = await books.make("crm.account", { name: "Scored", country, region })
      const fields = { name: "Scored", account: account.id, currency: books.currency("EUR"), ...told }
      return books.make("crm.opportunity", { ...fields, pipeline: route, team, estimate: "10", ...more })
    }
    const ended = async (told: Told, how: "win" | "lose"): Promise<void> => {
      const { id } = await scored(told)
      const reason =
        how === "win" ? {} : { lost_reason: (await books.make("crm.lost_reason", { name: `R ${id}` })).id }
      await books.move("crm.opportunity", id, how, reason)
    }

    it("is what became of those like it, by country, region, source and stage", async () => {
      const early = await scored(nth(0, 1, 2, 1))
      expect(early["score"]).to.equal(null)
      await ended(nth(2, 2, 2, 2), "win")
      await ended(nth(0, 0, 0, 0), "lose")
      await ended(nth(1, 1, 1, 1), "lose")
      const { id, score } = await scored(nth(0, 1, 2, 1))
      expect(Number(score)).to.equal(33.49)
      expect((await books.sure("POST records/crm.opportunity/learn", {})).changed).to.be.greaterThan(0)
      expect(Number((await opportunity(early.id))["score"])).to.equal(33.49)

      // (1.1 * 0.1/1.3 * 0.1/1.3 * 1.1/1.3) : (2.1 * 1.1/2.3 * 1.1/2.3 * 0.1/2.3 * 2.1/2.1)
      await books.move("crm.opportunity", id, "move", { stage: steps[0] })
      expect(Number((await opportunity(id))["score"])).to.equal(20.87)
      await books.change("crm.opportunity", id, { source: null })
      expect(Number((await opportunity(id))["score"])).to.equal(1.34)
    })

    it("learns from its own team alone, and from all where it has none", async () => {
      const other = (await books.make("base.team", { name: "Others" })).id
      expect((await scored(nth(0, 1, 2, 1), { team: other }))["score"]).to.equal(null)
      expect(Number((await scored(nth(0, 1, 2, 1), { team: null }))["score"])).to.equal(33.49)
    })

    it("follows the country of its account, and is certain once it has ended", async () => {
      const { id, account } = await scored(nth(0, 0, 0, 0))
      const before = Number((await opportunity(id))["score"])
      await books.change("crm.account", String(account), { country: countries?.[2], region: regions?.[2] })
      expect(Number((await opportunity(id))["score"])).to.be.greaterThan(before)
      await books.move("crm.opportunity", id, "win")
      expect(Number((await opportunity(id))["score"])).to.equal(100)
      expect((await books.ask("POST records/crm.stage/learn", {})).status).to.equal(404)
    })
  })

  describe("a lead that is converted", () => {
    const lead = (fields: Fields): Promise<Book> =>
      books.make("crm.lead", { last_name: "Lovelace", currency: books.currency("EUR"), ...fields })
    /** What is about a record, each by its text. */
    const about = async (entity: string, id: unknown, text: string): Promise<readonly unknown[]> =>
      (await books.find(entity, `regarding.id == '${String(id)}'`)).map((found) => found[text])

    it("carries activities, comments and files over to the opportunity, and keeps its own", async () => {
      const { id } = await lead({ company_name: "Carried" })
      const regarding = { entity: "crm.lead", id }
      const attendees = [{ name: "Charles", response: "accepted" }]
      const starts_at = "2026-03-02T09:00:00Z"
      await books.make("base.activity", { kind: "meeting", subject: "Meet", starts_at, attendees, regarding })
      await books.make("base.comment", { body: "Keen.", regarding })
      await books.make("base.file", { name: "plan.pdf", media_type: "application/pdf", size: 7, regarding })
      const { opportunity: made, contact } = await books.move("crm.lead", id, "convert", { stage: stages[0] })
      for (const place of [id, made]) {
        expect(await about("base.activity", place, "subject")).to.deep.equal(["Meet"])
        expect(await about("base.comment", place, "body")).to.deep.equal(["Keen."])
        expect(await about("base.file", place, "name")).to.deep.equal(["plan.pdf"])
      }
      expect(await about("base.comment", contact, "body")).to.deep.equal([])
      const [copy] = await books.find("base.activity", `regarding.id == '${String(made)}'`)
      const [attendee] = (await books.read("base.activity", copy?.id ?? ""))["attendees"] as readonly Fields[] // child rows
      expect(attendee).to.include({ name: "Charles", response: "accepted" })
    })

    it("carries them over to the contact where there is no opportunity", async () => {
      const { id } = await lead({ company_name: "Carried too" })
      await books.make("base.comment", { body: "Later.", regarding: { entity: "crm.lead", id } })
      const { contact } = await books.move("crm.lead", id, "convert")
      expect(await about("base.comment", contact, "body")).to.deep.equal(["Later."])
    })

    it("is looked up first, and leaves nothing behind where its account or contact is there already", async () => {
      const known = await books.make("crm.account", { name: "Known", city: "Kiel" })
      const person = await books.make("crm.contact", {
        ...{ last_name: "L.", account: known.id, mobile: "+49 151 1" },
      })
      const { id } = await lead({ company_name: "KNOWN ", city: "kiel", phone: "0049 151 1" })
      const convert = (input: Fields, query = "") =>
        books.ask(`POST records/crm.lead/${id}/transitions/convert${query}`, input)
      const first = await convert({})
      expect([first.status, first.json.code, first.json["entity"]]).to.deep.equal([
        409,
        "RUN015",
        "crm.account",
      ])
      expect(first.json["duplicates"]).to.deep.equal([{ id: known.id, title: "Known", by: ["company"] }])
      const second = await convert({ account: known.id })
      expect([second.status, second.json["entity"]]).to.deep.equal([409, "crm.contact"])
      expect((await books.read("crm.lead", id))["state"]).to.equal("new")
      const done = await convert({ account: known.id, contact: person.id })
      expect(done.json).to.include({ state: "converted", account: known.id, contact: person.id })
      const twin = { last_name: "L.", company_name: "Known", city: "Kiel" }
      const { id: again } = await books.sure("POST records/crm.lead?duplicates=allow", twin)
      const other = await books.ask(`POST records/crm.lead/${again}/transitions/convert?duplicates=allow`, {})
      expect(other.json).to.include({ state: "converted" })
      expect(other.json["account"]).not.to.equal(known.id)
    })
  })

  it("a transition names only records that are there", async () => {
    const business = await opened()
    const { status, json } = await books.ask(`POST records/crm.opportunity/${business.id}/transitions/move`, {
      stage: business.id,
    })
    expect([status, json.code, json.detail]).to.deep.equal([422, "PLN006", "There is no such stage."])
  })
})
