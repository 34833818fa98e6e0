import { expect } from "chai"
import fc from "fast-check"
import {
  Decimal,
  divide,
  formatDecimal,
  parseDecimal,
  remainder,
  roundTo,
  roundToStep,
} from "../../../engine/value/index.ts"

const d = (text: string): Decimal => new Decimal(text)

describe("decimals", () => {
  it("are read from plain notation only", () => {
    for (const text of ["0", "-12.50", ".5", "5.", "+3", "000.10", "9".repeat(400)])
      expect(parseDecimal(text)?.toFixed()).to.equal(d(text).toFixed())
    for (const text of [
      "",
      "-",
      ".",
      "1e5",
      "1E5",
      "0x10",
      "NaN",
      "Infinity",
      "1,5",
      " 1",
      "1_000",
      "9".repeat(401),
      "１",
    ])
      expect(parseDecimal(text), text).to.equal(undefined)
  })

  it("are written in plain notation, never as -0", () => {
    expect(formatDecimal(d("1e-30"))).to.equal(`0.${"0".repeat(29)}1`)
    expect(formatDecimal(d("1e30"))).to.equal(`1${"0".repeat(30)}`)
    expect(formatDecimal(d("-0"))).to.equal("0")
    expect(formatDecimal(d("-0.004"), 2)).to.equal("0.00")
    expect(formatDecimal(d("12.5"), 2)).to.equal("12.50")
  })

  it("round half away from zero, to decimals and to steps", () => {
    expect(
      ["2.5", "-2.5", "1.005", "0.4999"].map((text) =>
        formatDecimal(roundTo(d(text), text === "1.005" ? 2 : 0)),
      ),
    ).to.deep.equal(["3", "-3", "1.01", "0"])
    expect(
      ["1.02", "1.025", "-1.025", "1.07"].map((text) => formatDecimal(roundToStep(d(text), d("0.05")), 2)),
    ).to.deep.equal(["1.00", "1.05", "-1.05", "1.05"])
    expect(() => roundToStep(d("1"), d("0"))).to.throw(RangeError)
    expect(() => roundToStep(d("1"), d("-1"))).to.throw(RangeError)
  })

  it("divide exactly, rounded once to 20 decimals", () => {
    // One rounding at 30 decimals and another at 20 would give 0.00000000000000000001 here.
    expect(formatDecimal(divide(d("0.0000000000000000000049999999999"), d("1")) ?? d("1"))).to.equal("0")
    expect(divide(d("1"), d("0"))).to.equal(undefined)
    expect(remainder(d("1"), d("0"))).to.equal(undefined)
    expect(formatDecimal(remainder(d("-7.5"), d("2")) ?? d("0"))).to.equal("-1.5")
  })

  it("divide as whole numbers do", () => {
    const whole = fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n })
    fc.assert(
      fc.property(
        whole,
        whole.filter((b) => b !== 0n),
        (a, b) => {
          const [n, m] = [a < 0n ? -a : a, b < 0n ? -b : b]
          const units = (2n * n * 10n ** 20n + m) / (2n * m)
          const expected = d((a < 0n !== b < 0n ? -units : units).toString()).div(d("1e20"))
          expect(divide(d(a.toString()), d(b.toString()))?.eq(expected)).to.equal(true)
        },
      ),
    )
  })
})
