import { expect } from "chai"
import fc from "fast-check"
import {
  addDays,
  addMonths,
  daysBetween,
  daysInMonth,
  makeDate,
  parseDate,
  parseInstant,
  parseTime,
} from "../../../engine/value/index.ts"

const day = fc
  .date({ min: new Date("0001-01-01T00:00:00Z"), max: new Date("9999-12-31T00:00:00Z"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

describe("dates", () => {
  it("exist or do not", () => {
    expect(parseDate("2024-02-29")).to.deep.equal({ year: 2024, month: 2, day: 29 })
    for (const text of [
      "2023-02-29",
      "1900-02-29",
      "2024-13-01",
      "2024-00-10",
      "2024-04-31",
      "0000-01-01",
      "2024-1-1",
      "2024-01-01T00:00:00Z",
      "",
    ])
      expect(parseDate(text), text).to.equal(undefined)
    expect(makeDate(5, 6, 7)).to.equal("0005-06-07")
    expect(makeDate(2024, 2.5, 1)).to.equal(undefined)
    expect([1900, 2000, 2023, 2024].map((year) => daysInMonth(year, 2))).to.deep.equal([28, 29, 28, 29])
  })

  it("count days as the calendar of Date does", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -4_000_000, max: 4_000_000 }), (date, days) => {
        const moved = new Date(Date.parse(date) + days * 86_400_000)
        const year = moved.getUTCFullYear()
        const expected = year >= 1 && year <= 9999 ? moved.toISOString().slice(0, 10) : undefined
        expect(addDays(date, days)).to.equal(expected)
        if (expected !== undefined) expect(daysBetween(date, expected)).to.equal(days)
      }),
    )
  })

  it("add months, to the last day where there is no such day", () => {
    expect(addMonths("2024-01-31", 1)).to.equal("2024-02-29")
    expect(addMonths("2024-01-31", -2)).to.equal("2023-11-30")
    expect(addMonths("2024-03-31", -12)).to.equal("2023-03-31")
    expect(addMonths("9999-12-01", 1)).to.equal(undefined)
    expect(addMonths("0001-01-01", -1)).to.equal(undefined)
    expect(addMonths("2024-01-31", 0.5)).to.equal(undefined)
    expect(daysBetween("2024-01-01", "x")).to.equal(undefined)
  })
})

describe("instants and times", () => {
  it("are brought to UTC and to the microsecond", () => {
    expect(parseInstant("2024-03-01T01:30:00+05:30")).to.equal("2024-02-29T20:00:00.000000Z")
    expect(parseInstant("2024-02-29 23:59:59.1234567-00")).to.equal("2024-02-29T23:59:59.123456Z")
    expect(parseInstant("2024-02-29t23:59:59z")).to.equal("2024-02-29T23:59:59.000000Z")
    for (const text of [
      "2024-02-29T23:59:59",
      "2024-02-29",
      "2024-02-30T00:00:00Z",
      "2024-02-29T24:00:00Z",
      "2024-02-29T00:60:00Z",
      "0001-01-01T00:00:00+01:00",
      "2024-02-29T00:00:00+24:00",
    ])
      expect(parseInstant(text), text).to.equal(undefined)
  })

  it("agree with Date", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -23 * 60, max: 23 * 60 }), (date, minutes) => {
        const size = Math.abs(minutes)
        const offset = `${minutes < 0 ? "-" : "+"}${String(Math.floor(size / 60)).padStart(2, "0")}:${String(size % 60).padStart(2, "0")}`
        const text = `${date}T12:34:56${offset}`
        const moment = new Date(text)
        const isInside = moment.getUTCFullYear() >= 1 && moment.getUTCFullYear() <= 9999
        expect(parseInstant(text)).to.equal(
          isInside ? `${moment.toISOString().slice(0, 19)}.000000Z` : undefined,
        )
      }),
    )
  })

  it("times of day compare as texts", () => {
    expect(parseTime("09:30")).to.equal("09:30:00.000000")
    expect(parseTime("09:30:00.25")).to.equal("09:30:00.250000")
    for (const text of ["9:30", "24:00", "09:60", "09:30:60", "09"])
      expect(parseTime(text), text).to.equal(undefined)
  })
})
