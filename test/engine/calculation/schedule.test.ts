import { expect } from "chai"
import { schedule, shares, type Offset, type Term } from "../../../engine/calculation/index.ts"
import { Problem } from "../../../engine/error/index.ts"
import { decimal } from "./fixture.ts"

const cent = decimal("0.01")
const days = (by: number): Offset => ({ unit: "days", by })
const months = (by: number): Offset => ({ unit: "months", by })
const term = (kind: Term["kind"], value: string | number, ...due: Offset[]): Term => ({
  kind,
  value: decimal(value),
  due,
})
const due = (total: string | number, date: string, terms: readonly Term[]): string[] =>
  schedule({ total: decimal(total), date, terms, step: cent }).map(
    (one) => `${one.due} ${one.amount.toFixed(2)}`,
  )

describe("schedule", () => {
  const fourfold = (fixed: string): Term[] => [
    term("percent_of_rest", 25, days(30)),
    term("percent", 25, months(1)),
    term("fixed", fixed, months(1), days(30)),
    term("rest", 0, months(2), { unit: "day_of_month", by: 15 }, days(30)),
  ]

  it("[CA15] PAY-04: parts of the whole, a fixed one and the rest, each by steps in their order", () => {
    expect(due("1587.35", "2011-10-01", fourfold("396.84"))).to.deep.equal([
      "2011-10-31 396.84",
      "2011-11-01 396.84",
      "2011-12-01 396.84",
      "2012-01-14 396.83",
    ])
  })

  it("[CA16] PAY-04: a fixed part takes the sign of the total", () => {
    expect(due("-10.00", "2011-10-01", fourfold("4")).map((one) => one.slice(11))).to.deep.equal([
      "-2.50",
      "-2.50",
      "-4.00",
      "-1.00",
    ])
  })

  it("[CA15] PAY-05: 30, 50 and 20 of a hundred", () => {
    const terms = [30, 50, 20].map((part, i) => term("percent", part, days(30 * (i + 1))))
    expect(due(100, "2026-01-01", terms)).to.deep.equal([
      "2026-01-31 30.00",
      "2026-03-02 50.00",
      "2026-04-01 20.00",
    ])
  })

  it("[CA17] the last instalment takes what rounding leaves", () => {
    const thirds = Array.from({ length: 3 }, () => term("percent", "33.3333333333", days(0)))
    expect(due("100.00", "2026-01-01", thirds).map((one) => one.slice(11))).to.deep.equal([
      "33.33",
      "33.33",
      "33.34",
    ])
  })

  it("[CA17] refuses terms that leave a part, or give too much", () => {
    for (const terms of [[term("percent", 50)], [term("percent", 60), term("percent", 60)]])
      expect(() => due(100, "2026-01-01", terms))
        .to.throw(Problem)
        .with.property("code", "CAL002")
  })

  it("[CA16] a fixed part is never more than what is left, and instalments of nothing are left out", () => {
    expect(due(100, "2026-01-01", [term("fixed", 396, days(1)), term("rest", 0, days(2))])).to.deep.equal([
      "2026-01-02 100.00",
    ])
    expect(due(0, "2026-01-01", [term("rest", 0)])).to.deep.equal([])
    expect(due(5, "2026-01-01", [])).to.deep.equal(["2026-01-01 5.00"])
  })

  it("[CA15] the end of a month, and the next of a weekday", () => {
    const rest = (...steps: Offset[]): string =>
      due(1, "2026-01-31", [term("rest", 0, ...steps)])[0]?.slice(0, 10) ?? ""
    expect(rest(months(1))).to.equal("2026-02-28")
    expect(rest({ unit: "day_of_month", by: 31 })).to.equal("2026-01-31")
    expect(rest(months(1), { unit: "day_of_month", by: 31 })).to.equal("2026-02-28")
    expect(rest({ unit: "weekday", by: 6 })).to.equal("2026-01-31")
    expect(rest({ unit: "weekday", by: 1 })).to.equal("2026-02-02")
    expect(rest({ unit: "weeks", by: 2 }, { unit: "weekday", by: 5 })).to.equal("2026-02-20")
  })

  it("[CA15] refuses steps that lead to no day", () => {
    for (const step of [{ unit: "weekday", by: 8 }, { unit: "day_of_month", by: 0 }, days(9e9)] as const)
      expect(() => due(1, "2026-01-31", [term("rest", 0, step)]))
        .to.throw(Problem)
        .with.property("code", "CAL005")
  })

  it("[CA18] PAY-09: paying early takes off a part or so much", () => {
    const one = (discount: NonNullable<Term["discount"]>): string => {
      const found = schedule({
        total: decimal(236),
        date: "2026-01-01",
        terms: [{ ...term("rest", 0, days(30)), discount }],
        step: cent,
      })[0]
      return `${found?.discountUntil} ${found?.amount.minus(found.discount ?? 0).toFixed(2)}`
    }
    expect(one({ percent: decimal(10), until: [days(10)] })).to.equal("2026-01-11 212.40")
    expect(one({ amount: decimal(50), until: [days(10)] })).to.equal("2026-01-11 186.00")
    const split = (amount: string): string[] =>
      shares(decimal(amount), [decimal(200), decimal(36)], cent).map((share) => share.toFixed(2))
    expect(split("23.60")).to.deep.equal(["20.00", "3.60"])
    expect(split("50")).to.deep.equal(["42.37", "7.63"])
  })
})

describe("shares", () => {
  const shared = (amount: string, weights: readonly (string | number)[]): string[] =>
    shares(decimal(amount), weights.map(decimal), cent).map((share) => share.toFixed(2))

  it("[CA19] VAL-20: by amount, and by a quantity with a return", () => {
    expect(shared("80", [120, 200, 0])).to.deep.equal(["30.00", "50.00", "0.00"])
    expect(shared("80", [2, -1])).to.deep.equal(["160.00", "-80.00"])
  })

  it("[CA19] VAL-20: four cents over seven equal rows", () => {
    const found = shared(
      "0.04",
      Array.from({ length: 7 }, () => 1),
    )
    expect(found).to.deep.equal(["0.01", "0.01", "0.01", "0.01", "0.00", "0.00", "0.00"])
  })

  it("[CA19] VAL-20: refuses weights that sum to nothing", () => {
    expect(() => shared("80", [100, -100]))
      .to.throw(Problem)
      .with.property("code", "CAL003")
    expect(shared("0", [100, -100])).to.deep.equal(["0.00", "0.00"])
  })
})
