// From the quote to the order: what a customer accepts is ordered, with the items of its products, over HTTP.
import { expect } from "chai"
import type { Book, Fields } from "../support/accountant.ts"
import { column, figure, rowsOf } from "../support/figures.ts"
import { storekeeper, type Storekeeper } from "../support/storekeeper.ts"

describe("quotes that are ordered", () => {
  let store: Storekeeper
  let products = 0
  before(async function () {
    this.timeout(120_000)
    store = await storekeeper()
  })
  after(() => store?.close())

  const product = async (fields: Fields): Promise<string> =>
    (
      await store.make("crm.product", {
        ...{ code: `P-${++products}`, name: "Product", unit: store.piece, currency: store.currency("EUR") },
        ...{ list_price: "50", ...fields },
      })
    ).id
  const accepted = async (lines: readonly Fields[], account: Fields = {}): Promise<Book> => {
    const { id } = await store.make("crm.account", { name: "Prospect", ...account })
    const quote = await store.make("crm.quote", {
      ...{ account: id, company: store.company, currency: store.currency("EUR"), discount_percent: "10" },
      lines,
    })
    return store.move("crm.quote", quote.id, "accept")
  }

  it("become an order of their products' items, at the prices that were quoted", async () => {
    const item = await store.item({ sales_price: "80" })
    const sold = await product({ item })
    const quote = await accepted([{ product: sold, quantity: "3", discount_percent: "20" }], {
      party: store.customer,
    })
    const ordered = await store.move("crm.quote", quote.id, "order", { warehouse: store.warehouses.A })
    expect(ordered["state"]).to.equal("ordered")
    const order = await store.read("inventory.sales_order", String(ordered["order"]))
    const { state, customer, reference } = order
    expect({ state, customer, reference }).to.deep.equal({
      ...{ state: "draft", customer: store.customer, reference: quote["number"] },
    })
    expect(column(order["lines"], "unit_price")).to.deep.equal(["50.00"])
    expect(rowsOf(order["lines"])[0]?.["item"]).to.equal(item)
    expect([figure(order["net_total"]), figure(ordered["net_total"])]).to.deep.equal(["108.00", "108.00"])
  })

  it("are only closed where no items stand for what was quoted", async () => {
    const quote = await accepted([{ product: await product({}), quantity: "1" }])
    const ordered = await store.move("crm.quote", quote.id, "order")
    expect([ordered["state"], ordered["order"]]).to.deep.equal(["ordered", null])
  })

  it("are not ordered in part, by nobody, or from nowhere", async () => {
    const [some, none] = [await product({ item: await store.item() }), await product({})]
    const quote = await accepted([
      { product: some, quantity: "1" },
      { product: none, quantity: "1" },
    ])
    const { status, json } = await store.ask(`POST records/crm.quote/${quote.id}/transitions/order`, {})
    expect(status).to.equal(422)
    expect(rowsOf(json["errors"]).map((fault) => fault["path"])).to.have.members([
      "/account",
      "/lines",
      "/warehouse",
    ])
  })
})
