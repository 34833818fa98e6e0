// What a posting into a costing ledger promises beside its numbers: who may, what is refused, where adjustments stand.
import { expect } from "chai"
import { ask, seed, type Body } from "../../../support/house.ts"
import { createAskLedger } from "../../../../runtime/perform/index.ts"
import { dayOf, expectBooks, openStore, sumAt, worthOf, type Store } from "./store.ts"

describe("costing a posting", () => {
  let store: Store
  before(async () => {
    store = await openStore()
  })
  afterEach(() => expectBooks(store))

  const entries = async (item: string): Promise<readonly (readonly (string | null)[])[]> => {
    const { schema } = store.house.acme.address
    return store.run(
      `SELECT date::text, trim_scale(quantity)::text, trim_scale(value)::text, adjusts IS NOT NULL FROM ${schema}.store_stock WHERE item = '${item}' ORDER BY number`,
    )
  }

  it("refuses with LED050 what would leave less than nothing, now or later", async () => {
    const item = await store.item()
    const receipt = await store.move(item, 0, [{ quantity: 10, value: 100 }])
    const more = await store.move(item, 1, [{ quantity: -11 }])
    expect([more.status, more.answer.body.code]).to.deep.equal([422, "LED050"])
    expect(more.answer.body.detail).to.match(/^Item \d+, A, 2026-04-11: there would be -1\.$/)
    await store.move(item, 5, [{ quantity: -8 }])
    const early = await store.move(item, 2, [{ quantity: -4 }])
    expect([early.status, early.answer.body.code]).to.deep.equal([422, "LED050"])
    expect((await store.cancel(receipt.id)).body.code).to.equal("LED050")
    expect(await sumAt(store, item)).to.deep.equal(["2", "20"])
  })

  it("refuses with LED051 a cost that cannot be taken, with LED052 the reversal of one that is", async () => {
    const item = await store.item()
    const receipt = await store.move(item, 0, [{ quantity: 4, value: 40 }])
    const out = await store.move(item, 1, [{ quantity: -2 }])
    const other = await store.item()
    const wrong = await store.move(other, 2, [{ quantity: 1, of: out.line }])
    expect([wrong.status, wrong.answer.body.code]).to.deep.equal([422, "LED051"])
    const elsewhere = await store.move(item, 2, [{ place: "B", value: 5, of: receipt.line }])
    expect(elsewhere.answer.body.code).to.equal("LED051")
    const early = await store.move(item, 0, [{ quantity: 1, of: out.line }])
    expect(early.answer.body.code).to.equal("LED051")
    const back = await store.move(item, 2, [{ quantity: 1, of: out.line }])
    const refused = await store.cancel(out.id)
    expect([refused.status, refused.body.code]).to.deep.equal([409, "LED052"])
    await store.cancel(back.id)
    expect((await store.cancel(out.id)).status).to.equal(200)
    expect(await sumAt(store, item)).to.deep.equal(["4", "40"])
  })

  it("refuses with LED053 whom no role lets write before what is there", async () => {
    const item = await store.item()
    await store.move(item, 5, [{ quantity: 4, value: 40 }], store.clerk)
    const early = await store.move(item, 3, [{ quantity: 4, value: 40 }], store.clerk)
    expect([early.status, early.answer.body.code]).to.deep.equal([403, "LED053"])
    expect(
      (await store.move(item, 3, [{ place: "B", quantity: 4, value: 40 }], store.clerk)).status,
    ).to.equal(200)
    expect((await store.move(item, 5, [{ quantity: -1 }], store.clerk)).status).to.equal(200)
    expect((await store.move(item, 3, [{ quantity: 4, value: 40 }], store.manager)).status).to.equal(200)
  })

  it("refuses with LED054 what has no cost at all, with LED055 what cannot be meant", async () => {
    const item = await store.item()
    const codeOf = async (line: object): Promise<string> =>
      (await store.move(item, 0, [line])).answer.body.code
    expect(await codeOf({ quantity: 1 })).to.equal("LED054")
    expect(await codeOf({ counted: 1 })).to.equal("LED054")
    expect(await codeOf({ quantity: -1, value: -5 })).to.equal("LED055")
    expect(await codeOf({ quantity: 1, value: -5 })).to.equal("LED055")
    expect(await codeOf({ quantity: 0, value: 5 })).to.equal("LED055")
    expect(await codeOf({ counted: -1 })).to.equal("LED055")
    const fixed = await store.item({ method: "standard" })
    expect((await store.move(fixed, 0, [{ quantity: 1, value: 5 }])).answer.body.code).to.equal("LED054")
    const unknown = await store.item({ method: null })
    expect((await store.move(unknown, 0, [{ quantity: 1, value: 5 }])).answer.body.code).to.equal("LED054")
  })

  it("dates adjustments as what they adjust, in a closed period the first open day", async () => {
    const item = await store.item()
    await store.move(item, 10, [{ quantity: 10, value: 100 }])
    await store.move(item, 12, [{ quantity: -5 }])
    await store.move(item, 25, [{ quantity: -5 }])
    const { house, places } = store
    await seed(house, house.acme, "store.period", [
      { place: places["A"], first: dayOf(11), last: dayOf(15) },
      { place: places["A"], first: dayOf(16), last: dayOf(20) },
      { place: places["B"], first: dayOf(21), last: dayOf(30) },
    ])
    await store.move(item, 9, [{ quantity: 10, value: 200 }])
    expect(await entries(item)).to.deep.equal([
      [dayOf(10), "10", "100", "f"],
      [dayOf(12), "-5", "-50", "f"],
      [dayOf(25), "-5", "-50", "f"],
      [dayOf(9), "10", "200", "f"],
      [dayOf(21), "0", "-50", "t"],
      [dayOf(25), "0", "-50", "t"],
    ])
  })

  it("works the state anew when it does not agree with what is there", async () => {
    const item = await store.item()
    await store.move(item, 0, [{ quantity: 2, value: 10 }])
    const { schema } = store.house.acme.address
    await store.run(
      `INSERT INTO ${schema}.store_stock (posting, date, source__store_movement, rule, item, place, quantity, value, variance) SELECT uuidv7(), date, source__store_movement, rule, item, place, 1, 0, 0 FROM ${schema}.store_stock WHERE item = '${item}'`,
    )
    const out = await store.move(item, 1, [{ quantity: -3 }])
    expect(await worthOf(store, out.id)).to.equal("-10")
    expect(await sumAt(store, item)).to.deep.equal(["0", "0"])
  })

  it("shows entries, costs and adjustments through the door of records", async () => {
    const item = await store.item()
    await store.move(item, 0, [{ quantity: 2, value: 10 }])
    await store.move(item, 1, [{ quantity: -1 }])
    await store.move(item, -1, [{ quantity: 1, value: 7 }])
    const { body } = await ask(
      store.house,
      store.clerk,
      `GET store.stock?filter=item == '${item}'&sort=number&fields=quantity,value,adjusts,rule`,
    )
    const [, out] = body.items
    expect(body.items.map((one) => [one["quantity"], one["value"]])).to.deep.equal([
      ["2.0000", "10.00"],
      ["-1.0000", "-5.00"],
      ["1.0000", "7.00"],
      ["0.0000", "-2.00"],
    ])
    expect(body.items[3]?.["adjusts"]).to.equal(out?.id)
  })

  it("names in verify the entries whose value is wrong", async () => {
    const { house, clerk, run } = store
    const verify = async (): Promise<Body> => {
      const raw = { method: "GET", path: ["store.stock", "verify"], query: new Map(), headers: {} }
      const { body } = await createAskLedger(house.parts)(raw, clerk)
      return JSON.parse(body ?? "null") as Body // the contract of verify
    }
    expect(await verify()).to.deep.include({ ok: true, faults: [] })
    const item = await store.item()
    await store.move(item, 0, [{ quantity: 3, value: 30 }])
    const { schema } = house.acme.address
    const [[wrong] = []] = await run(
      `INSERT INTO ${schema}.store_stock (posting, date, source__store_movement, rule, item, place, quantity, value, variance, counter) SELECT uuidv7(), date, source__store_movement, rule, item, place, -1, 0, 0, counter FROM ${schema}.store_stock WHERE item = '${item}' RETURNING id`,
    )
    expect(await verify()).to.deep.include({
      ok: false,
      faults: [{ check: "costs", entry: wrong, quantity: "0", value: "-10" }],
    })
    expect((await store.move(item, 1, [{ quantity: 1, value: 5 }])).status).to.equal(200)
    expect(await verify()).to.deep.include({ ok: true, faults: [] })
  })

  it("lets two post at once: one after the other, at the right cost", async () => {
    const item = await store.item()
    await Promise.all([1, 2, 3, 4].map((value) => store.move(item, 0, [{ quantity: 1, value }])))
    const outs = await Promise.all([1, 2, 3, 4, 5].map(() => store.move(item, 1, [{ quantity: -1 }])))
    expect(outs.map(({ status }) => status).sort()).to.deep.equal([200, 200, 200, 200, 422])
    expect(await sumAt(store, item)).to.deep.equal(["0", "0"])
  })
})
