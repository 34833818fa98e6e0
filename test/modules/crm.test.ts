// A seller's days in CRM, at the door of records: from a lead to a won opportunity, and what is refused on the way.
import { expect } from "chai"
import type { Caller } from "../../runtime/perform/index.ts"
import { ask, house, seed, type Answer, type House } from "../support/house.ts"
import { layers } from "./layers.ts"

const ids = {
  gbp: "01900000-0000-7000-8000-000000000001",
  eur: "01900000-0000-7000-8000-000000000002",
  company: "01900000-0000-7000-8000-000000000003",
  team: "01900000-0000-7000-8000-000000000004",
  ann: "01900000-0000-7000-8000-000000000005",
  bob: "01900000-0000-7000-8000-000000000006",
  pipeline: "01900000-0000-7000-8000-000000000007",
  first: "01900000-0000-7000-8000-000000000008",
  second: "01900000-0000-7000-8000-000000000009",
  other: "01900000-0000-7000-8000-00000000000b",
  elsewhere: "01900000-0000-7000-8000-00000000000c",
  tooDear: "01900000-0000-7000-8000-00000000000d",
  campaign: "01900000-0000-7000-8000-00000000000e",
}

/** A record as it is answered. */
interface Found {
  readonly id: string
  /** Of an opportunity: the account it is with. */
  readonly account?: string
  readonly [field: string]: unknown
}

