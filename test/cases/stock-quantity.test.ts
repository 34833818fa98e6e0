// How much there is (QTY-*): units, counts and the past, reservations, backorders and what is billed in parts, over HTTP.
import { expect } from "chai"
import type { Book, Fields } from "../support/accountant.ts"
import { column, figures, rowsOf } from "../support/figures.ts"
import { storekeeper, type Storekeeper } from "../support/storekeeper.ts"

describe("how much there is", () => {
  let store: Storekeeper
  before(async function () {
    this.timeout(120_000)
    store = await storekeeper()
  })
  after(() => store?.close())

  const unit = async (category: string, code: string, fields: Fields): Promise<string> =>
    (await store.make("base.unit", { category, code, name: code, ...fields })).id
  const category = async (name: string): Promise<string> =>
    (await store.make("base.unit_category", { name })).id

  describe("units", () => {
    const inStock = async (unitOfItem: string, quantity: string, unitOfLine: string): Promise<unknown> => {
      const item = await store.item({ unit: unitOfItem })
      const draft = await store.make("inventory.receipt", {
        ...{ company: store.company, supplier: store.supplier, warehouse: store.warehouses.A },
        lines: [{ item, quantity, unit: unitOfLine, unit_price: "2" }],
      })
      return rowsOf(draft["lines"])[0]?.["stock_quantity"]
    }

    it("QTY-01 convert exactly, and round to the step of the stock unit in its direction", async () => {
      const mass = await category("Mass of cases")
      const kg = await unit(mass, "XKG", { is_reference: true, step: "0.01", rounding: "up" })
      const g = await unit(mass, "XG", { denominator: 1000, step: "1" })
      const t = await unit(mass, "XT", { numerator: 1000, step: "0.000001" })
      const count = await category("Count of cases")
      const one = await unit(count, "XPC", { is_reference: true, step: "1", rounding: "up" })
      const dozen = await unit(count, "XDZ", { numerator: 12, step: "1" })
      expect(await inStock(t, "1020000", g)).to.equal("1.020000")
      expect(await inStock(kg, "1234", g)).to.equal("1.240000")
      expect(await inStock(one, "1", dozen)).to.equal("12.000000")
      expect(await inStock(one, "1234567", dozen)).to.equal("14814804.000000")
      const item = await store.item({ unit: t })
      const lines = [{ item, quantity: "1020000", unit: g, unit_price: "2" }]
      const receipt = await store.received(item, "2026-01-01", [], { lines })
      expect(column(receipt["lines"], "unit_cost")).to.deep.equal(["2000000.00"])
    })

    it("QTY-02 round up to whole scores; a category has one reference, and has it first", async () => {
      const count = await category("Scores")
      const early = await store.ask("POST records/base.unit", {
        ...{ category: count, code: "XSC", name: "Score", numerator: 20, step: "1", rounding: "up" },
      })
      expect([early.status, early.json.detail]).to.deep.equal([
        422,
        "A category with units has one of them as its reference.",
      ])
      const one = await unit(count, "XON", { is_reference: true, step: "1" })
      const score = await unit(count, "XSC", { numerator: 20, step: "1", rounding: "up" })
      expect(await inStock(score, "2", one)).to.equal("1.000000")
      expect(await inStock(score, "41", one)).to.equal("3.000000")
      const second = await store.ask("POST records/base.unit", {
        ...{ category: count, code: "XTW", name: "Two", is_reference: true },
      })
      expect(second.status).to.equal(409)
    })
  })

  it("QTY-05 a count changes later balances until the next count", async () => {
    const item = await store.item()
    const at = async (day: string): Promise<number> => {
      const query = new URLSearchParams({ at: day, by: "item", filter: `item == '${item}'` })
      const { json } = await store.ask(`GET ledgers/inventory.stock_ledger/balance?${query.toString()}`)
      return Number(rowsOf(json["items"])[0]?.["quantity"] ?? 0)
    }
    const balances = async (): Promise<readonly number[]> => [
      await at("2026-06-07"),
      await at("2026-06-08"),
      await at("2026-06-09"),
      await at("2026-06-10"),
    ]
    await store.received(item, "2026-06-07", [["10", "10"]])
    await store.received(item, "2026-06-08", [["1", "10"]])
    await store.received(item, "2026-06-10", [["1", "10"]])
    expect(await balances()).to.deep.equal([10, 11, 11, 12])
    const count = await store.counted(item, "2026-06-09", "6")
    expect(await balances()).to.deep.equal([10, 11, 6, 7])
    await store.counted(item, "2026-06-06", "8", "10")
    expect(await balances()).to.deep.equal([18, 19, 6, 7])
    const [line] = rowsOf((await store.read("inventory.stock_count", count.id))["lines"])
    expect(figures(line ?? {}, "expected", "difference")).to.deep.equal({
      ...{ expected: "19.00", difference: "-13.00" },
    })
  })

  it("ten people take the last five: five get one each, at what it cost", async () => {
    const item = await store.item()
    await store.received(item, "2026-06-01", [
      ["3", "10"],
      ["2", "20"],
    ])
    const drafts = await Promise.all(
      Array.from({ length: 10 }, () =>
        store.make("inventory.delivery", {
          ...{ company: store.company, customer: store.customer, date: "2026-06-02" },
          ...{ warehouse: store.warehouses.A, lines: [{ item, quantity: "1" }] },
        }),
      ),
    )
    const posted = await Promise.all(
      drafts.map(({ id }) => store.ask(`POST records/inventory.delivery/${id}/transitions/post`, {})),
    )
    expect(posted.map(({ status }) => status).sort()).to.deep.equal([
      ...[200, 200, 200, 200, 200],
      ...[422, 422, 422, 422, 422],
    ])
    expect(await store.stock(item)).to.equal("0 0.00")
  })

  describe("orders", () => {
    const ordered = async (lines: readonly Fields[], fields: Fields = {}): Promise<Book> => {
      const { company, customer, warehouses } = store
      const order = await store.make("inventory.sales_order", {
        ...{ company, customer, warehouse: warehouses.A, date: "2026-07-01", lines },
        ...fields,
      })
      return store.move("inventory.sales_order", order.id, "confirm")
    }
    const order = async (id: string): Promise<Book> => store.read("inventory.sales_order", id)
    /** Of a draft, so many of each line. */
    const shortened = (entity: string, { id, lines }: Book, quantities: readonly string[]): Promise<Book> =>
      store.change(entity, id, {
        lines: rowsOf(lines).map((line, at) => ({ id: line.id, quantity: quantities[at] })),
      })
    const stocked = async (quantity: string, fields: Fields = {}): Promise<string> => {
      const item = await store.item({ sales_price: "10", ...fields })
      await store.received(item, "2026-06-01", [[quantity, "4"]])
      return item
    }

    it("QTY-07 reserved goods go to nobody else, and come free again", async () => {
      const item = await stocked("100")
      const { id, lines } = await ordered([{ item, quantity: "50" }])
      const [line] = rowsOf(lines)
      const reserve = async (quantity: string): Promise<Book> => {
        const values = { company: store.company, order: id, order_line: line?.id, item, quantity }
        const made = await store.make("inventory.reservation", { ...values, warehouse: store.warehouses.A })
        return store.move("inventory.reservation", made.id, "reserve")
      }
      const state = async (): Promise<readonly unknown[]> => {
        const [now] = rowsOf((await order(id))["lines"])
        return [Number(now?.["reserved"]), now?.["status"]]
      }
      const first = await reserve("30")
      expect(await state()).to.deep.equal([30, "partly_reserved"])
      const second = await reserve("20")
      expect(await state()).to.deep.equal([50, "reserved"])
      const { json } = await store.ask(
        `GET ledgers/inventory.reservation_ledger/balance?by=item&at=2026-12-31&filter=${encodeURIComponent(`item == '${item}'`)}`,
      )
      expect(Number(rowsOf(json["items"])[0]?.["available"])).to.equal(50)
      const entry = await store.make("inventory.stock_entry", {
        ...{ kind: "issue", company: store.company, date: "2026-07-02", from_warehouse: store.warehouses.A },
        lines: [{ item, quantity: "100" }],
      })
      const refused = await store.ask(`POST records/inventory.stock_entry/${entry.id}/transitions/post`, {})
      expect([refused.status, refused.json.detail]).to.deep.equal([
        422,
        "What is in stock is reserved for others.",
      ])
      await store.move("inventory.reservation", first.id, "release")
      expect(await state()).to.deep.equal([20, "partly_reserved"])
      await store.move("inventory.reservation", second.id, "release")
      expect(await state()).to.deep.equal([0, "open"])
      await store.move("inventory.stock_entry", entry.id, "post")
      expect(await store.stock(item)).to.equal("0 0.00")
    })

    it("QTY-07 what is delivered is taken from what was reserved", async () => {
      const item = await stocked("50")
      const { id } = await ordered([{ item, quantity: "50" }])
      for (const [quantity, status] of [
        ["10", "partly_delivered"],
        ["40", "delivered"],
      ] as const) {
        await store.move("inventory.sales_order", id, "deliver")
        const draft = await store.made("inventory.delivery", "order", id)
        await shortened("inventory.delivery", draft, [quantity])
        await store.move("inventory.delivery", draft.id, "post", { backorder: false })
        expect(rowsOf((await order(id))["lines"])[0]?.["status"]).to.equal(status)
      }
      expect(await order(id)).to.include({ delivery_status: "delivered", billing_status: "open" })
    })

    it("QTY-09 delivered first, billed in parts", async () => {
      const { id: sales_tax } = await store.make("accounting.tax", {
        ...{ company: store.company, code: "T10", name: "Ten", scope: "sales", rate: "10" },
        account: store.account("2200"),
      })
      const [a, b] = [await stocked("10", { sales_tax }), await stocked("10", { sales_tax })]
      const confirmed = await ordered([
        { item: a, quantity: "2" },
        { item: b, quantity: "3" },
      ])
      expect(figures(confirmed, "net_total", "tax_total", "total")).to.deep.equal({
        ...{ net_total: "50.00", tax_total: "5.00", total: "55.00" },
      })
      await store.move("inventory.sales_order", confirmed.id, "deliver")
      const delivery = await store.made("inventory.delivery", "order", confirmed.id)
      await store.move("inventory.delivery", delivery.id, "post")
      const bill = async (quantities: readonly string[]): Promise<Book> => {
        await store.move("inventory.delivery", delivery.id, "bill")
        const draft = await store.made("accounting.sales_invoice", "delivery", delivery.id)
        expect(column(draft["lines"], "quantity")).to.have.length(2)
        if (quantities.length > 0) await shortened("accounting.sales_invoice", draft, quantities)
        return store.move("accounting.sales_invoice", draft.id, "post")
      }
      expect(figures(await bill(["1", "1"]), "total")).to.deep.equal({ total: "22.00" })
      const rest = await bill([])
      expect(column(rest["lines"], "quantity")).to.deep.equal(["1.00", "2.00"])
      expect(await order(confirmed.id)).to.include({ billing_status: "billed" })
    })

    it("QTY-09 billed first: what is billed is delivered, and what stays behind is delivered later", async () => {
      const item = await stocked("10")
      const { id } = await ordered([{ item, quantity: "5" }], { bill_on: "ahead" })
      await store.move("inventory.sales_order", id, "bill")
      const invoice = await store.made("accounting.sales_invoice", "sales_order", id)
      await shortened("accounting.sales_invoice", invoice, ["4"])
      await store.move("accounting.sales_invoice", invoice.id, "post")
      await store.move("inventory.sales_order", id, "deliver")
      const delivery = await store.made("inventory.delivery", "order", id)
      expect(column(delivery["lines"], "quantity")).to.deep.equal(["4.00"])
      await shortened("inventory.delivery", delivery, ["3"])
      await store.move("inventory.delivery", delivery.id, "post")
      const second = await store.made("inventory.delivery", "backorder_of", delivery.id)
      expect(column(second["lines"], "quantity")).to.deep.equal(["1.00"])
      const posted = await store.move("inventory.delivery", second.id, "post")
      expect(column(posted["lines"], "cost")).to.deep.equal(["-4.00"])
    })

    it("QTY-09 a return in parts is credited in parts", async () => {
      const item = await stocked("10")
      const { id } = await ordered([{ item, quantity: "4" }])
      await store.move("inventory.sales_order", id, "deliver")
      const delivery = await store.made("inventory.delivery", "order", id)
      await store.move("inventory.delivery", delivery.id, "post")
      await store.move("inventory.delivery", delivery.id, "return")
      const back = await store.made("inventory.delivery", "return_of", delivery.id)
      expect(column(back["lines"], "quantity")).to.deep.equal(["4.00"])
      await shortened("inventory.delivery", back, ["3"])
      await store.move("inventory.delivery", back.id, "post")
      const rest = await store.made("inventory.delivery", "backorder_of", back.id)
      expect([rest["kind"], column(rest["lines"], "quantity")]).to.deep.equal(["return", ["1.00"]])
      await store.move("inventory.delivery", back.id, "bill")
      const credit = await store.made("accounting.sales_invoice", "delivery", back.id)
      expect([credit["kind"], column(credit["lines"], "quantity")]).to.deep.equal(["credit_note", ["3.00"]])
    })
  })
})
