// Numbers and dates as they are written all over: read exactly, or not at all.
import { expect } from "chai"
import fc from "fast-check"
import { decimalOf, readDay, readNumber } from "../../../engine/importer/figure.ts"

describe("figures of files", () => {
  const read = (text: string, decimal: "." | ","): string | undefined => readNumber(text, decimal)?.toFixed()

  it("[IM20] reads back any amount in either style, with or without groups", () => {
    const styles = fc.constantFrom(
      [".", ","] as const,
      [",", "."] as const,
      [".", "'"] as const,
      [",", " "] as const,
    )
    fc.assert(
      fc.property(
        fc.integer({ min: -99_999_999, max: 99_999_999 }),
        fc.integer({ min: 0, max: 99 }),
        styles,
        fc.boolean(),
        fc.constantFrom("before", "behind", "around"),
        (whole, cents, [decimal, group], grouped, where) => {
          const minus = whole < 0
          const digits = String(Math.abs(whole))
          const shown = grouped ? digits.replace(/\B(?=(\d{3})+$)/g, group) : digits
          const plain = `${shown}${decimal}${String(cents).padStart(2, "0")}`
          const text = !minus
            ? plain
            : where === "before"
              ? `-${plain}`
              : where === "behind"
                ? `${plain}-`
                : `(${plain})`
          const value = BigInt(whole) * 100n + (minus ? -1n : 1n) * BigInt(cents)
          expect(readNumber(text, decimal)?.times(100).toFixed()).to.equal(value.toString())
        },
      ),
    )
  })

  it("[IM20] refuses what is no number in that style", () => {
    for (const text of [
      "",
      ",",
      "1,2,3",
      "1.23,4",
      "12.34",
      "1.2345,6",
      "EUR 5",
      "1e5",
      "--1",
      "-1-",
      "(1",
      "1)",
      "0x10",
      "Infinity",
    ])
      expect(read(text, ","), text).to.equal(undefined)
  })

  it("[IM20] tells the decimal sign by the values, and never by a guess", () => {
    expect(decimalOf(["1.000", "12,5"])).to.equal(",")
    expect(decimalOf(["1.000", "1.234.567"])).to.equal(",")
    expect(decimalOf(["1,000", "0.500"])).to.equal(".")
    expect(decimalOf(["1,234.5"])).to.equal(".")
    expect(decimalOf(["5", "-17"])).to.equal(".")
    expect(decimalOf(["0,125"])).to.equal(",")
    expect(decimalOf(["1.000", "2.500"])).to.equal(undefined)
    expect(decimalOf(["-1,000"])).to.equal(undefined)
  })

  it("[IM21] reads days in the formats named, in their order", () => {
    expect(readDay("31.1.2026", ["DD.MM.YYYY"])).to.equal("2026-01-31")
    expect(readDay("31.01.70", ["DD.MM.YY"])).to.equal("1970-01-31")
    expect(readDay("31/01/69", ["DD/MM/YY"])).to.equal("2069-01-31")
    expect(readDay("20260131120000[-5:EST]", ["YYYYMMDD*"])).to.equal("2026-01-31")
    expect(readDay("2026-01-31T10:00:00+01:00", ["YYYY-MM-DD*"])).to.equal("2026-01-31")
    expect(readDay("03/04/2026", ["DD/MM/YYYY", "MM/DD/YYYY"])).to.equal("2026-04-03")
    for (const text of ["31.02.2026", "2026-1-31x", "yesterday", ""])
      expect(readDay(text, ["DD.MM.YYYY", "YYYY-MM-DD"]), text).to.equal(undefined)
  })
})
