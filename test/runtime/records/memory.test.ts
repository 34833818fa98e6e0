import { expect } from "chai"
import { systemGrant } from "../../../engine/access/index.ts"
import { compile, type Entity, type Model } from "../../../engine/model/index.ts"
import { planCreate, planUpdate, tableOf, type Clean } from "../../../engine/plan/index.ts"
import type { JsonObject } from "../../../engine/request/index.ts"
import { Memory } from "../../../runtime/perform/memory.ts"
import { fulfilmentLayers } from "../../support/fulfilment-layers.ts"
import { uuid7 } from "../../support/house.ts"

const rows = "trade.delivery/lines"

describe("what a transaction knows of rows", () => {
  let model: Model
  let memory: Memory
  before(() => {
    const compiled = compile(fulfilmentLayers)
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics))
    model = compiled.model
  })
  beforeEach(() => (memory = new Memory(model)))
  const env = { today: "2026-01-31", now: "2026-01-31T12:00:00Z", user: {}, newId: uuid7 }
  const entity = (id: string): Entity => tableOf(id, model) as Entity // an entity by its id
  const make = (id: string, record: JsonObject): Clean => {
    const action = { kind: "create", entity: id, form: "one", records: [record] } as const
    const plan = planCreate(action, systemGrant(id, model), model, env)
    memory.note(plan)
    return plan.records[0] ?? {}
  }
  const update = (id: string, record: unknown, patch: JsonObject): void =>
    memory.note(
      planUpdate(
        { kind: "update", entity: id, id: String(record), patch },
        systemGrant(id, model),
        model,
        env,
      ),
    )

  it("is what it has made: rows, holders, references, empty ones too", () => {
    const line = uuid7()
    const { id } = make("trade.delivery", { lines: [{ order_line: line }, { quantity: "1" }] })
    const [first = "", second = ""] = memory.children("trade.delivery", String(id), "lines") ?? []
    expect(memory.parent(first)).to.equal(id)
    expect(memory.reference(rows, first, "order_line")).to.equal(line)
    expect(memory.reference(rows, second, "order_line")).to.equal(null)
    const subject = { entity: "trade.order", id: line }
    const paid = String(make("trade.payment", { subject })["id"])
    expect(memory.reference("trade.payment", paid, "subject__trade_order")).to.equal(line)
    expect(memory.reference("trade.payment", paid, "subject__trade_delivery")).to.equal(null)
  })

  it("is not what a chosen record may bring, nor what an update changes", () => {
    const { id } = make("trade.delivery", { lines: [{ order_line: uuid7() }] })
    const [row = ""] = memory.children("trade.delivery", String(id), "lines") ?? []
    expect(memory.reference(rows, row, "item")).to.equal(undefined)
    update("trade.delivery", id, { lines: [] })
    expect(memory.children("trade.delivery", String(id), "lines")).to.equal(undefined)
    expect(memory.reference(rows, row, "order_line")).to.equal(undefined)
    const { id: paid } = make("trade.payment", { amount: "1" })
    update("trade.payment", paid, { subject: { entity: "trade.order", id: uuid7() } })
    expect(memory.reference("trade.payment", String(paid), "subject__trade_order")).to.equal(undefined)
  })

  it("is what it has read of a record, as far as that was read", () => {
    const [id, row, line] = [uuid7(), uuid7(), uuid7()]
    memory.see(entity("trade.delivery"), {
      id,
      lines: [{ id: row, order_line: { id: line, quantity: "1" } }],
    })
    expect(memory.children("trade.delivery", id, "lines")).to.deep.equal([row])
    expect(memory.reference(rows, row, "order_line")).to.equal(line)
    expect(memory.reference(rows, row, "item")).to.equal(undefined)
    expect(memory.reference("trade.order/lines", row, "order_line")).to.equal(undefined)
    expect(memory.isStranger(id, "trade.payment")).to.equal(false)
  })

  it("is what it holds locked, whether made, read or locked for what is worked out", () => {
    const id = String(make("trade.order", {})["id"])
    const [seen, locked] = [uuid7(), uuid7()]
    memory.see(entity("trade.order"), { id: seen })
    memory.lock([locked])
    expect([id, seen, locked, uuid7()].map((one) => memory.holds(one))).to.deep.equal([
      true,
      true,
      true,
      false,
    ])
  })

  it("tells that nothing refers to what is new, until something is written that could", () => {
    const id = String(make("trade.order", { customer: "Ann", lines: [] })["id"])
    expect(memory.isStranger(id, "trade.payment")).to.equal(true)
    expect(memory.isStranger(id, "trade.delivery/lines")).to.equal(true)
    make("trade.payment", { subject: { entity: "trade.order", id } })
    make("trade.delivery", { lines: [] })
    expect(memory.isStranger(id, "trade.payment")).to.equal(false)
    expect(memory.isStranger(id, "trade.delivery/lines")).to.equal(false)
  })
})
