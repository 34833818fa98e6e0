import { expect } from "chai"
import type { JsonObject } from "../../../engine/metaschema/index.ts"
import { planOf } from "./fixture.ts"

const from = { type: "string", format: "date" }
const base: JsonObject = {
  source: "base.book",
  parameters: { from, to: from },
  required: ["from", "to"],
  groups: { account: { by: "account" } },
  columns: { moved: { sum: "debit - credit", where: "date >= params.from && date <= params.to" } },
}
const broken = (report: JsonObject, first: string, last: string): unknown =>
  planOf({ ...base, ...report }, { from: first, to: last }).totals?.broken.map((one) => one.from)

describe("totals of a ledger in a report", () => {
  it("[RP50] are read in place of entries, but for the months that a day cuts in two", () => {
    expect(broken({}, "2026-01-01", "2026-03-31")).to.deep.equal([])
    expect(broken({}, "2026-01-02", "2026-03-31")).to.deep.equal(["2026-01-01"])
    expect(broken({}, "2026-01-01", "2026-03-30")).to.deep.equal(["2026-03-01"])
    expect(broken({}, "2026-03-05", "2026-03-20")).to.deep.equal(["2026-03-01"])
    expect(broken({ filter: "date == today()" }, "2026-01-01", "2026-03-31")).to.deep.equal(["2026-05-01"])
    expect(broken({ filter: "params.from <= date" }, "2026-02-28", "2026-02-28")).to.deep.equal([
      "2026-02-01",
    ])
  })

  it("[RP50] serve sums of measures and counts, narrowed and grouped by what they are kept by", () => {
    const columns = (one: JsonObject): JsonObject => ({ columns: { one } })
    const served: readonly JsonObject[] = [
      columns({ sum: "account.rank > 1 ? debit : -credit" }),
      columns({ sum: "2 * debit - credit * account.rank" }),
      columns({ count: true, where: "account != null" }),
      { groups: { name: { by: "account.name" } } },
      { records: { where: "memo == 'x'" } },
      { filter: "account == null || date > add_days(params.from, 3)" },
    ]
    for (const one of served)
      expect(broken(one, "2026-01-01", "2026-12-31"), JSON.stringify(one)).to.be.an("array")
  })

  it("[RP50] are passed over where they do not tell enough", () => {
    const columns = (one: JsonObject): JsonObject => ({ columns: { one } })
    const passed: readonly JsonObject[] = [
      columns({ sum: "debit * credit" }),
      columns({ sum: "debit > 5 ? debit : 0" }),
      columns({ max: "debit" }),
      columns({ sum: "debit", where: "party != null" }),
      columns({ sum: "1" }),
      { groups: { month: { by: "month(date)" } } },
      { groups: { party: { by: "party" } } },
      { filter: "memo == 'x'" },
      { filter: "debit > 0" },
    ]
    for (const one of passed)
      expect(broken(one, "2026-01-01", "2026-12-31"), JSON.stringify(one)).to.equal(undefined)
  })
})
