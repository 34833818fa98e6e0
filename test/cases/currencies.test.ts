// Foreign currencies (FX-*): what is gained or lost between invoice and payment, and at the end of a month, over HTTP.
import { expect } from "chai"
import { accountant, type Accountant, type Book, type Fields } from "../support/accountant.ts"
import { figure, rowsOf } from "../support/figures.ts"

describe("foreign currencies", () => {
  let books: Accountant
  let customer: string
  before(async function () {
    this.timeout(120_000)
    books = await accountant("USD")
    customer = (await books.make("base.party", { kind: "company", name: "Customer", is_customer: true })).id
  })
  after(() => books?.close())

  /** What one unit is worth when so many are given for one of the company's. */
  const per = (units: string): string => (1 / Number(units)).toFixed(16)
  const invoiced = (amount: string, units: string, date: string, fields: Fields = {}): Promise<Book> =>
    books.posted("accounting.sales_invoice", {
      ...{ company: books.company, customer, currency: books.currency("EUR"), exchange_rate: per(units) },
      ...{ date, invoice_date: date, lines: [{ quantity: "1", unit_price: amount }] },
      ...fields,
    })
  const item = ({ instalments }: Book): string => String(rowsOf(instalments)[0]?.["open_item"])
  const paid = (amount: string, units: string, date: string, of: string): Promise<Book> =>
    books.posted("accounting.payment", {
      ...{
        company: books.company,
        party: customer,
        currency: books.currency("EUR"),
        exchange_rate: per(units),
      },
      ...{ amount, date, allocations: [{ item: of, amount }] },
    })
  const open = async (id: string): Promise<readonly string[]> => {
    const { open_amount, open_base } = await books.read("accounting.open_item", id)
    return [figure(open_amount), figure(open_base)]
  }

  it("FX-01 a better rate at payment is a gain, and nothing stays open", async () => {
    const invoice = await invoiced("400", "1.20", "2026-02-01")
    expect(figure(invoice["base_total"])).to.equal("333.33")
    const payment = await paid("400", "1.10", "2026-02-02", item(invoice))
    expect(await books.postings(payment.id)).to.deep.equal(["1010 363.64", "1100 -363.64"])
    expect(await books.postings(String(payment["allocation"]))).to.deep.equal(["1100 30.31", "4700 -30.31"])
    expect(await open(item(invoice))).to.deep.equal(["0.00", "0.00"])
    expect(await open(String(payment["open_item"]))).to.deep.equal(["0.00", "0.00"])
    expect(await books.read("accounting.sales_invoice", invoice.id)).to.include({ status: "paid" })
  })

  it("FX-03 gains and losses, whole and in parts", async () => {
    for (const [booked, later, difference] of [
      ["3", "2", ["1100 50.00", "4700 -50.00"]],
      ["2", "3", ["1100 -50.00", "6600 50.00"]],
    ] as const) {
      const invoice = await invoiced("300", booked, "2026-02-01")
      const payment = await paid("300", later, "2026-02-03", item(invoice))
      expect(await books.postings(String(payment["allocation"]))).to.deep.equal(difference)
      expect(await open(item(invoice))).to.deep.equal(["0.00", "0.00"])
    }
    const invoice = await invoiced("100", "3", "2026-02-01")
    for (const part of ["33.33", "33.33", "33.34"]) await paid(part, "3", "2026-02-04", item(invoice))
    expect(await open(item(invoice))).to.deep.equal(["0.00", "0.00"])
  })

  it("FX-05 balances are valued at the rate of the day, and shown beside the invoice", async () => {
    const [chf, other] = [
      books.currency("CHF"),
      await books.make("base.party", { kind: "company", name: "Other", is_customer: true }),
    ]
    await books.change("base.currency", chf, { active: true })
    await invoiced("100", "1", "2026-03-10", { customer: other.id, currency: chf, exchange_rate: "80" })
    const { id } = await books.make("accounting.exchange_revaluation", {
      ...{ company: books.company, date: "2026-03-31", reverse_on: "2026-04-01" },
      rates: [{ currency: chf, exchange_rate: "85" }],
    })
    const draft = await books.move("accounting.exchange_revaluation", id, "gather")
    const mine = rowsOf(draft["lines"]).filter(({ party }) => party === other.id)
    expect(mine.map(({ balance, base_balance }) => [figure(balance), figure(base_balance)])).to.deep.equal([
      ["100.00", "8000.00"],
    ])
    await books.change("accounting.exchange_revaluation", id, {
      lines: mine.map(({ id: row }) => ({ id: row })),
    })
    const run = await books.move("accounting.exchange_revaluation", id, "post")
    expect(figure(run["gain"])).to.equal("500.00")
    expect(await books.postings(id)).to.deep.equal(["1100 8500.00", "1100 -8000.00", "4710 -500.00"])
    const items = await books.find("accounting.open_item", `party == '${other.id}' && is_open`, "created_at")
    expect(items.map(({ side, open_base }) => [side, figure(open_base)])).to.deep.equal([
      ["debit", "8000.00"],
      ["revaluation", "500.00"],
    ])
    await books.move("accounting.exchange_revaluation", id, "reverse")
    const after = `party == '${other.id}'`
    expect(await books.balances("2026-03-31", after)).to.deep.equal({ "1100": "8500.00" })
    expect(await books.balances("2026-04-01", after)).to.deep.equal({ "1100": "8000.00" })
  })

  it("FX-07 what is allocated after a lock is dated when it is allocated, and so is its undoing", async () => {
    const invoice = await invoiced("1200", "3", "2016-01-01")
    const refund = await invoiced("1200", "2", "2017-01-01", { kind: "credit_note" })
    await books.make("accounting.lock_date", {
      company: books.company,
      area: "all",
      locked_until: "2017-01-31",
    })
    const allocation = await books.posted("accounting.allocation", {
      ...{ company: books.company, date: "2017-02-12", item: item(refund) },
      lines: [{ item: item(invoice), amount: "1200" }],
    })
    expect(await books.postings(allocation.id)).to.deep.equal(["1100 200.00", "4700 -200.00"])
    await books.move("accounting.allocation", allocation.id, "cancel")
    const entries = await books.find("accounting.general_ledger", `source.id == '${allocation.id}'`, "number")
    expect(entries.map(({ date, debit, credit }) => [date, figure(debit), figure(credit)])).to.deep.equal([
      ["2017-02-12", "200.00", "0.00"],
      ["2017-02-12", "0.00", "200.00"],
      ["2017-02-12", "0.00", "200.00"],
      ["2017-02-12", "200.00", "0.00"],
    ])
    expect(await open(item(invoice))).to.deep.equal(["1200.00", "400.00"])
  })
})