describe("crm", function () {
  this.timeout(60_000)
  let on: House
  before(async () => {
    on = await house(layers())
    await furnish(on)
  })
  after(() => on.close())

  const caller = (id: string, role: string): Caller => {
    const attributes = {
      id,
      roles: [role],
      teams: [ids.team],
      companies: [ids.company],
      default_company: ids.company,
      default_currency: ids.gbp,
    }
    return { tenant: on.acme, principal: { id, roles: [role], attributes } }
  }
  const ann = (): Caller => caller(ids.ann, "crm.sales_rep")
  const bob = (): Caller => caller(ids.bob, "crm.sales_rep")
  const lead = (): Caller => caller(ids.bob, "crm.team_lead")
  const manager = (): Caller => caller(ids.bob, "crm.sales_manager")
  const made = async (who: Caller, entity: string, record: object): Promise<Found> => {
    const answer = await ask(on, who, `POST ${entity}`, { body: record })
    expect(answer.status, said(answer)).to.equal(201)
    return found(answer)
  }
  const changed = async (who: Caller, entity: string, id: string, patch: object): Promise<Found> => {
    const answer = await ask(on, who, `PATCH ${entity}/${id}`, { body: patch })
    expect(answer.status, said(answer)).to.equal(200)
    return found(answer)
  }
  const move = (who: Caller, entity: string, id: string, name: string, input: object = {}): Promise<Answer> =>
    ask(on, who, `POST ${entity}/${id}/transitions/${name}`, { body: input })
  const moved: typeof move = async (...to) => {
    const answer = await move(...to)
    expect(answer.status, said(answer)).to.equal(200)
    return answer
  }
  const read = async (who: Caller, entity: string, id: string): Promise<Found> =>
    found(await ask(on, who, `GET ${entity}/${id}`))
  const account = (): Promise<Found> => made(ann(), "crm.account", { name: "Harbour Bakery", team: ids.team })
  const opportunity = async (more: object = {}): Promise<Found> =>
    made(ann(), "crm.opportunity", {
      name: "Flour",
      account: (await account()).id,
      pipeline: ids.pipeline,
      stage: ids.first,
      estimate: "1000",
      close_date: "2099-01-31",
      team: ids.team,
      ...more,
    })

  it("gives a new opportunity its owner, currency, company, number, state and probability", async () => {
    const { owner, currency, company, number, state, probability, amount, weighted_amount } =
      await opportunity()
    expect({ owner, currency, company, state }).to.deep.equal({
      owner: ids.ann,
      currency: ids.gbp,
      company: ids.company,
      state: "open",
    })
    expect(number).to.match(/^O-[0-9]{5}$/)
    expect([probability, amount, weighted_amount].map(Number)).to.deep.equal([20, 1000, 200])
  })

  it("counts items instead of the estimate once there are any", async () => {
    const { id } = await opportunity()
    const items = [
      { description: "Flour", quantity: "10", unit_price: "21.5", discount_percent: "10" },
      { description: "Salt", quantity: "3", unit_price: "0.333333" },
    ]
    const { amount, weighted_amount } = await changed(ann(), "crm.opportunity", id, {
      items,
      own_probability: "50",
    })
    expect([amount, weighted_amount].map(Number)).to.deep.equal([194.5, 97.25])
  })

  it("wins an opportunity, and the account's figures follow (I-C2)", async () => {
    const { id, account: of = "" } = await opportunity()
    expect((await read(ann(), "crm.account", of)).open_opportunities).to.equal(1)
    await moved(ann(), "crm.opportunity", id, "win", { close_date: "2099-01-01" })
    const { state, probability } = await read(ann(), "crm.opportunity", id)
    expect([state, Number(probability)]).to.deep.equal(["won", 100])
    const { open_opportunities, won_amount, last_won_on } = await read(ann(), "crm.account", of)
    expect([open_opportunities, Number(won_amount), last_won_on]).to.deep.equal([0, 1000, "2099-01-01"])
  })

  it("asks for a reason when an opportunity is lost", async () => {
    const { id } = await opportunity({ close_date: null })
    const refused = await move(ann(), "crm.opportunity", id, "lose")
    expect(refused.status, said(refused)).to.equal(422)
    expect(refused.body.errors.map(({ path }) => path)).to.deep.equal(["/lost_reason"])
    await moved(ann(), "crm.opportunity", id, "lose", { lost_reason: ids.tooDear })
    const { probability, close_date } = await read(ann(), "crm.opportunity", id)
    expect([Number(probability), close_date]).to.deep.equal([0, new Date().toISOString().slice(0, 10)])
  })

  it("notes how long an opportunity was in a stage, and refuses one of another pipeline (I-C3)", async () => {
    const { id } = await opportunity({ stage_since: "2020-01-01" })
    const refused = await move(ann(), "crm.opportunity", id, "move", { stage: ids.elsewhere })
    expect(refused.status, said(refused)).to.equal(422)
    expect(
      (await ask(on, ann(), `PATCH crm.opportunity/${id}`, { body: { stage: ids.second } })).status,
    ).to.equal(422)
    await moved(ann(), "crm.opportunity", id, "move", { stage: ids.second })
    const { stage, last_stage, probability } = await read(ann(), "crm.opportunity", id)
    expect([stage, last_stage, Number(probability)]).to.deep.equal([ids.second, ids.first, 60])
    const { body } = await ask(on, ann(), `GET crm.stage_change?filter=opportunity=='${id}'`)
    expect(body.items.map(({ entered_on, next_stage }) => [entered_on, next_stage])).to.deep.equal([
      ["2020-01-01", ids.second],
    ])
    expect(Number(body.items[0]?.["days"])).to.be.above(2000)
  })

  it("closes a won opportunity for its seller, and lets the team lead reopen it", async () => {
    const { id } = await opportunity()
    await moved(ann(), "crm.opportunity", id, "win")
    expect(
      (await ask(on, ann(), `PATCH crm.opportunity/${id}`, { body: { name: "More" } })).status,
    ).to.be.oneOf([403, 404, 422])
    expect((await move(ann(), "crm.opportunity", id, "reopen")).status).to.equal(403)
    await moved(lead(), "crm.opportunity", id, "reopen")
    expect((await read(lead(), "crm.opportunity", id)).state).to.equal("open")
  })

  it("shows a seller no opportunity of a colleague, and the team lead both (I-C6)", async () => {
    const { id } = await opportunity()
    expect((await ask(on, bob(), `GET crm.opportunity/${id}`)).status).to.equal(404)
    expect((await ask(on, bob(), `GET crm.opportunity?filter=id=='${id}'`)).body.items).to.deep.equal([])
    expect((await read(lead(), "crm.opportunity", id)).id).to.equal(id)
  })

  it("converts a lead once and closes it then (I-C1)", async () => {
    const { id } = await made(ann(), "crm.lead", {
      first_name: "Ada",
      last_name: "Byron",
      email: "ada@byron.example",
      team: ids.team,
    })
    const early = await ask(on, ann(), `PATCH crm.lead/${id}`, { body: { state: "converted" } })
    expect(early.status, said(early)).to.equal(422)
    await moved(ann(), "crm.lead", id, "convert", { stage: ids.first, opportunity_name: "Engines" })
    const { state, account: of = "", contact, opportunity: business } = await read(ann(), "crm.lead", id)
    expect(state).to.equal("converted")
    expect((await read(ann(), "crm.account", of)).name).to.equal("Ada Byron")
    expect((await read(ann(), "crm.contact", String(contact))).email).to.equal("ada@byron.example")
    const { name, account: with_, contact: whom } = await read(ann(), "crm.opportunity", String(business))
    expect([name, with_, whom]).to.deep.equal(["Engines", of, contact])
    const closed = await ask(on, ann(), `PATCH crm.lead/${id}`, { body: { rating: "hot" } })
    expect(closed.status).to.be.oneOf([403, 404, 422])
    expect((await move(ann(), "crm.lead", id, "convert")).body.code).to.equal("WFL001")
    expect((await move(manager(), "crm.lead", id, "reopen")).body.code).to.equal("WFL001")
    const { id: twin } = await made(ann(), "crm.lead", { last_name: "Byron", email: "twin@byron.example" })
    const again = await move(ann(), "crm.lead", twin, "convert", {
      account: of,
      contact,
      opportunity: business,
    })
    expect(again.status, said(again)).to.equal(409)
  })

  it("links a lead to the account and contact that are there, and to nobody else's contact", async () => {
    const lead = await made(ann(), "crm.lead", { last_name: "Byron", phone: "+44 1", team: ids.team })
    const [{ id: of }, { id: other }] = [await account(), await account()]
    const { id: contact } = await made(ann(), "crm.contact", {
      last_name: "Byron",
      account: of,
      team: ids.team,
    })
    const refused = await move(ann(), "crm.lead", lead.id, "convert", { account: other, contact })
    expect(refused.body.errors.map(({ path }) => path)).to.deep.equal(["/contact"])
    await moved(ann(), "crm.lead", lead.id, "convert", { account: of, contact })
    const { account: linked, contact: whom, opportunity: none } = await read(ann(), "crm.lead", lead.id)
    expect([linked, whom, none]).to.deep.equal([of, contact, null])
  })

  it("adds a quote up, with discounts and taxes, and only lets one with lines go out", async () => {
    const { id: business, account: of = "" } = await opportunity()
    const lines = [
      { description: "Oil", quantity: "4", unit_price: "25", tax_percent: "7" },
      { description: "Vinegar", quantity: "1", unit_price: "50", discount_percent: "20", tax_percent: "19" },
    ]
    const quote = await made(ann(), "crm.quote", {
      account: of,
      opportunity: business,
      discount_percent: "10",
      lines,
      team: ids.team,
    })
    const totals = ["subtotal", "net_total", "tax_total", "total"].map((field) => Number(quote[field]))
    expect(totals).to.deep.equal([140, 126, 13.14, 139.14])
    await moved(ann(), "crm.quote", quote.id, "send")
    expect(Number((await read(ann(), "crm.opportunity", business)).quoted_amount)).to.equal(126)
    const empty = await made(ann(), "crm.quote", { account: of })
    const refused = await move(ann(), "crm.quote", empty.id, "send")
    expect(refused.status, said(refused)).to.equal(422)
  })

  it("keeps who wants no mass mail out of campaigns (I-C5)", async () => {
    const marketing = caller(ids.bob, "crm.marketing")
    const { id: contact } = await made(ann(), "crm.contact", {
      last_name: "Quiet",
      account: (await account()).id,
      email_opt_out: true,
      team: ids.team,
    })
    const refused = await ask(on, marketing, "POST crm.campaign_member", {
      body: {
        campaign: ids.campaign,
        contact,
      },
    })
    expect(refused.status, said(refused)).to.equal(422)
    expect(refused.body.errors[0]?.message).to.equal("This person does not want mass mail.")
  })

  it("refuses an account that would stand above itself", async () => {
    const [above, below] = [await account(), await account()]
    await changed(ann(), "crm.account", below.id, { parent: above.id })
    const refused = await ask(on, ann(), `PATCH crm.account/${above.id}`, { body: { parent: below.id } })
    expect(refused.status, said(refused)).to.equal(409)
  })
})

