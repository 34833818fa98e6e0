// How old the stock is: what is left of each receipt, first in first out, beside the balance, over HTTP.
import { expect } from "chai"
import { linesOf, type ReportBody } from "../support/reports.ts"
import { storekeeper, type Storekeeper } from "../support/storekeeper.ts"

describe("stock ageing", () => {
  let store: Storekeeper
  before(async function () {
    this.timeout(120_000)
    store = await storekeeper()
  })
  after(() => store?.close())

  /** Of an item in all: quantity and value, then both to 30, 60, 90, 180 days and over, and its days on average. */
  const ages = async (item: string, at: string): Promise<string | undefined> => {
    const query = new URLSearchParams({ company: store.company, item, at })
    const { status, json, text } = await store.ask(`GET reports/inventory.stock_ageing?${query.toString()}`)
    expect(status, text).to.equal(200)
    const buckets = ["to_first", "to_second", "to_third", "to_fourth", "older"]
    const columns = ["quantity", "value", ...buckets.flatMap((one) => [one, `${one}_value`]), "days"]
    const found = linesOf(json as unknown as ReportBody, columns) // a border: tests compare what they find
    return found.at(-1)?.split(" | ")[1]
  }

  it("tells what is left of each receipt, at what it cost", async () => {
    const item = await store.item()
    await store.received(item, "2026-01-01", [["10", "10"]])
    await store.received(item, "2026-02-20", [["10", "20"]])
    await store.received(item, "2026-03-20", [["5", "30"]])
    await store.delivered(item, "2026-03-25", "12")
    expect(await ages(item, "2026-03-31")).to.equal("13 310.00 5 150.00 8 160.00 0 0.00 0 0.00 0 0.00 28")
    expect(await ages(item, "2026-03-24")).to.equal("25 450.00 5 150.00 10 200.00 10 100.00 0 0.00 0 0.00 46")
  })

  it("leads from a row to all its movements, and from no single figure", async () => {
    const query = new URLSearchParams({ company: store.company, at: "2026-03-31" })
    const { json } = await store.ask(`GET reports/inventory.stock_ageing?${query.toString()}`)
    const { columns, rows } = json as unknown as ReportBody // a border: tests compare what they find
    expect(columns.filter(({ drill }) => drill !== undefined)).to.deep.equal([])
    expect(rows[0]?.drill).to.equal(`warehouse == '${store.warehouses.A}'`)
  })

  it("shares an average by quantity", async () => {
    const item = await store.item({ valuation_method: "moving_average" })
    await store.received(item, "2026-01-01", [["10", "10"]])
    await store.received(item, "2026-03-20", [["10", "20"]])
    await store.delivered(item, "2026-03-25", "4")
    expect(await ages(item, "2026-03-31")).to.equal("16 240.00 10 150.00 0 0.00 6 90.00 0 0.00 0 0.00 40")
  })

  it("counts landed costs with the receipt, and nothing of what was reversed", async () => {
    const item = await store.item()
    const old = await store.received(item, "2026-01-01", [["4", "10"]])
    const wrong = await store.received(item, "2026-03-20", [["7", "50"]])
    await store.move("inventory.receipt", wrong.id, "cancel")
    await store.move("inventory.receipt", old.id, "landed_cost", { amount: "8", basis: "amount" })
    const [cost] = await store.find("inventory.landed_cost", "state == 'draft'", "-created_at")
    await store.move("inventory.landed_cost", String(cost?.id), "post")
    await store.received(item, "2026-03-25", [["1", "20"]])
    await store.delivered(item, "2026-03-26", "1")
    expect(await ages(item, "2026-12-31")).to.equal("4 56.00 0 0.00 0 0.00 0 0.00 0 0.00 4 56.00 343")
  })

  it("shows what is below zero as of the day, and sums to the balance by warehouse", async () => {
    const item = await store.item({ allow_negative: true })
    await store.received(item, "2026-01-01", [["2", "10"]])
    await store.delivered(item, "2026-01-02", "5")
    expect(await ages(item, "2026-06-30")).to.equal("-3 -30.00 -3 -30.00 0 0.00 0 0.00 0 0.00 0 0.00 0")
    await store.received(item, "2026-02-01", [["8", "10"]])
    await store.transferred(item, "2026-06-01", "1", ["A", "B"])
    expect(await ages(item, "2026-06-30")).to.equal("5 50.00 1 10.00 0 0.00 0 0.00 4 40.00 0 0.00 125")
    expect(await store.stock(item)).to.equal("5 50.00")
  })
})
