import { expect } from "chai"
import { calculate, type Calculated } from "../../../engine/calculation/index.ts"
import { Problem } from "../../../engine/error/index.ts"
import { compile } from "../../../engine/model/index.ts"
import { billLayers } from "../../support/bill-layers.ts"

const compiled = compile(billLayers())
const vat = { id: "vat", kind: "percent", rate: "19.0000", account: "1776", refund_account: "1777" }
const eco = { id: "eco", kind: "fixed", rate: "0.5000", sequence: 1, account: "1780" }

function calculated(record: Readonly<Record<string, unknown>>): Calculated {
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics, null, 1))
  const { model } = compiled
  const entity = model.entities.get("bill.bill")
  if (entity === undefined) throw new Error("no bill")
  return calculate(entity, model.calculations.get("bill.bill") ?? [], record)
}

function codeOf(work: () => unknown): readonly [string, string | undefined] {
  try {
    work()
  } catch (fault) {
    if (fault instanceof Problem) return [fault.code, fault.parts.path]
    throw fault
  }
  return ["", undefined]
}

describe("calculate", () => {
  it("fills the record, its lines and the rows that are results", () => {
    const both = { id: "both", kind: "group", members: [{ ...vat, members: [] }, eco] }
    const { fields, lines, rows } = calculated({
      date: "2026-01-31",
      rate: "1",
      freight: "1.00",
      lines: [
        { quantity: "2.000", amount: "20.000000", tax: both },
        { quantity: "1.000", amount: "9.990000", tax: vat },
        { quantity: "-1.000", amount: "-1.000000", tax: null },
      ],
    })
    expect(fields).to.deep.equal({
      net_total: "28.99",
      tax_total: "6.70",
      charge_total: "0.00",
      discount_total: "0.00",
      round_off: "0.00",
      total: "35.69",
    })
    expect(lines.get("lines")).to.deep.equal([
      { net_amount: "20.00", tax_amount: "4.80", gross_amount: "24.80", freight_share: "0.67" },
      { net_amount: "9.99", tax_amount: "1.90", gross_amount: "11.89", freight_share: "0.33" },
      { net_amount: "-1.00", tax_amount: "0.00", gross_amount: "-1.00", freight_share: null },
    ])
    expect(rows.get("taxes")).to.deep.equal([
      { tax: "vat", base: "29.99", amount: "5.70", account: "1776" },
      { tax: "eco", base: "20.00", amount: "1.00", account: "1780" },
    ])
    expect(rows.get("instalments")).to.deep.equal([
      {
        due_date: "2026-01-31",
        amount: "35.69",
        in_books: "35.69",
        discount: null,
        discount_date: null,
        note: null,
      },
    ])
  })

  it("reads definitions with the record beside them, and steps through references", () => {
    const { rows } = calculated({
      kind: "credit_note",
      date: "2026-01-31",
      company: { id: "c", tax_rounding: "document" },
      currency: { id: "d", rounding: "0.050000", cash_rounding: "1.000000" },
      payment_term: {
        id: "t",
        lines: [
          { kind: "percent", value: "50", days: 10, discount_percent: "2", discount_days: 5, note: "half" },
          { kind: "rest", months: 1, day_of_month: 15 },
        ],
      },
      lines: [{ quantity: "1", amount: "100", tax: vat }],
    })
    expect(rows.get("taxes")).to.deep.equal([
      { tax: "vat", base: "100.00", amount: "19.00", account: "1777" },
    ])
    expect(rows.get("instalments")).to.deep.equal([
      {
        due_date: "2026-02-10",
        amount: "59.50",
        in_books: "0.00",
        discount: "1.20",
        discount_date: "2026-02-05",
        note: "half",
      },
      {
        due_date: "2026-02-15",
        amount: "59.50",
        in_books: "0.00",
        discount: null,
        discount_date: null,
        note: null,
      },
    ])
  })

  it("takes the rate of a line for a charge that asks for it", () => {
    const { lines, fields } = calculated({
      date: "2026-01-01",
      lines: [
        { quantity: "10", amount: "500" },
        { quantity: "5", amount: "750", excise_rate: "12" },
      ],
      charges: [
        { kind: "of_net", value: "10", excise: true },
        { kind: "of_net", value: "10" },
      ],
    })
    expect(lines.get("charges")).to.deep.equal([
      { base: "1250.00", amount: "140.00", running_total: "1390.00" },
      { base: "1250.00", amount: "125.00", running_total: "1515.00" },
    ])
    expect(fields["total"]).to.equal("1515.00")
  })

  it("refuses what cannot be worked out, at its place", () => {
    const looped = { id: "loop", kind: "group", members: ["other"] }
    const lines = [
      { quantity: "1", amount: "1" },
      { quantity: "1", amount: "1", tax: looped },
    ]
    expect(codeOf(() => calculated({ lines }))).to.deep.equal(["CAL001", "/lines/1"])
    const charges = [
      { kind: "amount", value: "1" },
      { kind: "of_row", value: "1", on_row: 2 },
    ]
    expect(codeOf(() => calculated({ charges, date: "2026-01-01" }))).to.deep.equal(["CAL004", "/charges/1"])
    expect(codeOf(() => calculated({ lines: lines.slice(0, 1) }))).to.deep.equal(["CAL005", "/date"])
    const currency = { id: "c", rounding: "0.001" }
    const fine = { currency, date: "2026-01-01", lines: [{ quantity: "1", amount: "1.001" }] }
    expect(codeOf(() => calculated(fine))).to.deep.equal(["CAL005", "/lines/0/net_amount"])
    const payment_term = { id: "t", lines: [{ kind: "percent", value: "50" }] }
    const half = { payment_term, date: "2026-01-01", lines: lines.slice(0, 1) }
    expect(codeOf(() => calculated(half))).to.deep.equal(["CAL002", "/payment_term"])
  })

  it("says what it reads, as paths from the record", () => {
    if (!compiled.ok) throw new Error("faulty")
    const [taxes, instalments] = compiled.model.calculations.get("bill.bill") ?? []
    expect(taxes?.reads).to.include.members([
      "company.tax_rounding",
      "lines.amount",
      "lines.tax.rate",
      "lines.tax.members.members.refund_account",
      "charges.excise",
      "kind",
    ])
    expect(instalments?.reads).to.include.members(["payment_term.lines.kind", "total", "date"])
    expect(taxes?.writes).to.include.members(["lines/net_amount", "taxes", "total"])
  })
})
