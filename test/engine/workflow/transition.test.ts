import { expect } from "chai"
import * as fc from "fast-check"
import { hindrances, sightOf } from "../../../engine/workflow/index.ts"
import { decide, made, model, order } from "./world.ts"

const day = { day: "2026-02-03" }

describe("deciding a transition", () => {
  it("[WF1] leads only from the states that it names", () => {
    const lifecycle = model.lifecycles.get("trade.order")
    fc.assert(
      fc.property(
        fc.constantFrom(...(lifecycle?.transitions.values() ?? [])),
        fc.constantFrom(...(lifecycle?.states.keys() ?? []), "unknown"),
        ({ name, from }, state) => {
          const decision = decide("trade.order", { ...order, state }, { name, input: day })
          const isWrong = decision.kind === "refused" && decision.code === "WFL001"
          expect(isWrong).to.equal(!from.includes(state))
        },
      ),
    )
    expect(decide("trade.order", { ...order, state: "done" }, { name: "confirm" })).to.deep.equal({
      kind: "refused",
      code: "WFL001",
      faults: [
        { path: "/state", code: "WFL001", message: '"Confirm" leads from Draft, but the state is Done.' },
      ],
    })
  })

  it("[WF2] tells of all guards that do not hold, and null does not hold", () => {
    const broken = { ...order, lines: [], total: "501.00" }
    const decision = decide("trade.order", broken, { name: "confirm", input: day })
    expect(decision).to.deep.include({ kind: "refused", code: "WFL002" })
    expect(decision.kind === "refused" && decision.faults.map(({ path }) => path)).to.deep.equal([
      "/lines",
      "/total",
    ])
    const finishing = decide("trade.order", { ...order, state: "done" }, { name: "finish" })
    expect(finishing).to.deep.include({ kind: "refused", code: "WFL002" })
  })

  it("[WF3] names the steps of approval that are needed, and does nothing until it is given", () => {
    const expense = (amount: string, more = {}) =>
      decide(
        "trade.expense",
        { id: "e", state: "draft", amount, spender: { id: "u", manager: "boss" } },
        { name: "submit", ...more },
      )
    const steps = (amount: string) => {
      const decision = expense(amount)
      return decision.kind === "asks"
        ? decision.steps.map(({ step, users }) => [step.name, ...users])
        : decision.kind
    }
    expect(steps("100")).to.equal("made")
    expect(steps("101")).to.deep.equal([["manager", "boss"]])
    expect(steps("1001")).to.deep.equal([["manager", "boss"], ["bosses"]])
    expect(expense("1001", { approved: true }).kind).to.equal("made")
  })

  it("[WF4] leaves out effects whose condition does not hold", () => {
    const events = (total: string) =>
      made("trade.order", { ...order, total }, { name: "confirm", input: day }).works.flatMap((work) =>
        work.kind === "emit" ? [work.event] : [],
      )
    expect(events("100.00")).to.deep.equal([])
    expect(events("100.01")).to.deep.equal(["order.large"])
  })

  it("[WF5] lets effects see what those before them set and drew", () => {
    const first = made("trade.order", order, { name: "copy_number" })
    expect([first.numbers, first.patch]).to.deep.equal([["number"], { note: "No. " }])
    const again = made("trade.order", order, { name: "copy_number", numbers: { number: "O-0007" } })
    expect([again.numbers, again.drawn, again.patch]).to.deep.equal([
      [],
      { number: "O-0007" },
      { note: "No. O-0007" },
    ])
  })

  it("[WF6] goes to the rows that it asks for, [WF8] and refers to what it makes", () => {
    const { patch, works } = made("trade.order", { ...order, state: "confirmed" }, { name: "deliver" })
    expect(patch).to.deep.equal({ delivery: "new-1" })
    expect(works[0]).to.deep.equal({
      kind: "create",
      entity: "trade.delivery",
      referred: true,
      then: "post",
      records: [
        {
          id: "new-1",
          order: "o1",
          day: "2026-02-03",
          lines: [{ item: "nut", quantity: "2", customer: "c1" }],
        },
      ],
    })
  })

  it("[WF7] copies what people may write, without ids and what is derived", () => {
    const { works } = made("trade.order", { ...order, state: "confirmed", number: "O-1" }, { name: "amend" })
    const [work] = works
    const record = work?.kind === "create" ? work.records[0] : undefined
    expect(record).to.deep.equal({
      customer: "c1",
      note: "n",
      amends: "o1",
      tags: ["a"],
      lines: [
        { item: "nut", quantity: "2.000", price: "30.00" },
        { item: "bolt", quantity: "0.000", price: "1.00" },
      ],
    })
  })

  it("[WF9] passes over references that are empty", () => {
    const works = (delivery: unknown) =>
      made("trade.order", { ...order, state: "done", delivery }, { name: "undo" }).works
    expect(works(null)).to.deep.equal([])
    expect(works({ id: "d1" })).to.deep.equal([
      { kind: "move", entity: "trade.delivery", id: "d1", transition: "cancel", input: { reason: "undone" } },
    ])
  })

  it("[WF10] gives values as they would be sent", () => {
    const { works } = made("trade.order", { ...order, state: "confirmed", total: "60.005" }, { name: "deliver" })
    expect(works.find(({ kind }) => kind === "update")).to.deep.include({
      id: "c1",
      patch: { last_total: "60.01" },
    })
  })

  it("[WF11] names all that it reads", () => {
    const lifecycle = model.lifecycles.get("trade.order")
    const entity = model.entities.get("trade.order")
    const sight = (name: string) => {
      const transition = lifecycle?.transitions.get(name)
      if (transition === undefined || entity === undefined) throw new Error(`no transition ${name}`)
      return sightOf(transition, entity)
    }
    expect(sight("confirm").record).to.have.members([
      "lines",
      "customer.limit",
      "total",
      "note",
      "customer.owner",
    ])
    expect(sight("deliver").record).to.have.members([
      "id",
      "lines.id",
      "lines.quantity",
      "lines.item",
      "customer",
      "total",
    ])
    expect(sight("finish").record).to.deep.equal(["delivery.state"])
  })

  it("[WF13] tells what stands in the way before the input is known", () => {
    const lifecycle = model.lifecycles.get("trade.order")
    const confirm = lifecycle?.transitions.get("confirm")
    if (lifecycle === undefined || confirm === undefined) throw new Error("no transition confirm")
    const event = { name: "confirm", input: {}, today: "2026-02-03", now: "2026-02-03T12:00:00Z" }
    const reasons = hindrances(lifecycle, confirm, { record: { ...order, lines: [] } }, event)
    expect(reasons.map(({ path }) => path)).to.deep.equal(["/lines"])
  })
})
