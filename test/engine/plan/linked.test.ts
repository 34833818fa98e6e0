import { expect } from "chai"
import { compile, type Model } from "../../../engine/model/index.ts"
import { planLinked } from "../../../engine/plan/index.ts"
import type { JsonObject } from "../../../engine/metaschema/index.ts"
import { fulfilmentLayers } from "../../support/fulfilment-layers.ts"

/** The trade with a life cycle of deliveries, and one of orders that their guard may look at. */
function modelWith(assert: string): Model {
  const cycle = (entity: string, transitions: JsonObject): JsonObject => ({
    ...{ $id: `${entity}_cycle`, kind: "lifecycle", entity, initial: "draft" },
    states: { draft: { title: "Draft" }, done: { title: "Done" } },
    transitions,
  })
  const end = { title: "End", from: ["draft"], to: "done" }
  const files = [
    {
      path: "trade/workflows/delivery_cycle.json",
      content: cycle("trade.delivery", { end: { ...end, guard: assert, message: "No." } }),
    },
    { path: "trade/workflows/order_cycle.json", content: cycle("trade.order", { end }) },
  ]
  const compiled = compile([...fulfilmentLayers, { name: "cycles", kind: "plugin", files }])
  if (compiled.ok) return compiled.model
  throw new Error(compiled.diagnostics.map(({ message }) => message).join("\n"))
}

/** The entities that posting a delivery locks, each with the steps of the ways to it. */
function locked(assert: string): Readonly<Record<string, readonly string[]>> {
  const model = modelWith(assert)
  const delivery = model.entities.get("trade.delivery")
  if (delivery === undefined) throw new Error("the trade delivers nothing")
  const transitions = [...(model.lifecycles.get(delivery.id)?.transitions.values() ?? [])]
  const ways = planLinked(transitions, delivery, model).map(({ entity, ways: all }): [string, string[]] => [
    entity.id,
    all.map(({ back }) => back.map((step) => ("field" in step ? step.field : step.kind)).join(".")),
  ])
  return Object.fromEntries(ways)
}

describe("[PL16] what a transition holds still besides its record", () => {
  it("is the record of a row whose counter it reads", () => {
    expect(locked("all(lines, order_line == null || quantity <= order_line.open)")).to.deep.equal({
      "trade.order": ["lines.order_line.parent"],
    })
  })

  it("is a record whose state it reads, once, by whatever way", () => {
    const both =
      "all(lines, order_line.parent.state == 'done' && order_line.parent.paid > 0 && order_line.delivered == 0)"
    expect(locked(both)).to.deep.equal({ "trade.order": ["lines.order_line.parent"] })
  })

  it("is not what stays as it is while others work: masters, and what people write of documents", () => {
    expect(locked("all(lines, item.name != 'x' && order_line.parent.currency == 'EUR')")).to.deep.equal({})
    expect(locked("exists(lines)")).to.deep.equal({})
  })
})
