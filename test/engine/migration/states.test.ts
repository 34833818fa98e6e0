// The triggers that a life cycle asks for.
import { expect } from "chai"
import { diff, wanted, type Trigger } from "../../../engine/migration/index.ts"
import { compile, type Model } from "../../../engine/model/index.ts"
import type { Layer } from "../../../engine/layer/index.ts"
import { tradeLayers } from "../../support/trade-layers.ts"

describe("the triggers of a life cycle", () => {
  const modelOf = (...more: readonly Layer[]): Model => {
    const compiled = compile([...tradeLayers, ...more])
    if (compiled.ok) return compiled.model
    throw new Error(compiled.diagnostics.map(({ message }) => message).join("\n"))
  }
  const triggers = (model: Model, table: string): readonly Trigger[] =>
    [...(wanted(model).tables.get(table)?.triggers.values() ?? [])].filter(
      (one): one is Trigger => one.kind !== "opaque",
    )
  const closed = (model: Model, from: string, to: string): readonly string[] => {
    const [state] = triggers(model, "trade_order").filter((one) => one.kind === "state")
    const found = state?.guard.closed.find(({ moves }) =>
      moves.some((move) => move.join() === `${from},${to}`),
    )
    return found?.columns ?? []
  }

  it("keep what people and systems write, not what is derived or open in the state", () => {
    const here = closed(modelOf(), "confirmed", "confirmed")
    expect(here).to.include.members(["id", "created_at", "customer", "number", "confirmed_on"])
    expect(here).to.not.include.members(["note"])
    expect(here).to.not.include.members(["version", "updated_at", "state", "total"])
    expect(closed(modelOf(), "draft", "draft")).to.deep.equal([])
  })

  it("let a transition set what it says, on its own way only", () => {
    expect(closed(modelOf(), "confirmed", "done"))
      .to.include("customer")
      .and.not.include("delivery")
    expect(closed(modelOf(), "confirmed", "cancelled")).to.include("delivery")
  })

  it("keep child rows as they come, change and go, and records that a state keeps", () => {
    const kinds = triggers(modelOf(), "trade_order").map(({ kind }) => kind)
    expect(kinds).to.have.members(["birth", "state", "stay", "derived"])
    const rows = triggers(modelOf(), "trade_order__lines").filter((one) => one.kind === "rows")
    expect(rows.map(({ guard }) => guard.event)).to.have.members(["insert", "update", "delete"])
    expect(rows.map(({ guard }) => guard.states)[0])
      .to.include.members(["confirmed", "done"])
      .and.not.include("draft")
    expect(triggers(modelOf(), "trade_customer")).to.deep.equal([])
  })

  it("lend the fields that transitions of other records set to the house, and leave it what is worked out", () => {
    const content = {
      transitions: { post: { effects: { tell: { update: "order", set: { note: "reason" } } } } },
    }
    const files = [{ path: "trade/workflows/delivery_cycle.json", content }]
    const found = triggers(modelOf({ name: "acme", kind: "tenant", files }), "trade_order")
    const [done] = found.flatMap((one) =>
      one.kind === "state"
        ? one.guard.closed.filter(({ moves }) => moves.some((move) => move.join() === "done,done"))
        : [],
    )
    expect(done?.lent).to.deep.equal(["note"])
    expect(done?.columns).to.include("customer").and.not.include("note")
    expect(found.flatMap((one) => (one.kind === "derived" ? one.columns : []))).to.deep.equal(["total"])
  })

  it("close links with the field that holds them", () => {
    const content = { properties: { witnesses: { type: "array", ref: "base.user", many: true } } }
    const files = [{ path: "trade/entities/order.json", content }]
    const model = modelOf({ name: "acme", kind: "tenant", files })
    const links = triggers(model, "trade_order__witnesses").flatMap((one) =>
      one.kind === "rows" ? [`${one.guard.event} by ${String(one.guard.by)} of ${one.guard.field}`] : [],
    )
    const events = ["insert", "update", "delete"]
    expect(links).to.have.members(events.map((event) => `${event} by record of witnesses`))
  })

  it("are made anew where a layer opens a field, and only there", () => {
    const content = { states: { confirmed: { editable: ["note", "lines"] } } }
    const path = tradeLayers
      .flatMap(({ files }) => files)
      .find(
        (file) => JSON.stringify(file.content).includes('"initial":"draft"') && file.path.includes("order"),
      )?.path
    if (path === undefined) throw new Error("no life cycle of orders")
    const changed = modelOf({ name: "acme", kind: "tenant", files: [{ path, content }] })
    const changes = diff(wanted(modelOf()), wanted(changed))
    expect(new Set(changes.map(({ kind }) => kind))).to.deep.equal(new Set(["drop_trigger", "add_trigger"]))
    expect(changes).to.have.length(6)
  })
})
