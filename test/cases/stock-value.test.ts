// What stock is worth (VAL-*): first in first out, averages and standards, returns, landed costs, the past corrected, and
// the general ledger beside it, over HTTP.
import { expect } from "chai"
import type { Book } from "../support/accountant.ts"
import { rowsOf } from "../support/figures.ts"
import { storekeeper, type Storekeeper } from "../support/storekeeper.ts"

describe("what stock is worth", () => {
  let store: Storekeeper
  before(async function () {
    this.timeout(120_000)
    store = await storekeeper()
  })
  after(() => store?.close())

  const landed = async (receipt: Book, amount: string, basis = "amount"): Promise<Book> => {
    await store.move("inventory.receipt", receipt.id, "landed_cost", { amount, basis })
    const [cost] = await store.find("inventory.landed_cost", `state == 'draft'`, "-created_at")
    return store.move("inventory.landed_cost", String(cost?.id), "post")
  }

  it("VAL-01 first in, first out", async () => {
    const item = await store.item()
    await store.received(item, "2026-01-01", [
      ["10", "10"],
      ["10", "20"],
    ])
    expect(await store.worth(await store.delivered(item, "2026-01-02", "15"))).to.equal("-200.00")
    expect(await store.stock(item)).to.equal("5 100.00")
  })

  it("VAL-03 the queue: the oldest goes first, and a rest of nothing is nothing", async () => {
    const item = await store.item()
    for (const [quantity, price] of [
      ["1", "10"],
      ["2", "20"],
      ["1", "20"],
      ["5", "20"],
    ] as const)
      await store.received(item, "2026-01-01", [[quantity, price]])
    expect(await store.worth(await store.delivered(item, "2026-01-02", "4"))).to.equal("-70.00")
    expect(await store.stock(item)).to.equal("5 100.00")
    const tagged = await store.item()
    await store.received(tagged, "2026-01-01", [["1", "10"]])
    const dearer = await store.received(tagged, "2026-01-01", [["3", "20"]])
    await store.received(tagged, "2026-01-01", [["5", "20"]])
    expect(await store.worth(await store.returned(dearer, "inventory.receipt"))).to.equal("-60.00")
    expect(await store.stock(tagged)).to.equal("6 110.00")
    const small = await store.item()
    await store.received(small, "2026-01-01", [["1", "10"]])
    await store.delivered(small, "2026-01-02", "0.999999")
    await store.counted(small, "2026-01-03", "0")
    expect(await store.stock(small)).to.equal("0 0.00")
  })

  it("VAL-04 moving average", async () => {
    const item = await store.item({ valuation_method: "moving_average" })
    await store.received(item, "2026-01-01", [["10", "10"]])
    await store.received(item, "2026-01-02", [["10", "20"]])
    expect(await store.worth(await store.delivered(item, "2026-01-03", "15"))).to.equal("-225.00")
    expect(await store.stock(item)).to.equal("5 75.00")
  })

  it("VAL-06 what a customer sends back comes in at what it left at", async () => {
    const item = await store.item()
    await store.received(item, "2026-01-01", [["10", "10"]])
    const delivery = await store.delivered(item, "2026-01-02", "10")
    await store.received(item, "2026-01-03", [["10", "20"]])
    expect(await store.worth(await store.returned(delivery, "inventory.delivery"))).to.equal("100.00")
    expect(await store.stock(item)).to.equal("20 300.00")
  })

  it("VAL-08 what goes back to a supplier leaves at the average", async () => {
    const item = await store.item({ valuation_method: "moving_average" })
    const receipt = await store.received(item, "2026-01-01", [["1", "10"]])
    await store.received(item, "2026-01-02", [["1", "20"]])
    await store.delivered(item, "2026-01-03", "1")
    expect(await store.worth(await store.returned(receipt, "inventory.receipt"))).to.equal("-15.00")
    expect(await store.stock(item)).to.equal("0 0.00")
  })

  it("VAL-09 returns follow what was corrected later", async () => {
    const item = await store.item()
    const receipt = await store.received(item, "2026-04-10", [["5", "100"]])
    const delivery = await store.delivered(item, "2026-04-11", "5")
    const back = await store.returned(delivery, "inventory.delivery", "2")
    expect(await store.worth(delivery)).to.equal("-500.00")
    expect(await store.worth(back)).to.equal("200.00")
    await landed(receipt, "50")
    expect(await store.worth(delivery)).to.equal("-550.00")
    expect(await store.worth(back)).to.equal("220.00")

    const other = await store.item()
    const received = await store.received(other, "2026-04-10", [["5", "100"]])
    const away = await store.returned(received, "inventory.receipt", "2")
    expect(await store.worth(away)).to.equal("-200.00")
    await landed(received, "50")
    expect(await store.worth(away)).to.equal("-220.00")
  })

  it("VAL-10 a receipt in the past follows the goods through transfers", async () => {
    const item = await store.item()
    await store.received(item, "2026-02-10", [["5", "10"]])
    await store.transferred(item, "2026-02-11", "5", ["A", "B"])
    const issue = await store.issued(item, "2026-02-12", "5", "B")
    expect(await store.worth(issue)).to.equal("-50.00")
    const early = await store.received(item, "2026-02-09", [["5", "20"]])
    expect(await store.worth(issue)).to.equal("-100.00")
    await store.move("inventory.receipt", early.id, "cancel")
    expect(await store.worth(issue)).to.equal("-50.00")
    const earlier = await store.received(item, "2026-02-08", [["2", "20"]])
    expect(await store.worth(issue)).to.equal("-70.00")
    const posted = await store.balances("2026-12-31", `source.id == '${issue.id}'`)
    expect(posted).to.deep.equal({ "1200": "-70.00", "5200": "70.00" })
    await store.move("inventory.stock_entry", issue.id, "cancel")
    await store.transferred(item, "2026-02-12", "5", ["B", "C"])
    const last = await store.issued(item, "2026-02-13", "5", "C")
    expect(await store.worth(last)).to.equal("-70.00")
    await store.move("inventory.receipt", earlier.id, "cancel")
    expect(await store.worth(last)).to.equal("-50.00")
  })

  it("VAL-14 below zero, and the difference booked when the stock is filled", async () => {
    const item = await store.item({ allow_negative: true })
    await store.received(item, "2026-01-01", [["10", "10"]])
    await store.delivered(item, "2026-01-02", "15")
    expect(await store.stock(item)).to.equal("-5 -50.00")
    await store.delivered(item, "2026-01-03", "5")
    expect(await store.stock(item)).to.equal("-10 -100.00")
    await store.received(item, "2026-01-04", [["15", "15"]])
    expect(await store.stock(item)).to.equal("5 75.00")
  })

  it("VAL-17 rounding strands no value", async () => {
    for (const [prices, methods] of [
      [
        ["1.00", "1.00", "1.01"],
        ["fifo", "moving_average"],
      ],
      [
        ["1.02", "1.00", "1.00"],
        ["fifo", "moving_average"],
      ],
    ] as const)
      for (const valuation_method of methods) {
        const item = await store.item({ valuation_method })
        for (const price of prices) await store.received(item, "2026-01-01", [["1", price]])
        await store.delivered(item, "2026-01-02", "3")
        expect(await store.stock(item)).to.equal("0 0.00")
      }
    const item = await store.item({ valuation_method: "moving_average" })
    await store.received(item, "2026-01-01", [["2", "4.63"]])
    await store.received(item, "2026-01-01", [["5", "3.04"]])
    for (let issued = 0; issued < 70; issued++) await store.issued(item, "2026-01-02", "0.1")
    expect(await store.stock(item)).to.equal("0 0.00")
  }).timeout(60_000)

  it("VAL-22 goods between receipt and bill, delivery and invoice, the anglo-saxon way", async () => {
    const { company, supplier, customer, account } = store
    await store.change("base.company", company, { goods_delivered_account: account("1210") })
    const fixed = await store.item({ valuation_method: "standard", standard_cost: "5", sales_price: "10" })
    const average = await store.item({ valuation_method: "moving_average", sales_price: "10" })
    const order = await store.make("inventory.purchase_order", {
      ...{ company, supplier, date: "2026-03-01", warehouse: store.warehouses.A },
      lines: [
        { item: fixed, quantity: "5", unit_price: "4" },
        { item: average, quantity: "7", unit_price: "6" },
      ],
    })
    await store.move("inventory.purchase_order", order.id, "confirm")
    await store.move("inventory.purchase_order", order.id, "receive")
    const draft = await store.made("inventory.receipt", "order", order.id)
    const quantities = ["4", "5"]
    await store.change("inventory.receipt", draft.id, {
      date: "2026-03-02",
      lines: rowsOf(draft["lines"]).map(({ id }, at) => ({ id, quantity: quantities[at] })),
    })
    await store.move("inventory.receipt", draft.id, "post")
    expect(await sums(draft.id)).to.deep.equal({ "1200": "50.00", "2110": "-46.00", "5300": "-4.00" })

    await store.move("inventory.receipt", draft.id, "bill")
    const bill = await store.made("accounting.purchase_invoice", "receipt", draft.id)
    const prices = ["6", "4"]
    await store.change("accounting.purchase_invoice", bill.id, {
      ...{ date: "2026-03-03", reference: "B-1" },
      lines: rowsOf(bill["lines"]).map(({ id }, at) => ({ id, unit_price: prices[at] })),
    })
    await store.move("accounting.purchase_invoice", bill.id, "post")
    expect(await sums(bill.id)).to.deep.equal({ "2100": "-44.00", "2110": "46.00", "5300": "-2.00" })

    const delivery = await store.posted("inventory.delivery", {
      ...{ company, customer, date: "2026-03-04", warehouse: store.warehouses.A },
      lines: [
        { item: fixed, quantity: "2" },
        { item: average, quantity: "3" },
      ],
    })
    expect(await sums(delivery.id)).to.deep.equal({ "1200": "-28.00", "1210": "28.00" })
    await store.move("inventory.delivery", delivery.id, "bill")
    const invoice = await store.made("accounting.sales_invoice", "delivery", delivery.id)
    await store.change("accounting.sales_invoice", invoice.id, { date: "2026-03-05" })
    await store.move("accounting.sales_invoice", invoice.id, "post")
    expect(await sums(invoice.id)).to.deep.equal({
      ...{ "1100": "50.00", "1210": "-28.00", "4000": "-50.00", "5000": "28.00" },
    })
    const [line] = rowsOf(delivery["lines"])
    const credit = await store.posted("accounting.sales_invoice", {
      ...{ kind: "credit_note", company, customer, date: "2026-03-06", return_of: invoice.id },
      lines: [{ item: fixed, quantity: "1", unit_price: "10", delivery_line: line?.id }],
    })
    expect(await sums(credit.id)).to.include({ "1210": "5.00", "5000": "-5.00" })
  })

  /** What a document posted, by account. */
  async function sums(document: string): Promise<Readonly<Record<string, string>>> {
    const found = new Map<string, number>()
    for (const posting of await store.postings(document)) {
      const [code = "", amount = ""] = posting.split(" ")
      found.set(code, (found.get(code) ?? 0) + Math.round(Number(amount) * 100))
    }
    const all = [...found].filter(([, sum]) => sum !== 0).sort()
    return Object.fromEntries(all.map(([code, sum]) => [code, (sum / 100).toFixed(2)]))
  }
})
