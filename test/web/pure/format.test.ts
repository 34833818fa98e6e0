import { expect } from "chai"
import fc from "fast-check"
import { formatDate, readDate } from "../../../runtime/web/format/date.ts"
import { editDecimal, formatDecimal, formatMoney, readDecimal } from "../../../runtime/web/format/decimal.ts"

const locales = ["en-GB", "de-DE", "fr-FR", "de-CH", "en-IN"]
const plain = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 24n }), fc.stringMatching(/^\d{0,6}[1-9]$/))
  .map(([negative, whole, fraction]) => `${negative ? "-" : ""}${whole}.${fraction}`)

describe("decimals on screen", () => {
  it("are written exactly, far beyond what a float holds", () => {
    expect(formatDecimal("12345678901234567890.12", "en-GB")).to.equal("12,345,678,901,234,567,890.12")
    expect(formatDecimal("-0.000000000000000001", "de-DE")).to.equal("-0,000000000000000001")
  })

  it("lose trailing zeros but keep the digits asked for", () => {
    expect(formatDecimal("19.600000", "en-GB", 2)).to.equal("19.60")
    expect(formatDecimal("34.000000", "en-GB")).to.equal("34")
  })

  it("carry their currency as the locale puts it", () => {
    expect(formatMoney("1234.5", "EUR", "de-DE", 2)).to.match(/^1\.234,50\s€$/)
    expect(formatMoney("1234", "JPY", "en-GB")).to.equal("¥1,234")
    expect(formatMoney("0.125", "USD", "en-US", 2)).to.equal("$0.125")
    expect(formatMoney("5", "points", "en-GB")).to.equal("5 points")
  })

  it("come back the same when what was written is read, in every locale", () => {
    fc.assert(
      fc.property(plain, fc.constantFrom(...locales), (value, locale) => {
        expect(readDecimal(formatDecimal(value, locale), locale)).to.equal(value.replace(/^-(?=0\.0*$)/, ""))
        expect(readDecimal(editDecimal(value, locale), locale)).to.equal(value)
      }),
    )
  })

  it("are read as people type them", () => {
    expect(readDecimal("1.234,5", "de-DE")).to.equal("1234.5")
    expect(readDecimal("1.5", "de-DE")).to.equal("1.5")
    expect(readDecimal("1.500", "de-DE")).to.equal("1500")
    expect(readDecimal("1 234,5", "fr-FR")).to.equal("1234.5")
    expect(readDecimal(".5", "en-GB")).to.equal("0.5")
    for (const text of ["", "-", "1,2,3x", "12e3", "1.2.3", "NaN", "1,234.5.6", "12.5,0", "1,2,3"])
      expect(readDecimal(text, "en-GB"), text).to.equal(undefined)
  })
})

describe("decimals as neighbours write them", () => {
  it("are never read as another number: the last of point and comma is the decimal mark", () => {
    expect(readDecimal("1.250,50", "en-GB")).to.equal("1250.50")
    expect(readDecimal("1,250.50", "de-DE")).to.equal("1250.50")
    expect(readDecimal("1.250.500,5", "fr-FR")).to.equal("1250500.5")
  })

  it("are read where a lone mark groups nothing", () => {
    expect(readDecimal("1250,50", "en-GB")).to.equal("1250.50")
    expect(readDecimal("1250.50", "de-DE")).to.equal("1250.50")
    expect(readDecimal("1,250", "en-GB")).to.equal("1250")
    expect(readDecimal("1.234.567", "en-GB")).to.equal("1234567")
  })
})

describe("dates on screen", () => {
  const today = new Date("2026-11-23T12:00:00Z")

  it("are read in the order of the locale, or as ISO writes them", () => {
    expect(readDate("2026-01-31", "de-DE", today)).to.equal("2026-01-31")
    expect(readDate("31.1.2026", "de-DE", today)).to.equal("2026-01-31")
    expect(readDate("31/1/26", "en-GB", today)).to.equal("2026-01-31")
    expect(readDate("1/31/2026", "en-US", today)).to.equal("2026-01-31")
    expect(readDate("5.3", "de-DE", today)).to.equal("2026-03-05")
    expect(readDate("31.12.", "de-DE", today)).to.equal("2026-12-31")
  })

  it("are read from a few digits", () => {
    expect(readDate("7", "de-DE", today)).to.equal("2026-11-07")
    expect(readDate("3112", "de-DE", today)).to.equal("2026-12-31")
    expect(readDate("310127", "en-GB", today)).to.equal("2027-01-31")
    expect(readDate("12312026", "en-US", today)).to.equal("2026-12-31")
  })

  it("are refused when there is no such day", () => {
    for (const text of ["30.2.2026", "2026-13-01", "tomorrow", "31"]) {
      expect(readDate(text, "de-DE", today), text).to.equal(undefined)
    }
  })

  it("do not move by a time zone", () => {
    expect(formatDate("2026-01-01", "en-GB")).to.equal("1 Jan 2026")
  })
})
