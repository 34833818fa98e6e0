import { expect } from "chai"
import { csvOf, wordsIn } from "../../../engine/report/index.ts"
import { planOf, resultFor } from "./fixture.ts"

const day = { type: "string", format: "date" }
const days = { from: day, to: day }
const amount = { sum: "amount" }

describe("what comes of a report", () => {
  it("[RP40] tells how to list what a row and a cell are made of", () => {
    const report = {
      parameters: { ...days, shop: { ref: "base.shop" }, kind: { type: "string" } },
      required: ["from", "to"],
      filter:
        "(params.shop == null || within(shop, params.shop)) && (params.kind == null || kind == params.kind) && (date <= params.to || amount == 0)",
      groups: {
        shop: { by: "shop", tree: true, order: 1 },
        old: { by: "date < params.from ? 'old' : 'new'", order: 2 },
      },
      columns: { amount: { sum: "amount", where: "date >= params.from" }, sales: { count: true } },
    }
    const plan = planOf(report, { from: "2026-01-01", to: "2026-12-31", kind: "it's" })
    const found = resultFor(plan, [
      ["g", "b", "old", "Berlin", "1.00", "1"],
      ["t", "0", "a", null, "Germany"],
      ["t", "0", "b", "a", "Berlin"],
    ])
    expect(found.filter).to.equal("kind == 'it\\'s' && (date <= '2026-12-31' || amount == 0)")
    expect(found.columns.map(({ drill }) => drill)).to.deep.equal([
      `${found.filter} && date >= '2026-01-01'`,
      found.filter,
    ])
    const [germany] = found.rows
    expect(germany?.drill).to.equal("within(shop, 'a')")
    expect(germany?.rows?.[0]?.rows?.[0]?.drill).to.equal(
      "shop == 'b' && (date < '2026-01-01' ? 'old' : 'new') == 'old'",
    )
  })

  it("[RP40] leaves out what a list that is not given would narrow", () => {
    const report = {
      parameters: { shops: { ref: "base.shop", many: true }, shop: { ref: "base.shop" } },
      filter: "shop == params.shop || shop in params.shops",
      columns: { amount },
    }
    const filterOf = (query: Readonly<Record<string, string>>): string | undefined =>
      resultFor(planOf(report, query), [["g", "0"]]).filter
    const [a, b] = ["0192f0c1-2345-7000-8000-00000000000a", "0192f0c1-2345-7000-8000-00000000000b"]
    expect(filterOf({ shop: a })).to.equal(`shop == '${a}'`)
    expect(filterOf({ shop: a, shops: `${a},${b}` })).to.equal(`(shop == '${a}' || shop in ['${a}', '${b}'])`)
  })

  it("[RP41] as CSV quotes what must be, and lets no text be taken for a formula", () => {
    const plan = planOf({
      groups: { shop: { by: "shop" } },
      records: { sort: ["date"] },
      columns: { name: { value: "name" }, amount: { ...amount, title: 'The "sum"' } },
    })
    const found = resultFor(plan, [
      ["g", "b", "=cmd()", "-5.00"],
      ["r", "b", "1", "s1", "a,b", "-5.00"],
    ])
    expect(csvOf(found, wordsIn("en"))).to.equal(
      ['shop,Name,"The ""sum"""', "'=cmd(),,-5.00", '\'=cmd(),"a,b",-5.00', "Total,,-5.00", ""]
        .join("\r\n")
        .replace("shop", "Shop"),
    )
  })
})
