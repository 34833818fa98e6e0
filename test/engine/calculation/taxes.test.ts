import { expect } from "chai"
import { Problem } from "../../../engine/error/index.ts"
import { charged, decimal, line, tax, taxLines, totals } from "./fixture.ts"

const included = { included: true }

describe("charges: taxes", () => {
  it("[CA1] TAX-01: of a price that holds its tax, the tax is rounded first and net is the rest", () => {
    const found = charged([line("52.50", [tax("vat", 12, included)])])
    expect(totals(found)).to.deep.equal({ net: "46.87", tax: "5.63", round_off: "0.00", total: "52.50" })
  })

  it("[CA2] TAX-01: rounded in the document, both are exact until its totals", () => {
    const vat = [tax("vat", 12, included)]
    const twice = charged([line("52.50", vat), line("52.50", vat)], { rounding: "document" })
    expect(totals(twice)).to.deep.equal({ net: "93.75", tax: "11.25", round_off: "0.00", total: "105.00" })
    const once = charged([line("52.50", vat)], { rounding: "document" })
    expect(totals(once)).to.deep.equal({ net: "46.88", tax: "5.63", round_off: "-0.01", total: "52.50" })
  })

  it("[CA1] TAX-03: a price may hold several taxes", () => {
    const found = charged([line("124.40", [tax("eight", 8, included), tax("none", 0, included)])])
    expect(totals(found)).to.deep.equal({ net: "115.19", tax: "9.21", round_off: "0.00", total: "124.40" })
    expect(taxLines(found)).to.deep.equal([
      ["eight", "115.19", "9.21"],
      ["none", "115.19", "0.00"],
    ])
  })

  it("[CA3] TAX-05: everything is a multiple of the currency's step", () => {
    const parts = ["5.00", "10.00", "50.00"].map((price) => {
      const { net, tax: taxed } = charged([line(price, [tax("vat", 5, included)])], { step: decimal("0.05") })
      return `${net.toFixed(2)}+${taxed.toFixed(2)}`
    })
    expect(parts).to.deep.equal(["4.75+0.25", "9.50+0.50", "47.60+2.40"])
  })

  it("[CA4] TAX-07: a tax on top is worked out on the net amount without those that the price holds", () => {
    const found = charged([line(2300, [tax("top", 15), tax("held", "5.5", included)])])
    expect(taxLines(found)).to.deep.equal([
      ["held", "2180.09", "119.91"],
      ["top", "2180.09", "327.01"],
    ])
    expect(totals(found)).to.deep.equal({
      net: "2180.09",
      tax: "446.92",
      round_off: "0.00",
      total: "2627.01",
    })
  })

  it("[CA5] TAX-08: what is withheld is taken off, and a tax may enlarge the base of those after it", () => {
    const taxes = [tax("held", -20, { order: 1 }), tax("four", 4, { order: 2, enlarges: true })]
    const found = charged([line(50, [...taxes, tax("vat", 22, { order: 3 })])])
    expect(taxLines(found)).to.deep.equal([
      ["held", "50.00", "-10.00"],
      ["four", "50.00", "2.00"],
      ["vat", "52.00", "11.44"],
    ])
    expect(totals(found).total).to.equal("53.44")
  })

  it("[CA5] TAX-10: a fixed tax enlarges the base only where it says so", () => {
    const total = (enlarges: boolean): unknown =>
      totals(
        charged([
          line(200, [tax("fix", 10, { kind: "fixed", order: 1, enlarges }), tax("ten", 10, { order: 2 })]),
        ]),
      ).total
    expect([total(true), total(false)]).to.deep.equal(["231.00", "230.00"])
  })

  it("[CA2] TAX-11: a hundred small lines, rounded one by one or together", () => {
    const lines = Array.from({ length: 100 }, () => line("1.001", [tax("vat", 20)]))
    expect(taxLines(charged(lines))).to.deep.equal([["vat", "100.00", "20.00"]])
    expect(taxLines(charged(lines, { rounding: "document" }))).to.deep.equal([["vat", "100.00", "20.02"]])
  })

  it("[CA2] TAX-16a: what rounding leaves of the price is the round-off", () => {
    const taxes = [tax("first", 14, included), tax("second", 14, included)]
    const found = charged([line(24900, taxes)], { rounding: "document" })
    expect(totals(found)).to.deep.equal({
      net: "19453.13",
      tax: "5446.88",
      round_off: "-0.01",
      total: "24900.00",
    })
    expect(totals(charged([line(24900, taxes)]))).to.deep.equal({
      net: "19453.12",
      tax: "5446.88",
      round_off: "0.00",
      total: "24900.00",
    })
  })

  it("[CA2] TAX-16c: five lines with one tax", () => {
    const lines = ["84", "54", "288", "144", "430"].map((quantity) =>
      line(decimal(quantity).times("4.60").toFixed(), [tax("vat", 19)], quantity),
    )
    const found = charged(lines, { rounding: "document" })
    expect(totals(found)).to.deep.equal({
      net: "4600.00",
      tax: "874.00",
      round_off: "0.00",
      total: "5474.00",
    })
    expect(found.lines.map(({ taxes }) => taxes[0]?.amount.toFixed(2))).to.deep.equal([
      "73.42",
      "47.20",
      "251.71",
      "125.85",
      "375.82",
    ])
  })

  it("[CA6] a tax of the price less the tax", () => {
    const found = charged([line(90, [tax("icms", 10, { kind: "division" })])])
    expect(taxLines(found)).to.deep.equal([["icms", "90.00", "10.00"]])
    const held = charged([line(100, [tax("icms", 10, { kind: "division", included: true })])])
    expect(taxLines(held)).to.deep.equal([["icms", "90.00", "10.00"]])
  })

  it("[CA7] a group stands for its members, in its place, and each tax counts once", () => {
    const vat = tax("vat", 20, { order: 2 })
    const group = tax("both", 0, {
      kind: "group",
      members: [vat, tax("eco", 1, { kind: "fixed", order: 1 })],
    })
    expect(taxLines(charged([line(100, [group, vat], 3)]))).to.deep.equal([
      ["eco", "100.00", "3.00"],
      ["vat", "100.00", "20.00"],
    ])
  })

  it("[CA7] tax that is due and taken back at once sums to nothing", () => {
    const both = [tax("due", 20), tax("back", -20)]
    expect(totals(charged([line(100, both)]))).to.deep.include({ tax: "0.00", total: "100.00" })
  })

  it("[CA8] the total may be rounded to what can be paid in cash", () => {
    const found = charged([line("9.98")], { totalStep: decimal("0.05") })
    expect(totals(found)).to.deep.equal({ net: "9.98", tax: "0.00", round_off: "0.02", total: "10.00" })
  })

  it("[CA1] refuses rates that leave no price", () => {
    for (const bad of [tax("all", -100, included), tax("whole", 100, { kind: "division" })])
      expect(() => charged([line(10, [bad])]))
        .to.throw(Problem)
        .with.property("code", "CAL001")
  })

  it("[CA3] refuses a step that is not above zero", () => {
    expect(() => charged([line(10)], { step: decimal(0) }))
      .to.throw(Problem)
      .with.property("code", "CAL005")
  })

  it("of no lines nothing is asked", () => {
    expect(totals(charged([], { rounding: "document" }))).to.deep.equal({
      net: "0.00",
      tax: "0.00",
      round_off: "0.00",
      total: "0.00",
    })
  })
})
