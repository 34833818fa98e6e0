import { expect } from "chai"
import { compileShop, plain, say, text } from "./fixture.ts"

describe("diagnostics of references to child rows", () => {
  const order = {
    properties: { name: text, lines: { type: "array", items: { $ref: "#/$defs/line" } } },
    $defs: { line: { type: "object", properties: { amount: { type: "integer" } } } },
  }
  const beside = (x: object): readonly string[] =>
    compileShop({ order, item: { name: text, x: plain(x) } }).diagnostics.map(say)

  it("MOD010 a field that holds none, with the field meant", () => {
    expect(beside({ ref: "shop.order/lins" }).join()).to.match(/MOD\d+ .*\/properties\/x\/ref.*lins.*lines/)
    expect(beside({ ref: "shop.order/name" })).to.have.length(1)
  })

  it("MOD014 many of them, or one among several entities", () => {
    expect(beside({ type: "array", ref: "shop.order/lines", many: true }).join()).to.contain("one at a time")
    expect(beside({ ref: ["shop.order/lines", "shop.item"] })).to.not.deep.equal([])
  })

  it("MOD014 a rollup over rows that do not refer to this", () => {
    const rollup = { of: "shop.order/lines", via: "amount", fn: "count" }
    expect(beside({ type: "integer", rollup }).join()).to.contain(
      '"amount" of shop.order/lines does not refer to shop.item',
    )
  })

  it("MOD015 a path that the rows do not have", () => {
    const computed = (path: string): readonly string[] =>
      compileShop({
        order,
        item: { line: { ref: "shop.order/lines" }, x: { type: "string", computed: path } },
      }).diagnostics.map(({ code }) => code)
    expect(computed("line.parent.name")).to.deep.equal([])
    expect(computed("line.parent.nam")).to.deep.equal(["MOD015"])
  })
})
