// What received goods cost beyond their price (VAL-20): freight and duty shared over receipts, over HTTP.
import { expect } from "chai"
import type { Book, Fields } from "../support/accountant.ts"
import { column, rowsOf } from "../support/figures.ts"
import { storekeeper, type Line, type Storekeeper } from "../support/storekeeper.ts"

describe("landed costs", () => {
  let store: Storekeeper
  before(async function () {
    this.timeout(120_000)
    store = await storekeeper()
  })
  after(() => store?.close())

  const goods = async (lines: readonly Line[], fields: Fields = {}): Promise<Book> => {
    const items = await Promise.all(lines.map(() => store.item()))
    return store.posted("inventory.receipt", {
      ...{ company: store.company, supplier: store.supplier, date: "2026-05-01" },
      warehouse: store.warehouses.A,
      lines: lines.map(([quantity, unit_price], at) => ({ item: items[at], quantity, unit_price })),
      ...fields,
    })
  }
  const ids = ({ lines }: Book): readonly string[] => rowsOf(lines).map(({ id }) => id)
  const cost = (amount: string, basis: string, lines: readonly Fields[], fields: Fields = {}): Fields => ({
    ...{ company: store.company, amount, basis, lines },
    ...fields,
  })
  const shares = async (values: Fields): Promise<readonly string[]> =>
    column((await store.make("inventory.landed_cost", values))["lines"], "share")

  it("VAL-20 make dearer what bears them, and are taken back when cancelled", async () => {
    const receipt = await goods([
      ["10", "100"],
      ["1", "10"],
    ])
    const [bearing, spared] = ids(receipt)
    const lines = [{ receipt_line: bearing }, { receipt_line: spared, bears: false }]
    const posted = await store.posted("inventory.landed_cost", cost("10", "amount", lines))
    const unitCosts = async (): Promise<readonly string[]> =>
      column((await store.read("inventory.receipt", receipt.id))["lines"], "unit_cost")
    expect(await unitCosts()).to.deep.equal(["101.00", "10.00"])
    await store.move("inventory.landed_cost", posted.id, "cancel")
    expect(await unitCosts()).to.deep.equal(["100.00", "10.00"])
  })

  it("VAL-20 are shared by amount, by quantity and by hand, exactly", async () => {
    const lines = ids(
      await goods([
        ["1", "120"],
        ["2", "100"],
        ["1", "0"],
      ]),
    ).map((receipt_line) => ({ receipt_line }))
    expect(await shares(cost("80", "amount", lines))).to.deep.equal(["30.00", "50.00", "0.00"])
    expect(await shares(cost("80", "quantity", lines))).to.deep.equal(["20.00", "40.00", "20.00"])
    const byHand = lines.map((line, at) => ({ ...line, manual: ["1", "0", "3"][at] }))
    expect(await shares(cost("80", "manual", byHand))).to.deep.equal(["20.00", "0.00", "60.00"])
  })

  it("VAL-20 have a share of the other sign on what went back; shares of nothing are refused", async () => {
    const receipt = await goods([["2", "50"]])
    const back = await store.returned(receipt, "inventory.receipt", "1")
    const lines = [...ids(receipt), ...ids(back)].map((receipt_line) => ({ receipt_line }))
    expect(await shares(cost("80", "quantity", lines))).to.deep.equal(["160.00", "-80.00"])
    const all = await goods([["1", "100"]])
    const gone = [...ids(all), ...ids(await store.returned(all, "inventory.receipt"))]
    const values = gone.map((receipt_line) => ({ receipt_line }))
    const refused = await store.ask("POST records/inventory.landed_cost", cost("80", "amount", values))
    expect(refused.status).to.equal(422)
    expect(refused.json.code).to.equal("CAL003")
  })

  it("VAL-20 of 0.04 over seven rows are shares of nothing or a cent", async () => {
    const lines = ids(await goods(Array.from({ length: 7 }, (): Line => ["1", "10"])))
    const found = await shares(
      cost(
        "0.04",
        "amount",
        lines.map((receipt_line) => ({ receipt_line })),
      ),
    )
    expect([...found].sort()).to.deep.equal(["0.00", "0.00", "0.00", "0.01", "0.01", "0.01", "0.01"])
  })

  it("VAL-20 claim no more than the carrier's bill", async () => {
    const bill = await store.posted("accounting.purchase_invoice", {
      ...{ company: store.company, supplier: store.supplier, date: "2026-05-02", reference: "Freight 1" },
      lines: [{ description: "Freight", quantity: "1", unit_price: "1000", account: store.account("6300") }],
    })
    const [bill_line] = ids(bill)
    const [receipt_line] = ids(await goods([["1", "100"]]))
    const claim = (amount: string): Fields =>
      cost(amount, "amount", [{ receipt_line }], {
        ...{ bill: bill.id, bill_line, account: store.account("6300") },
      })
    for (const amount of ["400", "600"]) await store.posted("inventory.landed_cost", claim(amount))
    const { id } = await store.make("inventory.landed_cost", claim("5000"))
    const refused = await store.ask(`POST records/inventory.landed_cost/${id}/transitions/post`, {})
    expect(refused.status).to.equal(422)
    expect(refused.json.detail).to.contain("More would be shared than the bill charges.")
  })
})
