// Taxes and rounding (TAX-*): figures that other systems hold themselves to, asked of the totals of invoices over HTTP.
import { expect } from "chai"
import { accountant, type Accountant, type Book, type Fields } from "../support/accountant.ts"
import { column, figures } from "../support/figures.ts"

describe("taxes and rounding", () => {
  let books: Accountant
  let customer: string
  before(async function () {
    this.timeout(120_000)
    books = await accountant()
    const party = await books.make("base.party", { kind: "company", name: "Customer", is_customer: true })
    customer = party.id
  })
  after(() => books?.close())

  let made = 0
  /** A tax of the case at hand. */
  const tax = async (rate: string, fields: Fields = {}): Promise<string> => {
    const code = `T${++made}`
    const account = books.account("2200")
    const { id } = await books.make("accounting.tax", {
      ...{ company: books.company, code, name: code, rate, account, apply_order: made },
      ...fields,
    })
    return id
  }
  const group = (...members: readonly string[]): Promise<string> => tax("0", { kind: "group", members })
  const line = (quantity: string, unit_price: string, of?: string, more: Fields = {}): Fields => ({
    ...{ quantity, unit_price, ...more },
    ...(of === undefined ? {} : { tax: of }),
  })
  const invoice = (lines: readonly Fields[], fields: Fields = {}): Promise<Book> =>
    books.make("accounting.sales_invoice", { company: books.company, customer, lines, ...fields })

  it("TAX-01 a price that holds its tax is taken apart on the line, or only in the total of the document", async () => {
    const vat = await tax("12", { included: true })
    const byLine = await invoice([line("1", "52.50", vat)], { tax_rounding: "line" })
    expect(figures(byLine, "net_total", "tax_total", "total")).to.deep.equal({
      ...{ net_total: "46.87", tax_total: "5.63", total: "52.50" },
    })
    const twice = [line("1", "52.50", vat), line("1", "52.50", vat)]
    const lines = await invoice(twice, { tax_rounding: "line" })
    expect(figures(lines, "net_total", "tax_total")).to.deep.equal({ net_total: "93.74", tax_total: "11.26" })
    const whole = await invoice(twice, { tax_rounding: "document" })
    expect(figures(whole, "net_total", "tax_total", "total")).to.deep.equal({
      ...{ net_total: "93.75", tax_total: "11.25", total: "105.00" },
    })
  })

  it("TAX-03 two included taxes, one of them 0 %", async () => {
    const of = await group(await tax("8", { included: true }), await tax("0", { included: true }))
    const record = await invoice([line("1", "124.40", of)], { tax_rounding: "line" })
    expect(figures(record, "net_total", "total")).to.deep.equal({ net_total: "115.19", total: "124.40" })
    expect(column(record["taxes"], "amount")).to.deep.equal(["9.21", "0.00"])
  })

  it("TAX-05 amounts are multiples of the currency's step", async () => {
    const chf = books.currency("CHF")
    await books.change("base.currency", chf, { rounding_step: "0.05", active: true })
    const vat = await tax("5", { included: true })
    for (const [gross, net, amount] of [
      ["5", "4.75", "0.25"],
      ["10", "9.50", "0.50"],
      ["50", "47.60", "2.40"],
    ] as const) {
      const record = await invoice([line("1", gross, vat)], {
        ...{ currency: chf, exchange_rate: "1.05", tax_rounding: "line" },
      })
      expect(figures(record, "net_total", "tax_total")).to.deep.equal({ net_total: net, tax_total: amount })
    }
  })

  it("TAX-07 one tax on top and one in the price", async () => {
    const of = await group(await tax("15"), await tax("5.5", { included: true }))
    const record = await invoice([line("1", "2300", of)], { tax_rounding: "line" })
    expect(figures(record, "net_total", "total")).to.deep.equal({ net_total: "2180.09", total: "2627.01" })
    expect(column(record["taxes"], "amount")).to.deep.equal(["327.01", "119.91"])
  })

  it("TAX-08 withholding, and a tax that enlarges the base of the next", async () => {
    const of = await group(await tax("-20"), await tax("4", { enlarges_base: true }), await tax("22"))
    const record = await invoice([line("1", "50", of)])
    expect(column(record["taxes"], "base")).to.deep.equal(["50.00", "50.00", "52.00"])
    expect(column(record["taxes"], "amount")).to.deep.equal(["-10.00", "2.00", "11.44"])
    expect(figures(record, "total")).to.deep.equal({ total: "53.44" })
  })

  it("TAX-10 a fixed tax enlarges the base of a percentage, or does not", async () => {
    for (const [enlarges_base, amounts, total] of [
      [true, ["10.00", "21.00"], "231.00"],
      [false, ["10.00", "20.00"], "230.00"],
    ] as const) {
      const of = await group(await tax("10", { kind: "fixed", enlarges_base }), await tax("10"))
      const record = await invoice([line("1", "200", of)])
      expect(column(record["taxes"], "amount")).to.deep.equal(amounts)
      expect(figures(record, "total")).to.deep.equal({ total })
    }
  })

  it("TAX-11 a hundred small lines, rounded one by one or together", async () => {
    const vat = await tax("20")
    const lines = Array.from({ length: 100 }, () => line("1", "1.001", vat))
    const byLine = await invoice(lines, { tax_rounding: "line" })
    expect(figures(byLine, "net_total", "tax_total")).to.deep.equal({
      net_total: "100.00",
      tax_total: "20.00",
    })
    const whole = await invoice(lines, { tax_rounding: "document" })
    expect(figures(whole, "tax_total")).to.deep.equal({ tax_total: "20.02" })
  })

  it("TAX-14 charges upon charges, and a discount on the running total", async () => {
    const account = books.account("6300")
    const charge = (kind: string, value: string, more: Fields = {}): Fields => ({
      kind,
      value,
      account,
      ...more,
    })
    const record = await invoice(
      [
        line("10", "50", undefined, { charge_rate: "10" }),
        line("5", "150", undefined, { charge_rate: "12" }),
      ],
      {
        charges: [
          charge("amount", "100"),
          charge("of_net", "10"),
          charge("of_net", "0", { by_line: true }),
          charge("of_row", "2", { on_row: 3 }),
          charge("of_row", "1", { on_row: 3 }),
          charge("of_total", "2", { on_row: 5 }),
          charge("of_net", "12.5"),
          charge("of_total", "-10", { on_row: 7 }),
        ],
      },
    )
    expect(column(record["charges"], "amount")).to.deep.equal([
      "100.00",
      "125.00",
      "140.00",
      "2.80",
      "1.40",
      "32.38",
      "156.25",
      "-180.78",
    ])
    expect(column(record["charges"], "running_total")).to.deep.equal([
      "1350.00",
      "1475.00",
      "1615.00",
      "1617.80",
      "1619.20",
      "1651.58",
      "1807.83",
      "1627.05",
    ])
    expect(figures(record, "net_total", "total")).to.deep.equal({ net_total: "1250.00", total: "1627.05" })
  })

  it("TAX-16 b) included taxes under a discount on net, or on the total", async () => {
    const of = await group(
      await tax("14", { included: true }),
      await tax("5", { kind: "fixed", included: true }),
    )
    const lines = [line("100", "50", of)]
    const plain = await invoice(lines)
    expect(figures(plain, "net_total", "total")).to.deep.equal({ net_total: "3947.37", total: "5000.00" })
    const onNet = await invoice(lines, { discount_on: "net", discount_amount: "100" })
    expect(figures(onNet, "net_total", "total")).to.deep.equal({ net_total: "3847.37", total: "4886.00" })
    const onTotal = await invoice(lines, { discount_on: "total", discount_amount: "100" })
    expect(figures(onTotal, "net_total", "total")).to.deep.equal({ net_total: "3859.65", total: "4900.00" })
  })

  it("TAX-16 c) five lines under one tax", async () => {
    const vat = await tax("19")
    const lines = ["84", "54", "288", "144", "430"].map((quantity) => line(quantity, "4.60", vat))
    expect(figures(await invoice(lines), "net_total", "tax_total", "total")).to.deep.equal({
      ...{ net_total: "4600.00", tax_total: "874.00", total: "5474.00" },
    })
  })

  it("a tax on the amount with tax, and one that is withheld from a supplier, reach their accounts", async () => {
    const gross = await tax("20", { kind: "division" })
    const sold = await invoice([line("1", "100", gross)])
    expect(figures(sold, "tax_total", "total")).to.deep.equal({ tax_total: "25.00", total: "125.00" })

    const bought = { scope: "purchase", account: books.account("1400") }
    const withheld = { scope: "purchase", account: books.account("2210") }
    const members = [await tax("20", bought), await tax("-15", withheld)]
    const of = await tax("0", { kind: "group", scope: "purchase", members })
    const supplier = await books.make("base.party", { kind: "company", name: "Supplier", is_supplier: true })
    const bill = await books.posted("accounting.purchase_invoice", {
      ...{ company: books.company, supplier: supplier.id, reference: "W-1" },
      lines: [line("4", "250", of)],
    })
    expect(await books.postings(bill.id)).to.deep.equal([
      "2100 -1050.00",
      "5100 1000.00",
      "1400 200.00",
      "2210 -150.00",
    ])
  })

  it("a currency without decimal places, and what rounding into the company's leaves", async () => {
    const jpy = books.currency("JPY")
    await books.change("base.currency", jpy, { active: true })
    const sold = await invoice([line("3", "33.5", await tax("10")), line("1", "50.4")], {
      ...{ currency: jpy, exchange_rate: "0.0061" },
    })
    expect(figures(sold, "net_total", "tax_total", "total")).to.deep.equal({
      ...{ net_total: "151.00", tax_total: "10.00", total: "161.00" },
    })
    const posted = await books.move("accounting.sales_invoice", sold.id, "post")
    const rows = await books.postings(posted.id)
    expect(rows.reduce((sum, row) => sum + Math.round(Number(row.split(" ")[1]) * 100), 0)).to.equal(0)
  })
})
