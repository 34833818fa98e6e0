import { expect } from "chai"
import type { JsonObject } from "../../../engine/metaschema/index.ts"
import { compiled } from "./fixture.ts"

const amount = { sum: "amount" }
const date = { type: "string", format: "date" }
/** `CODE /pointer` of each fault. */
const faults = (report: JsonObject): readonly string[] =>
  compiled({ columns: { amount }, ...report })
    .diagnostics.map(({ code, pointer }) => `${code} ${pointer}`)
    .sort()

describe("declaring a report", () => {
  it("takes titles, formats and listed values from the fields that it shows", () => {
    const made = compiled({ groups: { kind: { by: "kind" } }, columns: { total: { sum: "amount" } } })
    expect(made.diagnostics).to.deep.equal([])
    const report = made.ok ? made.model.reports.get("base.report") : undefined
    expect(report?.columns[0]).to.deep.include({
      title: { text: "Amount", pointer: "base.sale/properties/amount/title" },
      format: "money",
    })
    expect([...(report?.groups[0]?.titles ?? [])][0]).to.deep.equal([
      "new",
      { text: "New", pointer: "base.sale/properties/kind/enum_titles/new" },
    ])
  })

  it("reads child rows with their record beside them", () => {
    const report = {
      source: "base.sale/lines",
      filter: "parent.kind == 'new'",
      groups: { shop: { by: "parent.shop" } },
      columns: { total: { sum: "quantity * price" } },
    }
    expect(faults(report)).to.deep.equal([])
  })

  it("[RP2] refuses names that are not there", () => {
    expect(faults({ source: "base.sales" })).to.deep.equal(["MOD010 /source"])
    expect(faults({ groups: { shop: { by: "shop", sort: "-amont" } } })).to.deep.equal([
      "MOD010 /groups/shop/sort",
    ])
    expect(faults({ columns: { amount, x: { value: "rank", of: "shop" } } })).to.deep.equal([
      "MOD010 /columns/x/of",
    ])
    expect(faults({ required: ["from"] })).to.deep.equal(["MOD010 /required/0"])
    expect(faults({ parameters: { format: date } })).to.deep.equal(["MOD011 /parameters/format"])
  })

  it("[RP2] refuses columns of no kind or of two, and keys that do nothing", () => {
    const columns = (one: JsonObject): JsonObject => ({ columns: { amount, one } })
    expect(faults(columns({ title: "One" }))).to.deep.equal(["MOD013 /columns/one"])
    expect(faults(columns({ sum: "amount", max: "amount" }))).to.deep.equal(["MOD013 /columns/one"])
    expect(faults(columns({ formula: "amount", where: "kind == 'new'" }))).to.deep.equal([
      "MOD013 /columns/one/where",
    ])
    expect(faults(columns({ value: "name" }))).to.deep.equal(["MOD013 /columns/one/value"])
    expect(faults(columns({ sum: "amount", spread: true }))).to.deep.equal(["MOD013 /columns/one/spread"])
    expect(faults({ having: "amount > 0" })).to.deep.equal(["MOD013 /having"])
  })

  it("[RP2] refuses what cannot be grouped by, summed, shown in a tree, or looked behind", () => {
    expect(faults({ columns: { amount, one: { sum: "name" } } })).to.deep.equal(["MOD015 /columns/one/sum"])
    expect(faults({ columns: { amount, one: { max: "shop" } } })).to.deep.equal(["MOD014 /columns/one/max"])
    expect(faults({ groups: { kind: { by: "kind", tree: true } } })).to.deep.equal([
      "MOD014 /groups/kind/tree",
    ])
    const parameters = { shop: { ref: "base.shop" } }
    expect(faults({ parameters, filter: "shop.name == params.shop.name" })).to.deep.equal(["MOD014 /filter"])
    expect(faults({ filter: "date > period.from" })).to.deep.equal(["MOD015 /filter"])
  })

  it("[RP51] refuses layers of what has none, and of no certain day", () => {
    const layers = { at: "at" }
    expect(faults({ layers })).to.deep.equal(["MOD010 /layers/at", "MOD014 /layers"])
    const parameters = { at: date }
    expect(faults({ layers, parameters })).to.deep.equal(["MOD014 /layers", "MOD014 /layers/at"])
    expect(faults({ layers, parameters, required: ["at"] })).to.deep.equal(["MOD014 /layers"])
  })

  it("[RP2] refuses formulas in a circle, and single values of what has one for each period", () => {
    const circle = { columns: { a: { formula: "b + 1" }, b: { formula: "a + 1" } } }
    expect(faults(circle)).to.include("MOD016 /columns/a")
    const spread = {
      parameters: { from: date, to: date },
      required: ["from", "to"],
      spread: { every: "month", from: "from", to: "to" },
    }
    const many = { ...amount, spread: true }
    expect(faults({ ...spread, columns: { many, one: { formula: "many * 2" } } })).to.deep.equal([
      "MOD014 /columns/one/formula",
    ])
    expect(faults({ ...spread, columns: { amount } })).to.deep.equal(["MOD013 /spread"])
    expect(faults({ ...spread, required: ["from"], columns: { many } })).to.deep.equal(["MOD014 /spread/to"])
    const every = { parameter: "from" }
    expect(faults({ ...spread, spread: { ...spread.spread, every }, columns: { many } })).to.deep.equal([
      "MOD014 /spread/every/parameter",
    ])
  })
})
