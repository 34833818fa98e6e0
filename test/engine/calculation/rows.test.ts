import { expect } from "chai"
import type { ChargeRow } from "../../../engine/calculation/index.ts"
import { Problem } from "../../../engine/error/index.ts"
import { charged, decimal, line, tax, totals } from "./fixture.ts"

const document = { rounding: "document" } as const

describe("charges: rows and discounts", () => {
  it("[CA9] TAX-14: eight charges, each on what stands before it", () => {
    const rows: ChargeRow[] = [
      { kind: "amount", value: decimal(100) },
      { kind: "of_net", value: decimal(10) },
      { kind: "of_net", value: decimal(10), rates: [undefined, decimal(12)] },
      { kind: "of_row", value: decimal(2), row: 3 },
      { kind: "of_row", value: decimal(1), row: 3 },
      { kind: "of_total", value: decimal(2), row: 5 },
      { kind: "of_net", value: decimal("12.5") },
      { kind: "of_total", value: decimal(-10), row: 7 },
    ]
    const found = charged([line(500, [], 10), line(750, [], 5)], { rows })
    expect(found.rows.map(({ amount }) => amount.toFixed(2))).to.deep.equal(
      "100.00 125.00 140.00 2.80 1.40 32.38 156.25 -180.78".split(" "),
    )
    expect(found.rows.map(({ total }) => total.toFixed(2))).to.deep.equal(
      "1350.00 1475.00 1615.00 1617.80 1619.20 1651.58 1807.83 1627.05".split(" "),
    )
    expect([found.rows[5]?.base, found.rows[7]?.base].map((base) => base?.toFixed(2))).to.deep.equal([
      "1619.20",
      "1807.83",
    ])
    expect(found.total.toFixed(2)).to.equal("1627.05")
  })

  it("[CA9] a charge without a row stands on the one before it, the first on the lines with their taxes", () => {
    const rows: ChargeRow[] = [
      { kind: "of_total", value: decimal(10) },
      { kind: "of_total", value: decimal(10) },
    ]
    const found = charged([line(100, [tax("vat", 20)])], { rows })
    expect(found.rows.map(({ amount }) => amount.toFixed(2))).to.deep.equal(["12.00", "13.20"])
  })

  it("[CA9] refuses a charge on itself, on a later one, or on none", () => {
    for (const row of [{ row: 1 }, { row: 2 }, { row: 0 }, {}])
      expect(() => charged([line(1)], { rows: [{ kind: "of_row", value: decimal(1), ...row }] }))
        .to.throw(Problem)
        .with.property("code", "CAL004")
  })

  const price = line(
    5000,
    [
      tax("vat", 14, { included: true, order: 2 }),
      tax("eco", 5, { kind: "fixed", included: true, order: 1 }),
    ],
    100,
  )

  for (const rounding of ["line", "document"] as const) {
    it(`[CA1] TAX-16b: a price that holds a percentage and so much per unit, rounding per ${rounding}`, () => {
      expect(totals(charged([price], { rounding }))).to.deep.include({ net: "3947.37", total: "5000.00" })
    })

    it(`[CA10] TAX-16b: a discount on net, rounding per ${rounding}`, () => {
      const found = charged([price], { rounding, discount: { on: "net", amount: decimal(100) } })
      expect(totals(found)).to.deep.include({ net: "3847.37", total: "4886.00" })
    })

    it(`[CA11] TAX-16b: a discount on the total, rounding per ${rounding}`, () => {
      const found = charged([price], { rounding, discount: { on: "total", amount: decimal(100) } })
      expect(totals(found)).to.deep.equal({
        net: "3859.65",
        tax: "1040.35",
        round_off: "0.00",
        total: "4900.00",
      })
    })
  }

  it("[CA10] a discount in percent is shared by net amounts and sums exactly", () => {
    const found = charged([line("10.01"), line("10.01"), line("10.01")], {
      ...document,
      discount: { on: "net", percent: decimal(10) },
    })
    expect(found.discount.toFixed(2)).to.equal("3.00")
    expect(found.lines.map(({ net }) => net.toFixed(2))).to.deep.equal(["9.01", "9.01", "9.01"])
  })

  it("[CA11] with charges, a discount on the total lowers the total by itself", () => {
    const rows: ChargeRow[] = [
      { kind: "amount", value: decimal(20) },
      { kind: "of_net", value: decimal(5) },
    ]
    const lines = [line(100, [tax("vat", 20)]), line("33.33", [tax("low", 7)])]
    const before = charged(lines, { rows })
    const found = charged(lines, { rows, discount: { on: "total", amount: decimal(10) } })
    expect(before.total.minus(found.total).toFixed(2)).to.equal("10.00")
    expect(found.roundOff.abs().toNumber()).to.be.at.most(0.02)
  })

  it("[CA10] refuses a discount that nothing can bear", () => {
    expect(() => charged([line(0)], { discount: { on: "net", amount: decimal(1) } }))
      .to.throw(Problem)
      .with.property("code", "CAL003")
  })
})
