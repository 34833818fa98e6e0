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
})
