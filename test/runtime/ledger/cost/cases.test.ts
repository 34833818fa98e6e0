// The acceptance cases of costing through the door of records, on a real tenant.
import { expect } from "chai"
import { expectBooks, openStore, sumAt, worthOf, type Store } from "./store.ts"

describe("costing a posting: acceptance cases", () => {
  let store: Store
  before(async () => {
    store = await openStore()
  })
  afterEach(() => expectBooks(store))

  it("VAL-01 FIFO takes the oldest first", async () => {
    const item = await store.item()
    await store.move(item, 0, [{ quantity: 10, value: 100 }])
    await store.move(item, 1, [{ quantity: 10, value: 200 }])
    const out = await store.move(item, 2, [{ quantity: -15 }])
    expect(await worthOf(store, out.id)).to.equal("-200")
    expect(await sumAt(store, item)).to.deep.equal(["5", "100"])
  })

  it("VAL-04 the moving average", async () => {
    const item = await store.item({ method: "moving_average" })
    await store.move(item, 0, [{ quantity: 10, value: 100 }])
    await store.move(item, 1, [{ quantity: 10, value: 200 }])
    const out = await store.move(item, 2, [{ quantity: -15 }])
    expect(await worthOf(store, out.id)).to.equal("-225")
    expect(await sumAt(store, item)).to.deep.equal(["5", "75"])
  })

  it("VAL-06 a customer's return comes back at what it left at", async () => {
    const item = await store.item()
    await store.move(item, 0, [{ quantity: 10, value: 100 }])
    const out = await store.move(item, 1, [{ quantity: -10 }])
    await store.move(item, 2, [{ quantity: 10, value: 200 }])
    await store.move(item, 3, [{ quantity: 10, of: out.line }])
    expect(await sumAt(store, item)).to.deep.equal(["20", "300"])
  })

  it("VAL-08 a return to the supplier leaves at the average", async () => {
    const item = await store.item({ method: "moving_average" })
    const first = await store.move(item, 0, [{ quantity: 1, value: 10 }])
    await store.move(item, 1, [{ quantity: 1, value: 20 }])
    await store.move(item, 2, [{ quantity: -1 }])
    const back = await store.move(item, 3, [{ quantity: -1, of: first.line }])
    expect(await worthOf(store, back.id)).to.equal("-15")
    expect(await sumAt(store, item)).to.deep.equal(["0", "0"])
  })

  it("VAL-09 returns follow a later correction of the cost", async () => {
    const item = await store.item()
    const receipt = await store.move(item, 0, [{ quantity: 5, value: 500 }])
    const delivery = await store.move(item, 1, [{ quantity: -5 }])
    const back = await store.move(item, 2, [{ quantity: 2, of: delivery.line }])
    expect([await worthOf(store, delivery.id), await worthOf(store, back.id)]).to.deep.equal(["-500", "200"])
    const freight = await store.move(item, 3, [{ value: 50, of: receipt.line }])
    expect([await worthOf(store, delivery.id), await worthOf(store, back.id)]).to.deep.equal(["-550", "220"])
    expect((await store.cancel(freight.id)).status).to.equal(200)
    expect([await worthOf(store, delivery.id), await worthOf(store, back.id)]).to.deep.equal(["-500", "200"])
  })

  it("VAL-10 a backdated receipt reaches what went on through transfers", async () => {
    const item = await store.item()
    await store.move(item, 0, [{ quantity: 5, value: 50 }])
    await store.move(item, 1, [{ to: "B", quantity: 5 }])
    const out = await store.move(item, 2, [{ place: "B", quantity: -5 }])
    expect(await worthOf(store, out.id)).to.equal("-50")
    const early = await store.move(item, -1, [{ quantity: 5, value: 100 }])
    expect(await worthOf(store, out.id)).to.equal("-100")
    await store.cancel(early.id)
    expect(await worthOf(store, out.id)).to.equal("-50")
    const earlier = await store.move(item, -2, [{ quantity: 2, value: 40 }])
    expect(await worthOf(store, out.id)).to.equal("-70")
    expect((await store.cancel(out.id)).status).to.equal(200)
    await store.move(item, 2, [{ place: "B", to: "C", quantity: 5 }])
    const last = await store.move(item, 3, [{ place: "C", quantity: -5 }])
    expect(await worthOf(store, last.id)).to.equal("-70")
    await store.cancel(earlier.id)
    expect(await worthOf(store, last.id)).to.equal("-50")
    for (const place of ["A", "B", "C"]) expect(await sumAt(store, item, place)).to.deep.equal(["0", "0"])
  })

  it("VAL-14 FIFO below zero, and filled again", async () => {
    const item = await store.item({ may_be_negative: true })
    await store.move(item, 0, [{ quantity: 10, value: 100 }])
    await store.move(item, 1, [{ quantity: -15 }])
    expect(await sumAt(store, item)).to.deep.equal(["-5", "-50"])
    await store.move(item, 2, [{ quantity: -5 }])
    expect(await sumAt(store, item)).to.deep.equal(["-10", "-100"])
    await store.move(item, 3, [{ quantity: 15, value: 225 }])
    expect(await sumAt(store, item)).to.deep.equal(["5", "75"])
  })

  it("VAL-17 rounding never strands a value", async () => {
    const item = await store.item({ method: "moving_average" })
    await store.move(item, 0, [
      { quantity: 2, value: "9.26" },
      { quantity: 5, value: "15.20" },
    ])
    await store.move(
      item,
      1,
      Array.from({ length: 70 }, () => ({ quantity: "-0.1" })),
    )
    expect(await sumAt(store, item)).to.deep.equal(["0", "0"])
  })

  it("VAL-22 a fixed value: what was paid differently is a variance", async () => {
    const fixed = await store.item({ method: "standard", standard: "5" })
    const receipt = await store.move(fixed, 0, [{ quantity: 4, value: 16 }])
    expect(await sumAt(store, fixed)).to.deep.equal(["4", "20"])
    const out = await store.move(fixed, 1, [{ quantity: -2 }])
    expect(await worthOf(store, out.id)).to.equal("-10")
    const { schema } = store.house.acme.address
    const [row] = await store.run(
      `SELECT trim_scale(variance)::text, trim_scale(rate)::text FROM ${schema}.store_stock WHERE source__store_movement = '${receipt.id}'`,
    )
    expect(row).to.deep.equal(["4", "5"])
  })

  it("QTY-05 a count holds, whatever is written before it", async () => {
    const item = await store.item()
    await store.move(item, -3, [{ quantity: 10, value: 100 }])
    await store.move(item, -2, [{ quantity: 1, value: 10 }])
    await store.move(item, 0, [{ quantity: 1, value: 10 }])
    await store.move(item, -1, [{ counted: 6 }])
    expect(await sumAt(store, item)).to.deep.equal(["7", "70"])
    await store.move(item, -4, [{ counted: 8, rate: 10 }])
    expect(await sumAt(store, item)).to.deep.equal(["7", "70"])
  })
})
