import { expect } from "chai"
import type { JsonObject } from "../../../engine/metaschema/index.ts"
import { csvOf, wordsIn } from "../../../engine/report/index.ts"
import { compiled, planOf, resultFor } from "./fixture.ts"

const day = { type: "string", format: "date" }
const report: JsonObject = {
  parameters: {
    by: { type: "string", enum: ["none", "kind", "shop"], default: "kind" },
    from: day,
    to: day,
  },
  required: ["by", "from", "to"],
  filter: "date >= period.from && date <= period.to",
  groups: { shop: { by: "shop" } },
  columns: {
    amount: { sum: "amount", format: "decimal", across: true, spread: true, order: 1 },
    share: { formula: "amount / all", across: true, spread: true, scale: 2, order: 2 },
    all: { sum: "amount", spread: true, hidden: true, order: 3 },
    sales: { count: true, order: 4 },
  },
  across: {
    choose: "by",
    by: { kind: { by: "kind", empty: "Odd" }, shop: { by: "shop", title: "Branch" } },
  },
  spread: { every: "month", from: "from", to: "to" },
}
const days = { from: "2026-01-01", to: "2026-02-28" }
const keyed = (found: ReturnType<typeof resultFor>): readonly string[] => found.columns.map(({ key }) => key)

describe("columns that stand for values", () => {
  it("[RP13] are repeated for each value that is found, and once for all", () => {
    // Sums in their order: amount in January, in February, sales. What all columns add up is asked for once.
    const found = resultFor(planOf(report, days), [
      ["g", "a", "old", "Berlin", "1", "2", "5"],
      ["g", "a", "new", "Berlin", "3", "0", "1"],
      ["g", "b", null, "Bern", "4", "4", "2"],
    ])
    const blocks = ["[new]", "[old]", "[]", ""].flatMap((value) =>
      ["2026-01", "2026-02"].flatMap((month) => [`amount${value}@${month}`, `share${value}@${month}`]),
    )
    expect(keyed(found)).to.deep.equal([...blocks, "sales"])
    expect(found.columns.map(({ across }) => across).filter((_, at) => at % 4 === 0)).to.deep.equal([
      { key: "new", title: "New" },
      { key: "old", title: "Old" },
      { key: null, title: "Odd" },
      "all",
      undefined,
    ])
    const [berlin, bern] = found.rows
    expect(berlin?.cells).to.include({ "amount[old]@2026-02": "2", "amount@2026-01": "4", sales: 6 })
    expect(berlin?.cells["share[new]@2026-01"]).to.equal("0.75")
    expect(bern?.cells).to.include({ "amount[old]@2026-02": "0", "amount[]@2026-02": "4" })
    expect(found.totals).to.include({ "amount[new]@2026-01": "3", "amount@2026-01": "8", sales: 8 })
  })

  it("[RP13] lead to the records of their value, and say it in files", () => {
    const plan = planOf(report, days)
    const found = resultFor(plan, [["g", "a", "old", "Berlin", "1", "2", "5"]])
    expect(found.columns[0]?.drill).to.equal("date >= '2026-01-01' && date <= '2026-01-31' && kind == 'old'")
    expect(found.columns.at(-1)?.drill).not.to.contain("kind")
    const [head = ""] = csvOf(found, wordsIn("de-AT")).split("\r\n")
    expect(head).to.match(/^Shop,Amount Old 2026-01,.*,Amount Summe 2026-02,/)
  })

  it("[RP13] stand for none where none is chosen, and for what is chosen otherwise", () => {
    const none = resultFor(planOf(report, { ...days, by: "none" }), [["g", "a", "Berlin", "1", "2", "5"]])
    expect(keyed(none)).to.deep.equal([
      ...["2026-01", "2026-02"].flatMap((month) => [`amount@${month}`, `share@${month}`]),
      "sales",
    ])
    const shops = resultFor(planOf(report, { ...days, by: "shop" }), [
      ["g", "a", "a", "Berlin", "Berlin", "1", "2", "5"],
    ])
    expect(shops.across).to.deep.equal({ name: "shop", title: "Branch", entity: "base.shop" })
    expect(keyed(shops)[0]).to.equal("amount[a]@2026-01")
    expect(shops.columns[0]?.drill).to.match(/ && shop == 'a'$/)
  })

  it("[RP13] are at most so many", () => {
    const rows = Array.from({ length: 61 }, (_, at) => [
      "g",
      "a",
      `k${at}`,
      "Berlin",
      ...Array<string>(3).fill("1"),
    ])
    expect(() => resultFor(planOf(report, days), rows))
      .to.throw()
      .with.property("code", "REP003")
  })

  it("[RP30] are refused where the roles do not show what they stand for", () => {
    const hidden = { ...report, across: { choose: "by", by: { kind: { by: "cost" }, shop: { by: "shop" } } } }
    expect(() => planOf(hidden, days, "base.seller"))
      .to.throw()
      .with.property("code", "ACC002")
    expect(planOf(hidden, { ...days, by: "none" }, "base.seller").across).to.equal(undefined)
  })

  const faults: readonly (readonly [string, JsonObject, string])[] = [
    ["a column without an axis", { across: null }, "/columns/amount/across MOD013"],
    [
      "an axis that nothing chooses",
      { across: { choose: "by", by: { kind: { by: "kind" }, shop: { by: "shop" }, cost: { by: "cost" } } } },
      "/across/by/cost MOD013",
    ],
    [
      "a choice of what is not there",
      { across: { choose: "by", by: { kind: { by: "kind" } } } },
      "/across/choose MOD014",
    ],
    [
      "a parameter that is not there",
      { across: { choose: "bi", by: { kind: { by: "kind" } } } },
      "/across/choose MOD010",
    ],
    [
      "an axis of many values",
      { across: { choose: "by", by: { kind: { by: "lines" }, shop: { by: "shop" } } } },
      "/across/by/kind/by",
    ],
  ]
  for (const [what, change, place] of faults)
    it(`[RP2] tell of ${what}`, () => {
      const whole = Object.fromEntries(
        Object.entries({ ...report, ...change }).filter(([, value]) => value !== null),
      )
      const made = compiled(whole)
      const told = made.ok ? [] : made.diagnostics.map(({ pointer, code }) => `${pointer} ${code}`)
      expect(told.join("\n")).to.contain(place)
    })
})
