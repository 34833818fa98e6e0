// Invoices, payments, allocation, credit notes and terms (PAY-*), over HTTP.
import { expect } from "chai"
import { accountant, type Accountant, type Book, type Fields } from "../support/accountant.ts"
import { column, figure, rowsOf } from "../support/figures.ts"

describe("invoices and payments", () => {
  let books: Accountant
  let customer: string
  before(async function () {
    this.timeout(120_000)
    books = await accountant()
    customer = (await books.make("base.party", { kind: "company", name: "Customer", is_customer: true })).id
  })
  after(() => books?.close())

  let made = 0
  const tax = async (rate: string): Promise<string> => {
    const code = `T${++made}`
    const fields = { company: books.company, code, name: code, rate, account: books.account("2200") }
    return (await books.make("accounting.tax", fields)).id
  }
  const line = (unit_price: string, of?: string, quantity = "1"): Fields => ({
    ...{ quantity, unit_price },
    ...(of === undefined ? {} : { tax: of }),
  })
  const draft = (lines: readonly Fields[], fields: Fields = {}): Promise<Book> =>
    books.make("accounting.sales_invoice", { company: books.company, customer, lines, ...fields })
  const posted = async (lines: readonly Fields[], fields: Fields = {}): Promise<Book> =>
    books.move("accounting.sales_invoice", (await draft(lines, fields)).id, "post")
  const invoiceNow = ({ id }: Book): Promise<Book> => books.read("accounting.sales_invoice", id)
  const itemsOf = ({ instalments }: Book): readonly string[] =>
    rowsOf(instalments).map(({ open_item }) => String(open_item))
  const item = (invoice: Book): string => itemsOf(invoice)[0] ?? ""
  const open = async (id: string): Promise<string> =>
    figure((await books.read("accounting.open_item", id))["open_amount"])
  const paid = (amount: string, allocations: readonly Fields[] = [], fields: Fields = {}): Promise<Book> =>
    books.posted("accounting.payment", {
      ...{ company: books.company, party: customer, amount, allocations },
      ...fields,
    })
  const allocated = (from: string, lines: readonly Fields[]): Promise<Book> =>
    books.posted("accounting.allocation", { company: books.company, item: from, lines })
  const term = async (instalments: readonly Fields[], fields: Fields = {}): Promise<string> =>
    (await books.make("accounting.payment_term", { name: `Term ${++made}`, instalments, ...fields })).id

  it("PAY-01 posts an invoice, and a credit note for all of it", async () => {
    const ten = books.chart.taxes.get("S10")
    const invoice = await posted([line("40", ten, "5"), line("20")])
    expect(await books.postings(invoice.id)).to.deep.equal([
      "1100 240.00",
      "4000 -200.00",
      "4000 -20.00",
      "2200 -20.00",
    ])
    await books.move("accounting.sales_invoice", invoice.id, "credit")
    const [note] = await books.find("accounting.sales_invoice", `return_of == '${invoice.id}'`)
    const credit = await books.move("accounting.sales_invoice", note?.id ?? "", "post")
    expect(await books.postings(credit.id)).to.deep.equal([
      "1100 -240.00",
      "4000 200.00",
      "4000 20.00",
      "2200 20.00",
    ])
    await allocated(item(credit), [{ item: item(invoice), amount: "240" }])
    expect(await invoiceNow(invoice)).to.include({ status: "credited" })
    expect(await invoiceNow(credit)).to.include({ status: "paid" })
    const boxes = await books.find("accounting.tax_ledger", `tax == '${ten}'`, "number")
    const box = (code: string): string => books.chart.boxes.get(code) ?? ""
    expect(
      boxes.map(({ base_box, tax_box, base, amount }) => [base_box, figure(base), tax_box, figure(amount)]),
    ).to.deep.equal([
      [box("S"), "200.00", box("ST"), "20.00"],
      [box("SR"), "200.00", box("STR"), "20.00"],
    ])
  })

  it("PAY-02 is paid in parts, the last with a write-off; what was settled can be opened again", async () => {
    const invoice = await posted([line("40", books.chart.taxes.get("S10"), "5"), line("20")])
    await paid("120", [{ item: item(invoice), amount: "120" }])
    expect(await invoiceNow(invoice)).to.include({ status: "partly_paid" })
    await paid("20", [{ item: item(invoice), amount: "20" }])
    expect(figure((await invoiceNow(invoice))["open_amount"])).to.equal("100.00")
    const last = await paid("99", [{ item: item(invoice), amount: "100" }], {
      deductions: [{ kind: "write_off", account: books.account("6500"), amount: "1" }],
    })
    expect(await books.postings(last.id)).to.deep.equal([
      "1010 99.00",
      "1100 -99.00",
      "6500 1.00",
      "1100 -1.00",
    ])
    expect(await invoiceNow(invoice)).to.include({ status: "paid" })

    const other = await posted([line("220")])
    const payment = await paid("220", [{ item: item(other), amount: "220" }])
    expect(await invoiceNow(other)).to.include({ status: "paid" })
    await books.move("accounting.allocation", String(payment["allocation"]), "cancel")
    expect(await invoiceNow(other)).to.include({ status: "open", state: "posted" })
    expect(await open(String(payment["open_item"]))).to.equal("-220.00")
  })

  it("PAY-04 falls due in instalments that sum to the total, whatever its sign", async () => {
    const parts = (fixed: string): readonly Fields[] => [
      { kind: "percent", value: "25", days: 30 },
      { kind: "percent", value: "25", months: 1 },
      { kind: "fixed", value: fixed, months: 1, days: 30 },
      { kind: "rest", months: 2, day_of_month: 15, days: 30 },
    ]
    const day = { invoice_date: "2011-10-01", date: "2011-10-01" }
    const bill = await draft([line("1587.35")], { ...day, payment_term: await term(parts("396.84")) })
    expect(column(bill["instalments"], "amount")).to.deep.equal(["396.84", "396.84", "396.84", "396.83"])
    expect(column(bill["instalments"], "due_date")).to.deep.equal([
      "2011-10-31",
      "2011-11-01",
      "2011-12-01",
      "2012-01-14",
    ])
    const less = await draft([line("-10")], { ...day, payment_term: await term(parts("4")) })
    expect(column(less["instalments"], "amount")).to.deep.equal(["-2.50", "-2.50", "-4.00", "-1.00"])
  })

  it("PAY-05 a payment settles the first instalment and a part of the second", async () => {
    const payment_term = await term([
      { kind: "percent", value: "30", days: 30 },
      { kind: "percent", value: "50", days: 60 },
      { kind: "rest", days: 90 },
    ])
    const invoice = await posted([line("100")], { payment_term })
    const items = itemsOf(invoice)
    expect(await Promise.all(items.map(open))).to.deep.equal(["30.00", "50.00", "20.00"])
    await paid("40", [
      { item: items[0], amount: "30" },
      { item: items[1], amount: "10" },
    ])
    expect(await Promise.all(items.map(open))).to.deep.equal(["0.00", "40.00", "20.00"])
  })

  it("PAY-08 receipts on account are allocated later, never for more than is free", async () => {
    const invoice = await posted([line("5000")])
    const first = await paid("100")
    await allocated(item(invoice), [{ item: first["open_item"], amount: "100" }])
    expect(await open(item(invoice))).to.equal("4900.00")

    const receivable = { account: books.account("1100"), party: customer, credit: "100" }
    const receipt = await books.posted("accounting.journal_entry", {
      company: books.company,
      lines: [{ account: books.account("1010"), debit: "300" }, receivable, receivable, receivable],
    })
    const [, ...rows] = rowsOf(receipt["lines"]).map(({ open_item }) => String(open_item))
    const parts = ["100", "100", "30"].map((amount, i) => ({ item: rows[i], amount }))
    await allocated(item(invoice), parts)
    expect(await open(item(invoice))).to.equal("4670.00")
    expect(await Promise.all(rows.map(open))).to.deep.equal(["0.00", "0.00", "-70.00"])

    const order = await posted([line("100")])
    const advance = await paid("100", [{ item: item(order), amount: "100" }])
    await books.move("accounting.allocation", String(advance["allocation"]), "cancel")
    await allocated(item(invoice), [{ item: advance["open_item"], amount: "100" }])
    expect(await open(item(invoice))).to.equal("4570.00")
    expect(await open(item(order))).to.equal("100.00")

    const small = await paid("100")
    const { id } = await books.make("accounting.allocation", {
      ...{ company: books.company, item: item(invoice) },
      lines: [{ item: small["open_item"], amount: "200" }],
    })
    const refused = await books.ask(`POST records/accounting.allocation/${id}/transitions/post`, {})
    expect(refused.status).to.equal(422)
    expect(refused.json.code).to.equal("WFL002")
  })

  it("PAY-09 takes the discount of who pays early, with its tax or without", async () => {
    const vat = await tax("18")
    const early = (kind: string, value: string): Promise<string> =>
      term([{ kind: "rest", days: 30 }], { discount_kind: kind, discount_value: value, discount_days: 10 })
    const day = { invoice_date: "2026-03-01", date: "2026-03-01" }
    const percent = await early("percent", "10")
    const invoice = (): Promise<Book> => posted([line("200", vat)], { ...day, payment_term: percent })

    const whole = await invoice()
    const plain = await paid("212.40", [{ item: item(whole), amount: "236" }], {
      ...{ date: "2026-03-05", splits_tax: false },
    })
    expect(await books.postings(plain.id)).to.deep.equal([
      "1010 212.40",
      "1100 -212.40",
      "6510 23.60",
      "1100 -23.60",
    ])
    expect(await open(item(whole))).to.equal("0.00")

    const split = await invoice()
    const withTax = await paid("212.40", [{ item: item(split), amount: "236", tax: vat }], {
      date: "2026-03-05",
    })
    expect(await books.postings(withTax.id)).to.include.members(["6510 20.00", "2200 3.60", "1100 -23.60"])

    const fixed = await posted([line("200", vat)], { ...day, payment_term: await early("fixed", "50") })
    const less = await paid("186", [{ item: item(fixed), amount: "236", tax: vat }], { date: "2026-03-05" })
    expect(await books.postings(less.id)).to.include.members(["6510 42.37", "2200 7.63"])
    expect(await open(item(fixed))).to.equal("0.00")

    const late = await invoice()
    const after = { date: "2026-03-12" }
    const { id } = await books.make("accounting.payment", {
      ...{ company: books.company, party: customer, amount: "212.40", ...after },
      allocations: [{ item: item(late), amount: "236" }],
    })
    const refused = await books.ask(`POST records/accounting.payment/${id}/transitions/post`, {})
    expect(refused.json.detail).to.equal("More is settled than was paid.")
    const full = await paid("236", [{ item: item(late), amount: "236" }], after)
    expect(await books.postings(full.id)).to.deep.equal(["1010 236.00", "1100 -236.00"])
    expect(await open(item(late))).to.equal("0.00")
  })

  it("PAY-13 dunning asks for fee and interest, and is resolved by whatever closes the invoice", async () => {
    const level = async (fee: string, interest_rate: string): Promise<string> => {
      const fields = {
        company: books.company,
        level: ++made % 9 || 9,
        name: `Level ${made}`,
        fee,
        interest_rate,
      }
      return (await books.make("accounting.dunning_level", fields)).id
    }
    const day = { invoice_date: "2026-03-01", date: "2026-03-01" }
    const dunned = async (invoice: Book, of: string): Promise<Book> => {
      const { id } = await books.make("accounting.dunning", {
        ...{ company: books.company, party: customer, date: "2026-03-16", level: of },
        lines: [{ item: item(invoice) }],
      })
      return books.move("accounting.dunning", id, "issue")
    }
    const statusOf = async ({ id }: Book): Promise<unknown> =>
      (await books.read("accounting.dunning", id))["status"]

    const invoice = await posted([line("100")], day)
    const dunning = await dunned(invoice, await level("10", "10"))
    expect(["interest", "amount", "to_pay"].map((field) => figure(dunning[field]))).to.deep.equal([
      "0.41",
      "10.41",
      "110.41",
    ])
    const deductions = [{ kind: "dunning", account: books.account("4600"), amount: "-10.41" }]
    const payment = await paid("110.41", [{ item: item(invoice), amount: "100" }], { deductions })
    expect(await invoiceNow(invoice)).to.include({ status: "paid" })
    expect(await statusOf(dunning)).to.equal("resolved")
    await books.move("accounting.payment", payment.id, "cancel")
    expect(await statusOf(dunning)).to.equal("unresolved")
    expect(await invoiceNow(invoice)).to.include({ status: "open", is_overdue: true })

    const free = await dunned(await posted([line("100")], day), await level("0", "0"))
    expect(["amount", "to_pay"].map((field) => figure(free[field]))).to.deep.equal(["0.00", "100.00"])

    await books.move("accounting.sales_invoice", invoice.id, "credit")
    const [note] = await books.find("accounting.sales_invoice", `return_of == '${invoice.id}'`)
    const credit = await books.move("accounting.sales_invoice", note?.id ?? "", "post")
    expect(await statusOf(dunning)).to.equal("unresolved")
    await allocated(item(credit), [{ item: item(invoice), amount: "100" }])
    expect(await statusOf(dunning)).to.equal("resolved")
  })
})
