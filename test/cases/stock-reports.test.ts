// What a storekeeper and a buyer look up: stock and its value, movements, availability, what is pending, margins, over HTTP.
import { expect } from "chai"
import { linesOf, type ReportBody } from "../support/reports.ts"
import { storekeeper, type Storekeeper } from "../support/storekeeper.ts"

describe("reports of stock and trade", () => {
  let store: Storekeeper
  let item: string
  before(async function () {
    this.timeout(120_000)
    store = await storekeeper()
    item = await store.item({ sales_price: "30" })
    await store.received(item, "2026-01-10", [["10", "10"]])
    await store.received(item, "2026-02-10", [["10", "20"]])
    await store.delivered(item, "2026-02-20", "15")
    await store.transferred(item, "2026-02-25", "2", ["A", "B"])
  })
  after(() => store?.close())

  type Parameters = Readonly<Record<string, string>>
  const asked = async (
    report: string,
    parameters: Parameters,
    columns: readonly string[],
  ): Promise<readonly string[]> => {
    const query = new URLSearchParams(parameters)
    const { status, json, text } = await store.ask(`GET reports/inventory.${report}?${query.toString()}`)
    expect(status, text).to.equal(200)
    return linesOf(json as unknown as ReportBody, columns) // a border: tests compare what they find
  }
  const lines = (report: string, parameters: Parameters, ...columns: readonly string[]) =>
    asked(report, { company: store.company, ...parameters }, columns)
  const february = { from: "2026-02-01", to: "2026-02-28" }

  it("stock balance: before, in, out and now, in pieces and in money", async () => {
    const columns = ["opening", "received", "issued", "closing", "opening_value", "value", "rate"]
    expect(await lines("stock_balance", { ...february, item }, ...columns)).to.deep.equal([
      "A Store A | 10 10 17 3 100.00 60.00 20.00",
      "I-1 I-1 | 10 10 17 3 100.00 60.00 20.00",
      "B Store B | 0 2 0 2 0.00 40.00 20.00",
      "I-1 I-1 | 0 2 0 2 0.00 40.00 20.00",
      "Total | 10 12 17 5 100.00 100.00 20.00",
    ])
  })

  it("stock ledger: what is there after each movement", async () => {
    const found = await lines(
      ...(["stock_ledger_report", { ...february, item, warehouse: store.warehouses.A }] as const),
      ...["quantity", "left", "worth"],
    )
    expect(found.filter((line) => line.startsWith(" |"))).to.deep.equal([
      " | 10 20 300.00",
      " | -15 5 100.00",
      " | -2 3 60.00",
    ])
  })

  it("availability: reserved, asked for, on order, and what will be there", async () => {
    const order = await store.make("inventory.sales_order", {
      ...{
        company: store.company,
        customer: store.customer,
        warehouse: store.warehouses.A,
        date: "2026-03-01",
      },
      lines: [{ item, quantity: "2" }],
    })
    await store.move("inventory.sales_order", order.id, "confirm", { reserve: true })
    const bought = await store.make("inventory.purchase_order", {
      ...{
        company: store.company,
        supplier: store.supplier,
        warehouse: store.warehouses.A,
        date: "2026-03-01",
      },
      lines: [{ item, quantity: "7", unit_price: "20" }],
    })
    await store.move("inventory.purchase_order", bought.id, "confirm")
    const columns = ["on_hand", "reserved", "available", "demand", "ordered", "projected"]
    expect((await lines("projected_stock", { item }, ...columns)).at(0)).to.equal("I-1 I-1 | 5 2 3 2 7 10")
    expect((await lines("open_sales_orders", {}, "ordered", "to_deliver", "open")).at(-1)).to.equal(
      "Total | 2 2 60.00",
    )
    expect((await lines("open_purchase_orders", {}, "ordered", "to_receive", "open")).at(-1)).to.equal(
      "Total | 7 7 140.00",
    )
  })

  it("stock against accounts: what movements booked, and nothing by hand", async () => {
    const { company, account } = store
    const columns = ["movements", "by_hand", "balance"]
    expect(await lines("stock_accounts", { to: "2026-02-28" }, ...columns)).to.deep.equal([
      "1200 Stock | 100.00 0.00 100.00",
      "Total | 100.00 0.00 100.00",
    ])
    await store.posted("accounting.journal_entry", {
      ...{ company, date: "2026-02-27" },
      lines: [
        { account: account("1200"), debit: "5" },
        { account: account("5200"), credit: "5" },
      ],
    })
    expect((await lines("stock_accounts", { to: "2026-02-28" }, ...columns)).at(-1)).to.equal(
      "Total | 100.00 5.00 105.00",
    )
  })

  it("purchases and margins by item", async () => {
    expect((await lines("margin_by_item", february, "quantity", "sales", "cost", "margin")).at(-1)).to.equal(
      "Total | 15 450.00 200.00 250.00",
    )
    expect(
      (await lines("purchases_by_item", { from: "2026-01-01", to: "2026-02-28" }, "quantity", "amount")).at(
        -1,
      ),
    ).to.equal("Total | 20 300.00")
  })

  it("batches and serial numbers: from whom, through which warehouses, to whom", async () => {
    const tracked = await store.item({ tracking: "batch" })
    const { id: batch } = await store.make("inventory.batch", { item: tracked, number: "LOT-7" })
    await store.received(tracked, "2026-03-01", [], {
      lines: [{ item: tracked, quantity: "5", unit_price: "1", batch }],
    })
    await store.delivered(tracked, "2026-03-05", "2", { lines: [{ item: tracked, quantity: "2", batch }] })
    const columns = ["document", "supplier", "customer", "received", "issued", "left"]
    const trace = await asked("batch_trace", { to: "2026-12-31", batch }, columns)
    expect(trace.slice(2).map((line) => line.replace(/[A-Z]+\/\S+ /, ""))).to.deep.equal([
      " | Supplier null 5 0 5",
      " | null Customer 0 2 3",
    ])
    expect(
      await asked("batch_trace", { to: "2026-12-31", batch, party: store.supplier }, columns),
    ).to.have.lengthOf(3)

    const [unit] = await store.find("base.unit", "step == 1 && is_reference")
    const single = await store.item({ tracking: "serial", unit: unit?.id })
    const { id: serial } = await store.make("inventory.serial", { item: single, number: "SN-1" })
    await store.received(single, "2026-03-01", [], {
      lines: [{ item: single, quantity: "1", unit_price: "9", serial }],
    })
    await store.delivered(single, "2026-03-09", "1", { lines: [{ item: single, quantity: "1", serial }] })
    const history = await asked("serial_history", { to: "2026-12-31", serial }, ["date", "warehouse", "left"])
    expect(history.slice(2)).to.deep.equal([" | 2026-03-01 Store A 1", " | 2026-03-09 Store A 0"])
  })

  it("sales by item: quantities, average prices, shares", async () => {
    const sold = await store.item({ sales_price: "4" })
    await store.posted("accounting.sales_invoice", {
      ...{ company: store.company, customer: store.customer, date: "2027-02-01", invoice_date: "2027-02-01" },
      lines: [
        { item: sold, description: "Sold", quantity: "3", unit_price: "4" },
        { item: sold, description: "Sold cheaper", quantity: "1", unit_price: "2" },
      ],
    })
    const days = { from: "2027-01-01", to: "2027-12-31" }
    expect((await lines("sales_by_item", days, "quantity", "price", "amount@whole", "share"))[1]).to.match(
      / \| 4 3\.50 14\.00 100\.0$/,
    )
  })

  it("what is below its level, and batches that expire", async () => {
    const tracked = await store.item({ tracking: "batch" })
    const values = { item: tracked, number: "B-1", expires_on: "2026-04-01" }
    const { id: batch } = await store.make("inventory.batch", values)
    await store.received(tracked, "2026-01-10", [], {
      lines: [{ item: tracked, quantity: "3", unit_price: "1", batch }],
    })
    expect((await asked("batch_expiry", { until: "2026-12-31" }, ["on_hand"])).at(-1)).to.equal("Total | 3")
    const reorder = { item: tracked, warehouse: store.warehouses.A, minimum: "5", maximum: "9" }
    await store.make("inventory.reorder_rule", reorder)
    expect((await asked("below_level_report", {}, ["projected", "wanted"])).at(-1)).to.equal("Total | 3 6")
  })
})
