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
    expect(triggers(modelOf(), "trade_order").map(({ kind }) => kind)).to.have.members(["state", "stay"])
    const rows = triggers(modelOf(), "trade_order__lines").filter((one) => one.kind === "rows")
    expect(rows.map(({ guard }) => guard.event)).to.have.members(["insert", "update", "delete"])
    expect(rows.map(({ guard }) => guard.states)[0])
      .to.include.members(["confirmed", "done"])
      .and.not.include("draft")
    expect(triggers(modelOf(), "trade_customer")).to.deep.equal([])
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
