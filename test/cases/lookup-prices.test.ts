// What nobody types: prices by list, quantity and day, exchange rates, taxes and accounts by fiscal position, over HTTP.
import { expect } from "chai"
import type { Book, Fields } from "../support/accountant.ts"
import { figure, rowsOf } from "../support/figures.ts"
import { storekeeper, type Storekeeper } from "../support/storekeeper.ts"

describe("what documents look up", () => {
  let store: Storekeeper
  let countries: ReadonlyMap<string, string>
  before(async function () {
    this.timeout(120_000)
    store = await storekeeper()
    const found = await store.find("base.country", "code in ['DE', 'FR', 'CH']")
    countries = new Map(found.map(({ id, code }) => [String(code), id]))
  })
  after(() => store?.close())

  const party = async (fields: Fields): Promise<string> => {
    const all = { kind: "company", name: "Party", is_customer: true, is_supplier: true }
    return (await store.make("base.party", { ...all, ...fields })).id
  }
  const ordered = (customer: string, lines: readonly Fields[], fields: Fields = {}): Promise<Book> =>
    store.make("inventory.sales_order", {
      ...{ company: store.company, customer, date: "2026-05-01", warehouse: store.warehouses.A, lines },
      ...fields,
    })
  const invoiced = (customer: string, lines: readonly Fields[], fields: Fields = {}): Promise<Book> =>
    store.make("accounting.sales_invoice", {
      ...{ company: store.company, customer, date: "2026-05-01", invoice_date: "2026-05-01", lines },
      ...fields,
    })
  const rated = (from: string, to: string, date: string, rate: string): Promise<Book> =>
    store.make("base.exchange_rate", {
      ...{ from_currency: store.currency(from), to_currency: store.currency(to), date, rate },
    })
  /** Price and discount of each line: `9.00-5.00`. */
  const prices = ({ lines }: Book): readonly string[] =>
    rowsOf(lines).map((line) => `${figure(line["unit_price"])}-${figure(line["discount_percent"])}`)

  describe("prices", () => {
    let item: string
    let dealer: string
    before(async () => {
      item = await store.item({ sales_price: "12" })
      const { company } = store
      const list = await store.make("inventory.price_list", { name: "Dealers", company })
      const price = (fields: Fields): Promise<Book> =>
        store.make("inventory.item_price", { price_list: list.id, item, ...fields })
      await price({ price: "10" })
      await price({ minimum: "10", price: "9", discount_percent: "5" })
      await price({ price: "8", valid_from: "2026-06-01", valid_to: "2026-06-30" })
      dealer = await party({ sales_price_list: list.id })
    })

    it("are those of the customer's list, from the quantity and on the day", async () => {
      const few = { item, quantity: "9" }
      const many = { item, quantity: "10" }
      expect(prices(await ordered(dealer, [few, many]))).to.deep.equal(["10.00-0.00", "9.00-5.00"])
      expect(prices(await ordered(dealer, [few], { date: "2026-06-30" }))).to.deep.equal(["8.00-0.00"])
      expect(prices(await ordered(dealer, [few], { date: "2026-07-01" }))).to.deep.equal(["10.00-0.00"])
      expect(prices(await invoiced(dealer, [many]))).to.deep.equal(["9.00-5.00"])
    })

    it("are those of the item without a list, and what is typed stays", async () => {
      expect(prices(await ordered(store.customer, [{ item }]))).to.deep.equal(["12.00-0.00"])
      const typed = await ordered(dealer, [{ item, quantity: "10", unit_price: "7.5" }])
      expect(prices(typed)).to.deep.equal(["7.50-0.00"])
      const later = await store.change("inventory.sales_order", typed.id, { date: "2026-06-15" })
      expect(prices(later)).to.deep.equal(["7.50-0.00"])
    })

    it("follow the quantity, and the order's totals follow them", async () => {
      const order = await ordered(dealer, [{ item, quantity: "1" }])
      expect(figure(order["total"])).to.equal("10.00")
      const [line] = rowsOf(order["lines"])
      const lines = [{ id: line?.id, quantity: "10" }]
      const changed = await store.change("inventory.sales_order", order.id, { lines })
      expect([prices(changed)[0], figure(changed["total"])]).to.deep.equal(["9.00-5.00", "85.50"])
    })
  })

  describe("exchange rates", () => {
    const dollars = (date: string): Fields => ({ currency: store.currency("USD"), date, invoice_date: date })
    before(async () => {
      await rated("USD", "EUR", "2026-03-01", "0.9")
      await rated("EUR", "USD", "2026-04-01", "1.25")
    })

    it("are those of the day, in either direction, and 1 in the company's own currency", async () => {
      const rate = async (fields: Fields): Promise<string> =>
        Number((await invoiced(store.customer, [], fields))["exchange_rate"]).toFixed(4)
      expect(await rate(dollars("2026-03-31"))).to.equal("0.9000")
      expect(await rate(dollars("2026-04-01"))).to.equal("0.8000")
      expect(await rate({})).to.equal("1.0000")
      expect(await rate({ ...dollars("2026-04-01"), exchange_rate: "0.7" })).to.equal("0.7000")
    })

    it("turn the item's own price into the currency of the document", async () => {
      const item = await store.item({ sales_price: "8" })
      const order = await ordered(store.customer, [{ item }], { currency: store.currency("USD") })
      expect(prices(order)).to.deep.equal(["10.00-0.00"])
    })

    it("are asked for where none is known, by currency and date", async () => {
      for (const fields of [dollars("2026-02-28"), { currency: store.currency("CHF") }]) {
        const { status, json } = await store.ask("POST records/accounting.sales_invoice", {
          ...{ company: store.company, customer: store.customer, date: "2026-05-01", ...fields },
        })
        expect([status, json["code"]]).to.deep.equal([422, "RUN016"])
        const [code, date] = "date" in fields ? ["USD", fields["date"]] : ["CHF", "2026-05-01"]
        expect(json["detail"]).to.contain(`from ${code} to EUR is known on ${String(date)}`)
      }
    })
  })

  describe("fiscal positions", () => {
    let item: string
    const made: Record<string, string> = {}
    before(async () => {
      const { company } = store
      const tax = async (name: string, rate: string): Promise<void> => {
        const account = store.account("2200")
        const fields = { company, code: name, name, rate, scope: "sales", account, refund_account: account }
        made[name] = (await store.make("accounting.tax", fields)).id
      }
      for (const [name, rate] of [
        ["home", "19"],
        ["union", "0"],
      ] as const)
        await tax(name, rate)
      const position = async (name: string, fields: Fields): Promise<void> => {
        made[name] = (await store.make("accounting.fiscal_position", { name, automatic: true, ...fields })).id
      }
      await position("Union", {
        ...{ countries: [countries.get("FR"), countries.get("DE")], needs_tax_number: true },
        taxes: [{ tax: made["home"], replaced_by: made["union"] }],
        accounts: [{ account: store.account("4000"), replaced_by: store.account("4700") }],
      })
      await position("Abroad", { country: countries.get("CH"), taxes: [{ tax: made["home"] }] })
      item = await store.item({ sales_price: "100", sales_tax: made["home"] })
    })
    const taxed = async (fields: Fields): Promise<unknown> => {
      const customer = await party(fields)
      const { fiscal_position, lines } = await invoiced(customer, [{ item }])
      const [line] = rowsOf(lines)
      const name = Object.entries(made).find(([, id]) => id === line?.["tax"])?.[0]
      return [
        Object.entries(made).find(([, id]) => id === fiscal_position)?.[0],
        name,
        store.codeOf(line?.["account"]),
      ]
    }

    it("are found by country and tax number, and give other taxes and accounts", async () => {
      expect(await taxed({})).to.deep.equal([undefined, "home", "4000"])
      expect(await taxed({ country: countries.get("FR") })).to.deep.equal([undefined, "home", "4000"])
      expect(await taxed({ country: countries.get("FR"), tax_id: "FR1" })).to.deep.equal([
        "Union",
        "union",
        "4700",
      ])
      expect(await taxed({ country: countries.get("CH") })).to.deep.equal(["Abroad", undefined, "4000"])
    })

    it("of the party itself go before those of its country", async () => {
      const own = { country: countries.get("CH"), fiscal_position: made["Union"] }
      expect(await taxed(own)).to.deep.equal(["Union", "union", "4700"])
    })

    it("go with an order into its bill, a tax that is none too", async () => {
      const swiss = await party({ country: countries.get("CH") })
      await store.received(item, "2026-01-01", [["1", "10"]])
      const order = await ordered(swiss, [{ item }], { bill_on: "ordered" })
      await store.move("inventory.sales_order", order.id, "confirm")
      await store.move("inventory.sales_order", order.id, "bill")
      const bill = await store.made("accounting.sales_invoice", "sales_order", order.id)
      expect(bill["fiscal_position"]).to.equal(made["Abroad"])
      expect(rowsOf(bill["lines"])[0]?.["tax"]).to.equal(null)
      expect(figure(bill["total"])).to.equal("100.00")
    })

    it("accounts of a party go before those of the company", async () => {
      const { company } = store
      const account = await store.make("accounting.account", {
        ...{ company, code: "1105", name: "Group companies", root_type: "asset", type: "receivable" },
        ...{ parent: (await store.read("accounting.account", store.account("1100")))["parent"] },
        ...{ party_required: true, reconcilable: true },
      })
      const customer = await party({ receivable_account: account.id })
      expect((await invoiced(customer, [{ item }]))["account"]).to.equal(account.id)
      expect((await invoiced(store.customer, [{ item }]))["account"]).to.equal(store.account("1100"))
    })
  })
})
