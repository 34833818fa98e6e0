// Values that nobody gave, found by a query: when a record is made, when what they follow changes, and in a preview.
import { expect } from "chai"
import type { Caller } from "../../../runtime/perform/index.ts"
import { ask, house, user, type Answer, type Body, type House } from "../../support/house.ts"
import { lookupLayers } from "../../support/lookup-layers.ts"

describe("values that are looked up", () => {
  let on: House
  let boss: Caller
  const ids: Record<string, string> = {}
  before(async () => {
    on = await house(lookupLayers())
    boss = user(on.acme, ["shop.boss"])
    const make = async (name: string, entity: string, record: object): Promise<void> => {
      ids[name] = (await sent(`POST shop.${entity}`, record)).id
    }
    for (const code of ["EUR", "USD", "CHF"]) await make(code, "currency", { code })
    await make("home", "company", { name: "Home", currency: ids["EUR"] })
    const rate = { currency: ids["USD"], home: ids["EUR"] }
    await make("march", "rate", { ...rate, date: "2026-03-01", rate: "0.9" })
    await make("april", "rate", { ...rate, date: "2026-04-01", rate: "0.8" })
    for (const name of ["full", "none", "reduced"]) await make(name, "tax", { name })
    const taxes = [{ from: ids["full"], to: null }, { from: ids["reduced"] }]
    await make("abroad", "zone", { name: "Abroad", country: "CH", taxes })
    await make("list", "list", { name: "Dealers" })
    await make("dealer", "customer", { name: "Dealer", country: "DE", list: ids["list"] })
    await make("swiss", "customer", { name: "Swiss", country: "CH" })
    await make("screw", "item", { name: "Screw", price: "10", tax: ids["full"] })
    await make("nail", "item", { name: "Nail", price: "5", tax: ids["full"] })
    const price = { list: ids["list"], item: ids["screw"] }
    await make("one", "price", { ...price, price: "9" })
    await make("ten", "price", { ...price, minimum: "10", price: "8", discount: "5" })
    await make("later", "price", { ...price, valid_from: "2026-06-01", price: "7" })
  })
  after(() => on.close())

  const send = (what: string, body?: unknown, as = boss): Promise<Answer> => ask(on, as, what, { body })
  const sent = async (what: string, sending?: unknown): Promise<Body> => {
    const { status, body } = await send(what, sending)
    expect(status, JSON.stringify(body)).to.be.lessThan(300)
    return body
  }
  const order = (lines: readonly object[], more: object = {}): object => ({
    company: ids["home"],
    customer: ids["dealer"],
    date: "2026-05-01",
    lines,
    ...more,
  })
  const made = (lines: readonly object[], more?: object): Promise<Body> =>
    sent("POST shop.order", order(lines, more))
  const patched = ({ id }: Body, patch: object): Promise<Body> => sent(`PATCH shop.order/${id}`, patch)
  /** Price and discount of each line, and the total. */
  const prices = ({ lines, ...record }: Body): string =>
    [
      ...lines.map(({ unit_price, discount }) => `${String(unit_price)}-${String(discount)}`),
      record["total"],
    ].join(" ")
  const line = (quantity?: string, more: object = {}): object => ({
    item: ids["screw"],
    ...(quantity === undefined ? {} : { quantity }),
    ...more,
  })

  describe("in new records", () => {
    it("are found for each row by what the row and its record say", async () => {
      const found = await made([line("1"), line("10"), { item: ids["nail"] }])
      expect(prices(found)).to.equal("9.00-0.00 8.00-5.00 5.00-0.00 90.00")
      expect(found.lines.map((row) => row["price"])).to.deep.equal([ids["one"], ids["ten"], null])
    })

    it("stay as they are given, and stop what they rule out", async () => {
      const found = await made([line("10", { unit_price: "6" }), line("10", { discount: "1" })])
      expect(prices(found)).to.equal("6.00-0.00 8.00-1.00 139.20")
      expect(found.lines[0]?.["price"]).to.equal(null)
    })

    it("take what a chosen record brings before what is searched, and a given reference before both", async () => {
      const nearby = await made([])
      const swiss = await made([], { customer: ids["swiss"] })
      expect([nearby["zone"], swiss["zone"]]).to.deep.equal([null, ids["abroad"]])
      const picked = await made([line("1", { price: ids["ten"] })])
      expect(prices(picked)).to.equal("8.00-5.00 7.60")
    })

    it("may be found to be nothing, which is not the same as not found", async () => {
      const tax = (found: Body): unknown => found.lines[0]?.["tax"]
      expect(tax(await made([line()]))).to.equal(ids["full"])
      expect(tax(await made([line()], { customer: ids["swiss"] }))).to.equal(null)
    })

    it("stay empty where that is what was given", async () => {
      const found = await made([line("1", { tax: null })], { customer: ids["swiss"], zone: null })
      expect([found["zone"], found.lines[0]?.["tax"]]).to.deep.equal([null, null])
      const refused = await send("POST shop.order", order([], { currency: ids["CHF"], rate: null }))
      expect(refused.body.code).to.equal("RUN016")
    })

    it("follow the day of the record, in all records of an array", async () => {
      const dollars = { currency: ids["USD"] }
      const days = ["2026-03-15", "2026-04-01", "2026-06-01"]
      const { items } = await sent(
        "POST shop.order",
        days.map((date) => order([line()], { ...dollars, date })),
      )
      const told = items.map((one) => one["rate"])
      expect(told).to.deep.equal(["0.900000", "0.800000", "0.800000"])
      expect(items.map((one) => prices(one))).to.deep.equal([
        "9.00-0.00 9.00",
        "9.00-0.00 9.00",
        "7.00-0.00 7.00",
      ])
    })

    it("are refused where they are needed and not found, in words that name what was looked for [RUN016]", async () => {
      const francs = { currency: ids["CHF"] }
      const { status, body } = await send("POST shop.order", order([], francs))
      expect(status).to.equal(422)
      expect(body.code).to.equal("RUN016")
      expect(body.detail).to.equal("No rate of CHF is known on 2026-05-01.")
      const many = await send("POST shop.order", [order([]), order([], francs)])
      expect(many.body.errors[0]).to.include({ path: "/1/rate", code: "RUN016" })
      expect(await made([], { ...francs, rate: "1.05" })).to.include({ rate: "1.050000" })
    })
  })

  describe("in changes", () => {
    it("are found anew in a row whose fields change, unless the change gives them", async () => {
      const before = await made([line("1"), line("1")])
      const [first, second] = before.lines.map(({ id }) => id)
      const more = { id: first, quantity: "10" }
      expect(prices(await patched(before, { lines: [more, { id: second }] }))).to.equal(
        "8.00-5.00 9.00-0.00 85.00",
      )
      const typed = { id: second, quantity: "10", unit_price: "3" }
      expect(prices(await patched(before, { lines: [{ id: first }, typed] }))).to.equal(
        "8.00-5.00 3.00-0.00 106.00",
      )
    })

    it("keep what was typed, until the row is of another record", async () => {
      const before = await made([line("1", { unit_price: "3" })])
      const [row] = before.lines
      const tax = { id: row?.id, tax: ids["reduced"] }
      expect(prices(await patched(before, { lines: [tax] }))).to.equal("3.00-0.00 3.00")
      const more = await patched(before, { lines: [{ id: row?.id, quantity: "2" }] })
      expect(prices(more)).to.equal("3.00-0.00 6.00")
      expect(prices(await patched(before, { lines: [{ id: row?.id, item: ids["nail"] }] }))).to.equal(
        "5.00-0.00 10.00",
      )
    })

    it("follow the record in all of its rows, and what the rows come to follows them", async () => {
      const before = await made([line("1"), line("10")])
      const later = await patched(before, { date: "2026-07-01" })
      expect(prices(later)).to.equal("7.00-0.00 8.00-5.00 83.00")
      const swiss = await patched(before, { customer: ids["swiss"], zone: ids["abroad"], list: null })
      expect(prices(swiss)).to.equal("10.00-0.00 10.00-0.00 110.00")
    })

    it("stay in a row where they were typed, while only the record around it changes", async () => {
      const before = await made([line("1"), line("1", { unit_price: "3" }), line("1")])
      const [first, second, third] = before.lines.map(({ id }) => id)
      expect(prices(await patched(before, { date: "2026-07-01" }))).to.equal(
        "7.00-0.00 3.00-0.00 7.00-0.00 17.00",
      )
      const lines = [{ id: first }, { id: second }, { id: third, unit_price: "2" }]
      expect(prices(await patched(before, { date: "2026-05-01", lines }))).to.equal(
        "9.00-0.00 3.00-0.00 2.00-0.00 14.00",
      )
    })

    it("come with rows that are added, by the record as the same change leaves it", async () => {
      const before = await made([])
      const after = await patched(before, {
        date: "2026-04-02",
        currency: ids["USD"],
        lines: [line("2")],
      })
      expect(after).to.include({ rate: "0.800000", total: "18.00", home_total: "14.40" })
    })

    it("are refused where nothing is found any more", async () => {
      const { id } = await made([])
      const { status, body } = await send(`PATCH shop.order/${id}`, { currency: ids["CHF"] })
      expect([status, body.code, body.errors[0]?.path]).to.deep.equal([422, "RUN016", "/rate"])
    })

    it("stay where the state closes them", async () => {
      const before = await made([line("1")], { currency: ids["USD"], date: "2026-03-02" })
      await sent(`POST shop.order/${before.id}/transitions/send`, {})
      const after = await patched(before, { date: "2026-07-01" })
      expect([after["rate"], prices(after)]).to.deep.equal(["0.900000", "9.00-0.00 9.00"])
    })
  })

  it("are shown in a preview, of which nothing stays", async () => {
    const shown = await sent("POST shop.order/preview", order([line("10")], { currency: ids["USD"] }))
    expect(prices(shown)).to.equal("8.00-5.00 76.00")
    expect(shown["home_total"]).to.equal("60.80")
    const kept = await made([line("1")])
    const [row] = kept.lines
    const lines = [{ id: row?.id, quantity: "10" }]
    expect(prices(await sent(`POST shop.order/${kept.id}/preview`, { lines }))).to.equal("8.00-5.00 76.00")
    expect(prices(await sent(`GET shop.order/${kept.id}`))).to.equal("9.00-0.00 9.00")
  })

  it("are found in hundreds of rows by the statements that serve one", async () => {
    const rows = Array.from({ length: 300 }, (_, i) => line(String(1 + (i % 20))))
    const { lines, ...record } = await made(rows)
    expect(lines).to.have.length(300)
    expect(record["total"]).to.equal((15 * (45 * 9 + 165 * 7.6)).toFixed(2))
  })
})
