// Bills whose taxes, instalments and shares are worked out with every write.
import { expect } from "chai"
import type { Caller } from "../../../runtime/perform/index.ts"
import { billLayers } from "../../support/bill-layers.ts"
import { ask, house, user, type Answer, type Body, type House } from "../../support/house.ts"

type Fields = Readonly<Record<string, unknown>>

describe("calculations", () => {
  let on: House
  let boss: Caller
  const made: Record<string, string> = {}
  before(async () => {
    on = await house(billLayers())
    boss = user(on.acme, ["bill.admin"])
    const make = async (name: string, entity: string, record: object): Promise<void> => {
      made[name] = (await sent(`POST bill.${entity}`, { name, ...record })).id
    }
    await make("vat", "tax", { rate: "19", account: "1776", refund_account: "1777" })
    await make("held", "tax", { rate: "14", included: true })
    await make("eco", "tax", { kind: "fixed", rate: "0.5", sequence: 1, account: "1780" })
    await make("both", "tax", { kind: "group", members: [made["vat"], made["eco"]] })
    await make("document", "company", { tax_rounding: "document" })
    await make("cash", "currency", { rounding: "0.01", cash_rounding: "0.05" })
    await make("half", "term", {
      lines: [
        { kind: "percent", value: "50", days: 30, discount_percent: "10", discount_days: 10, note: "soon" },
        { kind: "rest", months: 2, day_of_month: 15 },
      ],
    })
  })
  after(() => on.close())

  const send = (what: string, body?: unknown, as = boss): Promise<Answer> => ask(on, as, what, { body })
  const sent = async (what: string, sending?: unknown, as = boss): Promise<Body & Fields> => {
    const { status, body } = await send(what, sending, as)
    expect(status, JSON.stringify(body)).to.be.lessThan(300)
    return body
  }
  const bill = (...lines: object[]): object => ({ date: "2026-01-31", lines })
  const figures = ({ net_total, tax_total, round_off, total, open }: Fields): unknown =>
    [net_total, tax_total, round_off, total, open].join(" ")
  const list = (record: Fields, rows: string): readonly Fields[] => record[rows] as readonly Fields[]
  const plain = (rows: readonly Fields[]): unknown =>
    rows.map(({ id: _id, parent: _parent, position: _position, ...rest }) => rest)

  it("are worked out when a record is made, and the reply shows them", async () => {
    const record = await sent("POST bill.bill", {
      ...bill({ quantity: "2", price: "10", tax: made["both"] }, { price: "9.99", tax: made["vat"] }),
      payment_term: made["half"],
      freight: "1",
    })
    expect(figures(record)).to.equal("29.99 6.70 0.00 36.69 36.69")
    expect(record["highest"]).to.equal("24.80")
    expect(record.lines.map((line) => (line as unknown as Fields)["freight_share"])).to.deep.equal([
      "0.67",
      "0.33",
    ])
    expect(plain(list(record, "taxes"))).to.deep.equal([
      { tax: made["vat"], base: "29.99", amount: "5.70", account: "1776" },
      { tax: made["eco"], base: "20.00", amount: "1.00", account: "1780" },
    ])
    expect(plain(list(record, "instalments"))).to.deep.equal([
      {
        due_date: "2026-03-02",
        amount: "18.35",
        in_books: "18.35",
        discount: "1.84",
        discount_date: "2026-02-10",
        note: "soon",
      },
      {
        due_date: "2026-03-15",
        amount: "18.34",
        in_books: "18.34",
        discount: null,
        discount_date: null,
        note: null,
      },
    ])
    const dear = await sent(`PATCH bill.bill/${record.id}`, { rate: "1.1" })
    expect(list(dear, "instalments").map((row) => row["in_books"])).to.deep.equal(["20.19", "20.17"])
    await sent(`PATCH bill.bill/${record.id}`, { rate: "1" })
    expect(figures(await sent(`GET bill.bill/${record.id}`))).to.equal(figures(record))
  })

  it("follow a change of what they read, and leave rows alone that stay as they are", async () => {
    const { id, version, lines, ...before } = await sent(
      "POST bill.bill",
      bill({ price: "100", tax: made["vat"] }, { price: "50", tax: made["eco"] }),
    )
    const kept = lines.map((line) => ({ id: line.id }))
    const after = await sent(`PATCH bill.bill/${id}`, { lines: [{ ...kept[0], price: "200" }, kept[1]] })
    expect(figures(after)).to.equal("250.00 38.50 0.00 288.50 288.50")
    expect(after.version).to.equal(version + 1)
    expect(list(after, "taxes").map((row) => row["id"])).to.deep.equal(
      list(before, "taxes").map((row) => row["id"]),
    )
    const less = await sent(`PATCH bill.bill/${id}`, { lines: [kept[0]] })
    expect([figures(less), list(less, "taxes").length]).to.deep.equal(["200.00 38.00 0.00 238.00 238.00", 1])
    const credit = await sent(`PATCH bill.bill/${id}`, { kind: "credit_note" })
    expect(list(credit, "taxes").map((row) => row["account"])).to.deep.equal(["1777"])
    const named = await sent(`PATCH bill.bill/${id}`, { name: "same", paid: "38" })
    expect(figures(named)).to.equal("200.00 38.00 0.00 238.00 200.00")
  })

  it("are summed up over the rows that they make, of taxes that come and go", async () => {
    const [one, other] = [
      await sent("POST bill.tax", { name: "one", rate: "10" }),
      await sent("POST bill.tax", { name: "other", rate: "20" }),
    ]
    const collected = async (): Promise<unknown> =>
      [
        (await sent(`GET bill.tax/${one.id}`))["collected"],
        (await sent(`GET bill.tax/${other.id}`))["collected"],
      ].join(" ")
    const { id } = await sent("POST bill.bill", bill({ price: "100", tax: one.id }))
    expect(await collected()).to.equal("10.00 0.00")
    await sent(`PATCH bill.bill/${id}`, { lines: [{ price: "100", tax: other.id }] })
    expect(await collected()).to.equal("0.00 20.00")
    await send(`DELETE bill.bill/${id}`)
    expect(await collected()).to.equal("0.00 0.00")
  })

  it("read settings along references", async () => {
    const lines = Array.from({ length: 3 }, () => ({ price: "1.999", tax: made["vat"] }))
    const cash = await sent("POST bill.bill", {
      ...bill(...lines),
      company: made["document"],
      currency: made["cash"],
    })
    expect(figures(cash)).to.equal("6.00 1.14 0.01 7.15 7.15")
  })

  it("TAX-16a and TAX-14, as a user enters them", async () => {
    const other = await sent("POST bill.tax", { name: "held too", rate: "14", included: true })
    const both = await sent("POST bill.tax", { name: "g", kind: "group", members: [made["held"], other.id] })
    const held = await sent("POST bill.bill", {
      ...bill({ price: "24900", tax: both.id }),
      company: made["document"],
    })
    expect(figures(held)).to.equal("19453.13 5446.88 -0.01 24900.00 24900.00")
    const charges = [
      { kind: "amount", value: "100" },
      { kind: "of_net", value: "10" },
      { kind: "of_net", value: "10", excise: true },
      { kind: "of_row", value: "2", on_row: 3 },
      { kind: "of_row", value: "1", on_row: 3 },
      { kind: "of_total", value: "2", on_row: 5 },
      { kind: "of_net", value: "12.5" },
      { kind: "of_total", value: "-10", on_row: 7 },
    ]
    const eight = await sent("POST bill.bill", {
      ...bill({ quantity: "10", price: "50" }, { quantity: "5", price: "150", excise_rate: "12" }),
      charges,
    })
    expect(list(eight, "charges").map((row) => row["amount"])).to.deep.equal(
      "100.00 125.00 140.00 2.80 1.40 32.38 156.25 -180.78".split(" "),
    )
    expect(eight["total"]).to.equal("1627.05")
  })

  it("serve many records at once, each at its place", async () => {
    const records = [bill({ price: "10" }), bill({ price: "20", tax: made["vat"] })]
    const { items } = await sent("POST bill.bill", records)
    expect(items.map((one) => (one as unknown as Fields)["total"])).to.deep.equal(["10.00", "23.80"])
    const { status, body } = await send("POST bill.bill", [bill({ price: "1" }), { lines: [{ price: "1" }] }])
    expect([status, body["code"], body["path"]]).to.deep.equal([422, "CAL005", "/1/date"])
  })

  it("give results that nobody writes", async () => {
    for (const [field, record] of [
      ["total", { ...bill(), total: "1" }],
      ["taxes", { ...bill(), taxes: [] }],
      ["lines/0/net_amount", bill({ price: "1", net_amount: "1" })],
    ] as const) {
      const { status, body } = await send("POST bill.bill", record)
      expect([status, body["code"]]).to.deep.equal([422, "PLN006"])
      expect(JSON.stringify(body)).to.include(`/${field}`).and.include("PLN007")
    }
  })

  it("stand before rules, derived values and rights that hang on them", async () => {
    const much = await send("POST bill.bill", bill({ price: "1000001" }))
    expect([much.status, much.body["code"]]).to.deep.equal([422, "RUN005"])
    const { id } = await sent("POST bill.bill", bill({ price: "1" }))
    const more = await send(`PATCH bill.bill/${id}`, { lines: [{ price: "1000001" }] })
    expect([more.status, more.body["code"]]).to.deep.equal([422, "RUN005"])
    expect((await sent(`GET bill.bill/${id}`))["total"]).to.equal("1.00")
    const clerk = user(on.acme, ["bill.clerk"])
    expect((await send("POST bill.bill", bill({ price: "999" }), clerk)).status).to.equal(201)
    const refused = await send("POST bill.bill", bill({ price: "999", tax: made["vat"] }), clerk)
    expect([refused.status, JSON.stringify(refused.body).includes("ACC004")]).to.deep.equal([422, true])
  })

  it("stay as they are in a state in which not everything is editable", async () => {
    const account = { account: "1776", refund_account: "1777" }
    const { id: tax } = await sent("POST bill.tax", { name: "rising", rate: "19", ...account })
    const { id } = await sent("POST bill.bill", bill({ price: "100", tax }))
    await sent(`PATCH bill.tax/${tax}`, { rate: "20" })
    await sent(`POST bill.bill/${id}/transitions/post`)
    const { lines, ...posted } = await sent(`PATCH bill.bill/${id}`, { paid: "19" })
    expect(figures(posted)).to.equal("100.00 19.00 0.00 119.00 100.00")
    expect((lines[0] as unknown as Fields)["freight_share"]).to.equal("0.00")
    const much = await send(`PATCH bill.bill/${id}`, { lines: [] })
    expect(much.status).to.equal(422)
    await sent(`POST bill.bill/${id}/transitions/credit`)
    const { items } = await sent("GET bill.bill?filter=name == 'credit'")
    const credit = await sent(`GET bill.bill/${items[0]?.id}`)
    expect(figures(credit)).to.equal("100.00 20.00 0.00 120.00 101.00")
    expect(list(credit, "taxes").map((row) => row["account"])).to.deep.equal(["1777"])
  })

  it("are shown by a preview, which keeps nothing", async () => {
    const count = async (): Promise<number> => (await sent("GET bill.bill?count=true")).count
    const before = await count()
    const seen = await sent("POST bill.bill/preview", bill({ price: "100", tax: made["vat"] }))
    expect([figures(seen), await count()]).to.deep.equal(["100.00 19.00 0.00 119.00 119.00", before])
    const { id, version } = await sent("POST bill.bill", bill({ price: "1" }))
    const changed = await sent(`POST bill.bill/${id}/preview`, {
      lines: [{ price: "100", tax: made["vat"] }],
    })
    expect([changed["total"], (await sent(`GET bill.bill/${id}`)).version]).to.deep.equal(["119.00", version])
    const reader = user(on.acme, ["bill.reader"])
    expect((await send("POST bill.bill/preview", bill(), reader)).status).to.equal(403)
    expect((await send(`POST bill.bill/${id}/preview`, { name: "x" }, reader)).status).to.equal(403)
    const strange = user(on.globex, ["bill.admin"])
    expect((await send(`POST bill.bill/${id}/preview`, { name: "x" }, strange)).status).to.equal(404)
  })

  it("are done once for an idempotency key, and not at all in a dry run", async () => {
    const headers = { "idempotency-key": "bill-1" }
    const record = bill({ price: "5", tax: made["vat"] })
    const first = await ask(on, boss, "POST bill.bill", { body: record, headers })
    const again = await ask(on, boss, "POST bill.bill", { body: record, headers })
    expect(again.body).to.deep.equal(first.body)
    expect(first.body["total"]).to.equal("5.95")
    const patch = { lines: [{ price: "7" }] }
    const dry = await send("POST bill.bill/bulk", { ids: [first.body.id], patch, dry_run: true })
    expect(dry.body["failed"]).to.equal(0)
    expect((await sent(`GET bill.bill/${first.body.id}`))["total"]).to.equal("5.95")
    await sent("POST bill.bill/bulk", { ids: [first.body.id], patch })
    expect((await sent(`GET bill.bill/${first.body.id}`))["total"]).to.equal("7.00")
  })

  it("refuse what cannot be worked out, and keep nothing", async () => {
    const loop = await sent("POST bill.tax", { name: "loop", kind: "group" })
    await sent(`PATCH bill.tax/${loop.id}`, { members: [loop.id] })
    const { status, body } = await send("POST bill.bill", bill({ price: "1" }, { price: "1", tax: loop.id }))
    expect([status, body["code"], body["path"]]).to.deep.equal([422, "CAL001", "/lines/1"])
  })

  it("hold when two change a bill at once", async () => {
    const { id } = await sent("POST bill.bill", bill({ price: "1", tax: made["vat"] }))
    const prices = Array.from({ length: 8 }, (_, i) => String(10 * (i + 1)))
    await Promise.all(
      prices.map((price) => sent(`PATCH bill.bill/${id}`, { lines: [{ price, tax: made["vat"] }] })),
    )
    const { lines, ...record } = await sent(`GET bill.bill/${id}`)
    const [line] = lines as unknown as readonly Fields[]
    expect(record["net_total"]).to.equal(line?.["net_amount"])
    expect(Number(record["total"])).to.be.closeTo(Number(line?.["price"]) * 1.19, 0.001)
    expect(list(record, "taxes").length).to.equal(1)
  })
})
