import { expect } from "chai"
import { compile, type Model } from "../../../engine/model/index.ts"
import { reached, refreshes, tableOf, waysOut, type Known } from "../../../engine/plan/index.ts"
import type { Back, Entity } from "../../../engine/model/index.ts"
import { fulfilmentLayers } from "../../support/fulfilment-layers.ts"

/** Known: delivery d with the rows a, of order line x, and b, of none; order o, new, with its row x. */
const known: Known = {
  reference: (table, id, column) =>
    table === "trade.delivery/lines" && column === "order_line" ? { a: "x", b: null }[id] : undefined,
  children: (_table, id) => ({ d: ["a", "b"], o: ["x"] })[id],
  parent: (id) => ({ a: "d", b: "d", x: "o" })[id],
  isStranger: (id, table) => id === "x" && table === "trade.remark",
}
const lines: Back = { kind: "children", table: "trade.delivery", field: "lines" }
const ordered: Back = {
  ...{ kind: "target", table: "trade.delivery/lines", field: "order_line", column: "order_line" },
}
const order: Back = { kind: "parent", table: "trade.order/lines" }
const remarks: Back = { kind: "referrers", table: "trade.remark", field: "about" }

describe("where ways lead", () => {
  let model: Model
  before(() => {
    const compiled = compile(fulfilmentLayers)
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics))
    model = compiled.model
  })
  const entity = (id: string): Entity => tableOf(id, model) as Entity // an entity by its id

  it("[PL13] is told from known references, rows and holders, each end once", () => {
    expect(reached({ back: [lines, ordered, order] }, ["d"], known)).to.deep.equal(["o"])
    expect(reached({ back: [ordered] }, ["a", "b", "a"], known)).to.deep.equal(["x"])
    expect(reached({ back: [] }, ["d"], known)).to.deep.equal(["d"])
  })

  it("[PL13] is nowhere behind empty references and before what nobody can refer to", () => {
    expect(reached({ back: [ordered, order] }, ["b"], known)).to.deep.equal([])
    expect(reached({ back: [remarks] }, ["x"], known)).to.deep.equal([])
  })

  it("[PL13] is not known where one step is not", () => {
    expect(reached({ back: [lines, ordered] }, ["other"], known)).to.equal(undefined)
    expect(reached({ back: [ordered] }, ["a", "other"], known)).to.equal(undefined)
    expect(reached({ back: [remarks] }, ["a"], known)).to.equal(undefined)
    expect(reached({ back: [remarks, { ...remarks, table: "trade.delivery" }] }, ["x"], known)).to.deep.equal(
      [],
    )
  })

  it("[PL13] begins at the references of the record and of its rows", () => {
    expect(waysOut("trade.delivery", model)).to.deep.equal(["lines.order_line"])
    expect(waysOut("trade.payment", model)).to.deep.equal(["subject"])
    expect(waysOut("trade.item", model)).to.deep.equal([])
  })

  it("[PL12] refreshes of rows that stay only what reads the fields that are set", () => {
    const touched = (set: readonly string[]): string[] => {
      const within = new Map([["lines", new Set(set)]])
      const found = refreshes(
        entity("trade.delivery"),
        { fields: new Set(["lines"]), by: "update", within },
        model,
      )
      return found.flatMap(({ table, fields, ways }) =>
        fields.map(({ name }) => `${table.id} ${name} ${ways.map(({ when }) => when).join(" ")}`),
      )
    }
    expect(touched(["currency"])).to.deep.equal([])
    expect(touched(["quantity"])).to.include("trade.order/lines delivered after")
    expect(touched(["quantity"])).not.to.include("trade.order/lines deliveries after")
    expect(touched(["order_line"])).to.include("trade.order/lines delivered after before")
  })
})
