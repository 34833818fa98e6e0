// Buying and selling from end to end, over HTTP: what is requested, ordered, received and billed; tolerances and limits;
// batches and serial numbers; goods that are on their way; counts.
import { expect } from "chai"
import type { Got } from "../support/over-http.ts"
import type { Book, Fields } from "../support/accountant.ts"
import { column, rowsOf } from "../support/figures.ts"
import { storekeeper, type Storekeeper } from "../support/storekeeper.ts"

describe("trade", () => {
  let store: Storekeeper
  before(async function () {
    this.timeout(120_000)
    store = await storekeeper()
  })
  after(() => store?.close())

  const tried = (entity: string, id: string, name: string, input: Fields = {}): Promise<Got> =>
    store.ask(`POST records/${entity}/${id}/transitions/${name}`, input)
  const bought = (item: string, quantity: string, fields: Fields = {}): Promise<Book> =>
    store.make("inventory.purchase_order", {
      ...{
        company: store.company,
        supplier: store.supplier,
        date: "2026-03-01",
        warehouse: store.warehouses.A,
      },
      lines: [{ item, quantity, unit_price: "4" }],
      ...fields,
    })
  /** On hand, on order and requested: `0 10 5`. */
  const expected = async (item: string): Promise<string> => {
    const query = new URLSearchParams({ at: "2027-01-01", by: "item", filter: `item == '${item}'` })
    const { json } = await store.ask(`GET ledgers/inventory.reservation_ledger/balance?${query.toString()}`)
    const [sums] = rowsOf(json["items"])
    return ["on_hand", "ordered", "requested"].map((name) => Number(sums?.[name] ?? 0)).join(" ")
  }

  it("what is requested is ordered, and comes in parts", async () => {
    const item = await store.item()
    const request = await store.make("inventory.purchase_request", {
      ...{ company: store.company, date: "2026-03-01", warehouse: store.warehouses.A },
      lines: [{ item, quantity: "10" }],
    })
    const approved = await store.move("inventory.purchase_request", request.id, "approve")
    expect(await expected(item)).to.equal("0 0 10")
    const [wanted] = rowsOf(approved["lines"])
    const order = await bought(item, "8", {
      lines: [{ item, quantity: "8", unit_price: "4", request_line: wanted?.id }],
    })
    await store.move("inventory.purchase_order", order.id, "confirm")
    expect(await expected(item)).to.equal("0 8 2")
    expect(await store.read("inventory.purchase_request", request.id)).to.include({ status: "partly" })
    await store.move("inventory.purchase_order", order.id, "receive")
    const receipt = await store.made("inventory.receipt", "order", order.id)
    const [line] = rowsOf(receipt["lines"])
    await store.change("inventory.receipt", receipt.id, { lines: [{ id: line?.id, quantity: "5" }] })
    await store.move("inventory.receipt", receipt.id, "post")
    expect(await expected(item)).to.equal("5 3 2")
    const rest = await store.made("inventory.receipt", "backorder_of", receipt.id)
    expect(column(rest["lines"], "quantity")).to.deep.equal(["3.00"])
    expect(await store.read("inventory.purchase_order", order.id)).to.include({
      ...{ receipt_status: "partly", billing_status: "open" },
    })
    await store.move("inventory.purchase_order", order.id, "close")
    expect(await expected(item)).to.equal("5 0 2")
    const late = await tried("inventory.receipt", rest.id, "post")
    expect([late.status, late.json.detail]).to.deep.equal([422, "The order is not open; reopen it first."])
  })

  it("no more is received than ordered, but for the tolerance", async () => {
    const item = await store.item()
    const order = await bought(item, "100", { over_receipt_percent: "10" })
    await store.move("inventory.purchase_order", order.id, "confirm")
    await store.move("inventory.purchase_order", order.id, "receive")
    const receipt = await store.made("inventory.receipt", "order", order.id)
    const [line] = rowsOf(receipt["lines"])
    const come = async (quantity: string): Promise<Got> => {
      await store.change("inventory.receipt", receipt.id, { lines: [{ id: line?.id, quantity }] })
      return tried("inventory.receipt", receipt.id, "post")
    }
    const refused = await come("111")
    expect([refused.status, refused.json.detail]).to.deep.equal([
      ...[422, "More would be received than was ordered."],
    ])
    expect((await come("110")).status).to.equal(200)
    expect(await expected(item)).to.equal("110 0 0")
  })

  it("a bill far from the price of the receipt is refused", async () => {
    await store.change("base.company", store.company, { bill_price_tolerance: "5" })
    const receipt = await store.received(await store.item(), "2026-03-01", [["10", "4"]])
    await store.move("inventory.receipt", receipt.id, "bill")
    const bill = await store.made("accounting.purchase_invoice", "receipt", receipt.id)
    const [line] = rowsOf(bill["lines"])
    const asked = async (unit_price: string): Promise<number> => {
      const values = { reference: "T-1", lines: [{ id: line?.id, unit_price }] }
      await store.change("accounting.purchase_invoice", bill.id, values)
      return (await tried("accounting.purchase_invoice", bill.id, "post")).status
    }
    expect(await asked("4.30")).to.equal(422)
    expect(await asked("4.20")).to.equal(200)
    expect(await store.read("inventory.receipt", receipt.id)).to.include({ billing_status: "billed" })
    const cancelled = await tried("inventory.receipt", receipt.id, "cancel")
    expect(cancelled.json.detail).to.equal("It is billed; cancel the bill first.")
  })

  it("large orders and customers over their limit wait for approval", async () => {
    await store.change("base.company", store.company, { purchase_limit: "1000" })
    const roles = ["inventory.purchase_approver", "inventory.sales_manager"]
    await store.make("base.user", { name: "Grace", email: "grace@acme.example", roles })
    const item = await store.item({ sales_price: "10" })
    const small = await bought(item, "10")
    expect((await tried("inventory.purchase_order", small.id, "confirm")).status).to.equal(200)
    const large = await bought(item, "1000")
    expect((await tried("inventory.purchase_order", large.id, "confirm")).status).to.equal(202)
    const customer = await store.make("base.party", {
      ...{ kind: "company", name: "Careful", is_customer: true, credit_limit: "100" },
    })
    const sold = async (quantity: string): Promise<number> => {
      const order = await store.make("inventory.sales_order", {
        ...{ company: store.company, customer: customer.id, warehouse: store.warehouses.A },
        lines: [{ item, quantity }],
      })
      return (await tried("inventory.sales_order", order.id, "confirm")).status
    }
    expect(await sold("6")).to.equal(200)
    expect(await store.read("base.party", customer.id)).to.include({ on_order: "60.0000" })
    expect(await sold("5")).to.equal(202)
    expect(await sold("4")).to.equal(200)
  })

  it("a batch that has expired or is blocked does not go out", async () => {
    const item = await store.item({ tracking: "batch" })
    const batch = await store.make("inventory.batch", { item, number: "B1", expires_on: "2026-06-30" })
    const bare = await store.make("inventory.receipt", {
      ...{
        company: store.company,
        supplier: store.supplier,
        date: "2026-05-01",
        warehouse: store.warehouses.A,
      },
      lines: [{ item, quantity: "10", unit_price: "1" }],
    })
    expect((await tried("inventory.receipt", bare.id, "post")).json.detail).to.equal(
      "Name the batch or serial number of each item that is tracked.",
    )
    const [line] = rowsOf(bare["lines"])
    await store.change("inventory.receipt", bare.id, { lines: [{ id: line?.id, batch: batch.id }] })
    await store.move("inventory.receipt", bare.id, "post")
    const going = async (date: string): Promise<number> => {
      const lines = [{ item, quantity: "1", batch: batch.id }]
      const values = { company: store.company, customer: store.customer, warehouse: store.warehouses.A }
      const { id } = await store.make("inventory.delivery", { ...values, date, lines })
      return (await tried("inventory.delivery", id, "post")).status
    }
    expect(await going("2026-06-30")).to.equal(200)
    expect(await going("2026-07-01")).to.equal(422)
    await store.change("inventory.batch", batch.id, { blocked: true })
    expect(await going("2026-06-30")).to.equal(422)
    expect(await store.read("inventory.batch", batch.id)).to.include({ on_hand: "9" })
  })

  it("a serial number is in one place at a time", async () => {
    const category = await store.make("base.unit_category", { name: "Machines" })
    const unit = await store.make("base.unit", {
      ...{ category: category.id, code: "MACH", name: "Machine", is_reference: true, step: "1" },
    })
    const item = await store.item({ tracking: "serial", unit: unit.id })
    const serial = await store.make("inventory.serial", { item, number: "S-1" })
    const lines = [{ item, quantity: "1", unit_price: "900", serial: serial.id }]
    await store.received(item, "2026-05-01", [], { lines })
    const again = await store.make("inventory.receipt", {
      ...{
        company: store.company,
        supplier: store.supplier,
        date: "2026-05-02",
        warehouse: store.warehouses.B,
      },
      lines,
    })
    expect((await tried("inventory.receipt", again.id, "post")).json.detail).to.equal(
      "A serial number is in one place at a time, and once only.",
    )
    await store.posted("inventory.stock_entry", {
      ...{ kind: "transfer", company: store.company, date: "2026-05-03" },
      ...{ from_warehouse: store.warehouses.A, to_warehouse: store.warehouses.B },
      lines: [{ item, quantity: "1", serial: serial.id }],
    })
    expect(await store.stock(item, "B")).to.equal("1 900.00")
    expect(await store.read("inventory.serial", serial.id)).to.include({ in_stock: true })
  })

  it("goods on their way are in neither store, and arrive at what they left at", async () => {
    const { id: transit } = await store.make("inventory.warehouse", {
      ...{ company: store.company, code: "WAY", name: "On the way", type: "transit" },
    })
    const item = await store.item()
    await store.received(item, "2026-05-01", [
      ["10", "10"],
      ["10", "20"],
    ])
    const entry = await store.make("inventory.stock_entry", {
      ...{ kind: "transfer", company: store.company, date: "2026-05-02", transit },
      ...{ from_warehouse: store.warehouses.A, to_warehouse: store.warehouses.B },
      lines: [{ item, quantity: "15" }],
    })
    expect((await tried("inventory.stock_entry", entry.id, "post")).status).to.equal(422)
    await store.move("inventory.stock_entry", entry.id, "send")
    expect([await store.stock(item, "A"), await store.stock(item, "B")]).to.deep.equal(["5 100.00", "0 0.00"])
    const arrived = await store.move("inventory.stock_entry", entry.id, "arrive", { date: "2026-05-04" })
    expect(arrived).to.include({ state: "posted", arrived_on: "2026-05-04" })
    expect(await store.stock(item, "B")).to.equal("15 200.00")
    expect(await store.postings(entry.id)).to.deep.equal([])
  })

  it("a count sheet shows what the books hold, and the count books the difference", async () => {
    const item = await store.item()
    const place = { company: store.company, supplier: store.supplier, warehouse: store.warehouses.C }
    await store.posted("inventory.receipt", {
      ...{ ...place, date: "2026-05-01" },
      lines: [{ item, quantity: "10", unit_price: "3" }],
    })
    const { company, warehouses } = store
    const count = await store.make("inventory.stock_count", {
      ...{ company, warehouse: warehouses.C, date: "2026-05-31" },
    })
    const filled = await store.move("inventory.stock_count", count.id, "fill")
    expect(column(filled["lines"], "counted")).to.deep.equal(["10.00"])
    const [line] = rowsOf(filled["lines"])
    await store.change("inventory.stock_count", count.id, { lines: [{ id: line?.id, counted: "9" }] })
    const posted = await store.move("inventory.stock_count", count.id, "post")
    expect(column(posted["lines"], "difference")).to.deep.equal(["-1.00"])
    expect(await store.postings(count.id)).to.deep.equal(["1200 -3.00", "5200 3.00"])
  })

  it("what falls below its reorder level is proposed, ordered, and not proposed again", async () => {
    const { company, warehouses } = store
    const item = await store.item()
    const rule = await store.make("inventory.reorder_rule", {
      ...{ item, warehouse: warehouses.B, minimum: "10", maximum: "40", lot: "12" },
    })
    await store.posted("inventory.receipt", {
      ...{ company, supplier: store.supplier, date: "2026-05-01", warehouse: warehouses.B },
      lines: [{ item, quantity: "7", unit_price: "3" }],
    })
    expect(await store.read("inventory.reorder_rule", rule.id)).to.include({ projected: "7", wanted: "36" })
    const levels = await store.find("inventory.item", `id == '${item}' && available == 7`)
    expect(levels.map(({ on_hand, stock_value }) => [on_hand, stock_value])).to.deep.equal([["7", "21"]])
    const proposed = async (): Promise<Book> => {
      const { id } = await store.make("inventory.replenishment", { company, warehouse: warehouses.B })
      return store.move("inventory.replenishment", id, "propose")
    }
    const run = await proposed()
    expect(column(run["lines"], "quantity")).to.deep.equal(["36.00"])
    const done = await store.move("inventory.replenishment", run.id, "order")
    await store.move("inventory.purchase_request", String(done["request"]), "approve")
    expect(await store.read("inventory.reorder_rule", rule.id)).to.include({ projected: "43", wanted: "0" })
    expect(rowsOf((await proposed())["lines"])).to.deep.equal([])
  })
})
