import { expect } from "chai"
import { reads } from "../../../engine/expression/index.ts"
import type { Result } from "../../../engine/report/index.ts"
import { refused } from "../../support/refusal.ts"
import { linesOf } from "../../support/reports.ts"
import { planOf, resultFor } from "./fixture.ts"

const days = {
  from: { type: "string", format: "date" },
  to: { type: "string", format: "date" },
}
const amount = { sum: "amount" }
const lines = (result: Result, ...columns: readonly string[]): readonly string[] => linesOf(result, columns)

describe("a report", () => {
  describe("asked", () => {
    const report = {
      parameters: {
        ...days,
        kinds: { type: "array", items: { type: "string" } },
        least: { type: "integer", default: 3 },
        day: { type: "string", format: "date", default: { expression: "add_days(today(), least)" } },
      },
      required: ["from"],
      columns: { amount },
    }

    it("[RP1] reads parameters like the fields of a form, and works out defaults in order", () => {
      expect(planOf(report, { from: "2026-01-01", kinds: "a,b" }).asked).to.deep.equal({
        ...{ from: "2026-01-01", to: null, kinds: ["a", "b"], least: 3, day: "2026-05-23" },
      })
    })

    it("[RP1] refuses what is missing, cannot be read or is not known, all faults at once", async () => {
      const fault = await refused(() => planOf(report, { to: "soon", least: "many" }))
      expect(fault?.code).to.equal("REP002")
      expect(fault?.parts.errors?.map(({ path }) => path)).to.deep.equal(["from", "to", "least"])
      const unknown = await refused(() => planOf(report, { frm: "2026-01-01" }))
      expect([unknown?.code, unknown?.parts.hint]).to.deep.equal(["REQ004", 'Did you mean "from"?'])
    })
  })

  describe("over time", () => {
    const report = {
      parameters: {
        ...days,
        every: { type: "string", enum: ["week", "month", "quarter", "year", "whole"], default: "month" },
        compare: {
          type: "string",
          enum: ["none", "previous_period", "previous_year"],
          default: "none",
        },
      },
      required: ["from", "to", "every", "compare"],
      filter: "date >= period.from && date <= period.to",
      columns: { amount: { ...amount, spread: true, compare: true }, all: amount },
      spread: { every: { parameter: "every" }, from: "from", to: "to" },
      compare: { with: { parameter: "compare" }, from: "from", to: "to" },
    }
    const spans = (query: Readonly<Record<string, string>>): readonly string[] =>
      planOf(report, { from: "2026-01-15", to: "2026-03-10", ...query }).windows.map(
        ({ key, before, days: own }) =>
          `${key}${before ? " before" : ""} ${own["period.from"]}..${own["period.to"]}`,
      )

    it("[RP10] is spread over calendar periods, the first and the last cut at its ends", () => {
      expect(spans({})).to.deep.equal([
        " 2026-01-15..2026-03-10",
        "2026-01 2026-01-15..2026-01-31",
        "2026-02 2026-02-01..2026-02-28",
        "2026-03 2026-03-01..2026-03-10",
      ])
      expect(spans({ every: "quarter" }).slice(1)).to.deep.equal(["2026-Q1 2026-01-15..2026-03-10"])
      expect(spans({ every: "week" })[1]).to.equal("2026-01-12 2026-01-15..2026-01-18")
      expect(spans({ every: "year", to: "2027-02-01" }).slice(1)).to.deep.equal([
        "2026 2026-01-15..2026-12-31",
        "2027 2027-01-01..2027-02-01",
      ])
      expect(spans({ every: "whole" })[1]).to.equal("whole 2026-01-15..2026-03-10")
    })

    it("[RP11] compares with the span before, by whole months where it is made of such, and with the year before", () => {
      const whole = { from: "2026-02-01", to: "2026-03-31", every: "whole" }
      expect(spans({ ...whole, compare: "previous_period" })[1]).to.equal(" before 2025-12-01..2026-01-31")
      expect(spans({ ...whole, compare: "previous_year" })[1]).to.equal(" before 2025-02-01..2025-03-31")
      expect(spans({ every: "whole", compare: "previous_period" })[1]).to.equal(
        " before 2025-11-21..2026-01-14",
      )
      expect(spans({ from: "2024-02-29", to: "2024-02-29", compare: "previous_year" })[1]).to.equal(
        " before 2023-02-28..2023-02-28",
      )
    })

    it("[RP10] is refused where it ends before it begins, or has too many periods", async () => {
      const turned = await refused(() => planOf(report, { from: "2026-02-01", to: "2026-01-01" }))
      expect(turned?.code).to.equal("REP002")
      const long = await refused(() => planOf(report, { from: "1990-01-01", to: "2026-01-01" }))
      expect(long?.code).to.equal("REP003")
    })

    it("[RP12] shows the value before, the change and the change in percent beside the value", () => {
      const plan = planOf(report, {
        from: "2026-01-01",
        to: "2026-01-31",
        every: "whole",
        compare: "previous_year",
      })
      expect(plan.shown.map(({ key }) => key)).to.deep.equal([
        ...["amount@whole", "amount@whole:before", "amount@whole:change", "amount@whole:percent", "all"],
      ])
      const { totals } = resultFor(plan, [["g", "150.00", "120.00", "150.00"]])
      expect(totals).to.deep.equal({
        "amount@whole": "150.00",
        "amount@whole:before": "120.00",
        "amount@whole:change": "30.00",
        "amount@whole:percent": "25.00",
        all: "150.00",
      })
    })
  })

  describe("in groups", () => {
    const shops = {
      groups: { shop: { by: "shop", tree: true, empty: "Nowhere", sort: "-amount" } },
      columns: {
        rank: { value: "rank", of: "shop" },
        amount,
        own: { sum: "amount", own: true },
        sales: { count: true },
        cost: { sum: "cost", hidden: true },
        margin: { formula: "(amount - cost) * 100 / amount", scale: 1 },
        share: { formula: "amount * 100 / parent.amount", scale: 0 },
        gain: { formula: "max(amount - cost, 0)", adds: true, format: "money" },
      },
      having: "amount != 0",
    }
    /** Columns: kind, key, title, rank, amount, count, cost. */
    const rows = [
      ["g", "b", "Berlin", "2", "100.00", "2", "40.00"],
      ["g", "c", "Cologne", "3", "300.00", "3", "330.00"],
      ["g", "d", "Dresden", "4", "0.00", "9", "5.00"],
      ["g", null, null, null, "50.00", "1", "0.00"],
      ["t", "0", "a", null, "Germany", "1"],
      ["t", "0", "b", "a", "Berlin", "2"],
      ["t", "0", "c", "a", "Cologne", "3"],
      ["t", "0", "d", "a", "Dresden", "4"],
    ]

    it("[RP20] stand in their tree: a heading shows the sum of all below it, its own beside it", () => {
      const plan = planOf(shops)
      expect(lines(resultFor(plan, rows), "rank", "amount", "own", "sales")).to.deep.equal([
        "Germany | 1 400.00 0.00 5",
        "Cologne | 3 300.00 300.00 3",
        "Berlin | 2 100.00 100.00 2",
        "Nowhere | null 50.00 50.00 1",
        "Total | null 450.00 450.00 6",
      ])
    })

    it("[RP22] formulas are worked out anew for each row; `parent` is the level around, `adds` adds them up instead", () => {
      expect(lines(resultFor(planOf(shops), rows), "margin", "share", "gain")).to.deep.equal([
        "Germany | 7.5 89 60.00",
        "Cologne | -10.0 67 0.00",
        "Berlin | 60.0 22 60.00",
        "Nowhere | 100.0 11 50.00",
        "Total | 17.8 null 110.00",
      ])
    })

    it("[RP21] that `having` refuses do not count", () => {
      expect(JSON.stringify(resultFor(planOf(shops), rows))).not.to.contain("Dresden")
    })

    it("[RP23] listed values stand in their order with their titles, and the first so many are shown", () => {
      const report = {
        groups: { kind: { by: "kind", limit: 2, order: 1 }, year: { by: "year(date)", order: 2 } },
        columns: { amount, first: { min: "date" }, average: { avg: "amount", scale: 2 } },
      }
      const found = resultFor(planOf(report), [
        ["g", "old", "2026", "10", "2026-02-01", "3"],
        ["g", "new", "2025", "5", "2025-02-01", "1"],
        ["g", "new", "2024", "7", "2024-02-01", "2"],
        ["g", null, "2024", "1", null, "0"],
      ])
      expect(lines(found, "amount", "first", "average")).to.deep.equal([
        "New | 12.00 2024-02-01 4.00",
        "2024 | 7.00 2024-02-01 3.50",
        "2025 | 5.00 2025-02-01 5.00",
        "Old | 10.00 2026-02-01 3.33",
        "2026 | 10.00 2026-02-01 3.33",
        "Total | 23.00 2024-02-01 3.83",
      ])
    })

    it("[RP24] running sums go on from the start, row by row; the group shows where they end", () => {
      const report = {
        parameters: days,
        required: ["from"],
        groups: { shop: { by: "shop" } },
        records: { where: "date >= params.from", sort: ["date"] },
        columns: {
          date: { value: "date" },
          opening: { sum: "amount", where: "date < params.from", of: "shop" },
          amount: { sum: "amount", where: "date >= params.from" },
          balance: { running: "amount", start: "opening", format: "money" },
        },
      }
      const plan = planOf(report, { from: "2026-01-01" })
      const found = resultFor(plan, [
        ["g", "b", "Berlin", "100.00", "30.00"],
        ["r", "b", "2", "s2", "2026-02-02", "0", "-20.00"],
        ["r", "b", "1", "s1", "2026-01-05", "0", "50.00"],
      ])
      expect(lines(found, "date", "opening", "amount", "balance")).to.deep.equal([
        "Berlin | null 100.00 30.00 130.00",
        " | 2026-01-05 0.00 50.00 150.00",
        " | 2026-02-02 0.00 -20.00 130.00",
        "Total | null null 30.00 null",
      ])
    })
  })

  it("[RP30] leaves out columns that the roles do not show, and formulas over them", async () => {
    const report = {
      groups: { kind: { by: "kind" } },
      columns: { amount, cost: { sum: "cost" }, margin: { formula: "amount - cost" } },
    }
    expect(planOf(report, {}, "base.seller").shown.map(({ key }) => key)).to.deep.equal(["amount"])
    const narrowed = { ...report, filter: "cost > 0" }
    expect((await refused(() => planOf(narrowed, {}, "base.seller")))?.code).to.equal("ACC002")
    expect((await refused(() => planOf(report, {}, "base.other")))?.code).to.equal("ACC001")
  })

  it("[RP30] shows what stands in other records where the roles show those", () => {
    const report = {
      records: {},
      columns: { shop: { value: "shop.parent.name" }, key: { value: "shop.id" }, amount },
    }
    const guards = (role: string): readonly (readonly string[])[] =>
      planOf(report, {}, role).values.map((value) =>
        value.guards.map(({ node }) =>
          reads(node)
            .map(({ steps }) => steps.map(({ field }) => field).join("."))
            .join(),
        ),
      )
    expect(guards("base.all")).to.deep.equal([[], []])
    const nested = ["shop.rank,shop.parent", "shop.parent.rank,shop.parent.parent"]
    expect(guards("base.local")).to.deep.equal([nested, []])
  })

  it("[RP31] is refused when it would be too long", async () => {
    const plan = planOf({ groups: { kind: { by: "kind" } }, columns: { amount } })
    const rows = [
      ["g", "new", "1"],
      ["g", "old", "2"],
    ]
    expect((await refused(() => resultFor(plan, rows, 1)))?.code).to.equal("REP003")
  })
})