/** What sellers find when they come: a team, a pipeline, two currencies, a campaign. */
async function furnish(on: House): Promise<void> {
  const put = (entity: string, records: readonly Record<string, unknown>[]): Promise<unknown> =>
    seed(on, on.acme, entity, records)
  await put("base.currency", [
    { id: ids.gbp, code: "GBP", name: "Pound", scale: 2, step: "0.01" },
    { id: ids.eur, code: "EUR", name: "Euro", scale: 2, step: "0.01" },
  ])
  await put("base.country", [
    { id: ids.other, code: "GB", alpha3: "GBR", number: "826", name: "United Kingdom" },
  ])
  await put("base.company", [
    { id: ids.company, code: "ACME", name: "Acme", currency: ids.gbp, country: ids.other },
  ])
  await put("base.team", [{ id: ids.team, name: "Sales" }])
  await put("base.user", [
    { id: ids.ann, name: "Ann", email: "ann@acme.example", roles: ["crm.sales_rep"], teams: [ids.team] },
    { id: ids.bob, name: "Bob", email: "bob@acme.example", roles: ["crm.sales_rep"], teams: [ids.team] },
  ])
  const far = "01900000-0000-7000-8000-00000000000f"
  await put("crm.pipeline", [
    { id: ids.pipeline, name: "Sales" },
    { id: far, name: "Elsewhere", position: 20 },
  ])
  await put("crm.stage", [
    { id: ids.first, pipeline: ids.pipeline, name: "Open", position: 10, probability: "20" },
    { id: ids.second, pipeline: ids.pipeline, name: "Offer", position: 20, probability: "60" },
    { id: ids.elsewhere, pipeline: far, name: "Open", position: 10, probability: "30" },
  ])
  await put("crm.lost_reason", [{ id: ids.tooDear, name: "Too dear" }])
  await put("crm.campaign", [{ id: ids.campaign, name: "Spring", kind: "email", start_date: "2099-03-01" }])
}

function said({ status, body }: Answer): string {
  return `${status} ${JSON.stringify(body)}`
}

/** The record of an answer. */
function found({ body }: Answer): Found {
  return body
}
