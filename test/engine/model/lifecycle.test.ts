import { expect } from "chai"
import type { Layer } from "../../../engine/layer/index.ts"
import type { JsonObject } from "../../../engine/metaschema/index.ts"
import { compile } from "../../../engine/model/index.ts"
import { tradeLayers } from "../../support/trade-layers.ts"

/** Compiles trade with a patch of the tenant on one file; gives each fault as `pointer: message hint`. */
function faults(path: string, content: JsonObject): readonly string[] {
  const tenant: Layer = { name: "acme", kind: "tenant", files: [{ path, content }] }
  const { diagnostics } = compile([...tradeLayers, tenant])
  return diagnostics.map(
    ({ pointer, message, hint }) => `${pointer}: ${message}${hint === undefined ? "" : ` ${hint}`}`,
  )
}

const cycle = "trade/workflows/order_cycle.json"
const confirm = (patch: JsonObject): JsonObject => ({ transitions: { confirm: patch } })
const effect = (patch: JsonObject): JsonObject => confirm({ effects: { extra: patch } })
const at = "/transitions/confirm"
const inEffect = `${at}/effects/extra`

describe("compiling a life cycle", () => {
  it("gives the entity the field of its states, and closes fields to people as the states say", () => {
    const compiled = compile(tradeLayers)
    if (!compiled.ok) throw new Error("trade does not compile")
    const { entities, lifecycles } = compiled.model
    const order = entities.get("trade.order")
    expect(order?.fields.get("state")).to.deep.include({
      enum: ["draft", "confirmed", "done", "cancelled"],
      default: { kind: "constant", value: "draft" },
      system: true,
      required: true,
    })
    expect(order?.fields.get("note")?.closedIn).to.deep.equal(["done", "cancelled"])
    expect(order?.fields.get("lines")?.closedIn).to.deep.equal(["confirmed", "done", "cancelled"])
    expect(order?.titleField).to.equal("number")
    const names = [...(lifecycles.get("trade.order")?.transitions.keys() ?? [])]
    expect(names.slice(0, 3)).to.deep.equal(["confirm", "deliver", "amend"])
  })

  it("refuses states that are not there, cannot be reached, or are left though final", () => {
    expect(faults(cycle, { initial: "drft" })).to.include(
      '/initial: There is no state "drft". Did you mean "draft"?',
    )
    expect(faults(cycle, { states: { lost: { title: "Lost" } } })).to.deep.equal([
      '/states/lost: No way leads from "draft" to the state "lost". Add a transition to it, or remove it.',
    ])
    expect(faults(cycle, { states: { confirmed: { final: true } } })).to.include(
      '/transitions/deliver/from/0: "confirmed" is final: no transition leaves it.',
    )
    expect(faults(cycle, { states: { done: { editable: ["nte"] } } })).to.deep.equal([
      '/states/done/editable/0: There is no field of trade.order "nte". Did you mean "note"?',
    ])
  })

  it("refuses a second life cycle of an entity, one of a log, and a declared field of its name", () => {
    const second = {
      kind: "lifecycle",
      entity: "trade.order",
      initial: "a",
      states: { a: { title: "A" } },
      transitions: { go: { title: "Go", from: ["a"], to: "a" } },
    }
    const other = faults("trade/workflows/other.json", { $id: "trade.other", ...second })
    expect(other).to.include(
      "/entity: trade.order has the life cycle trade.order_cycle already, so trade.other cannot be another.",
    )
    expect(faults("trade/entities/order.json", { kind: "log" })).to.include(
      "/entity: trade.order is of kind log: only documents and catalogues have a life cycle.",
    )
    const state = { properties: { state: { type: "string" } } }
    expect(faults("trade/entities/order.json", state)).to.deep.equal([
      '/properties/state: "state" is kept by the life cycle trade.order_cycle. Remove it: the life cycle says all.',
    ])
  })

  it("refuses names of roles, fields and transitions that are not there", () => {
    expect(faults(cycle, confirm({ roles: ["trade.bos"] }))).to.deep.equal([
      `${at}/roles/0: There is no role "trade.bos". Did you mean "trade.boss"?`,
    ])
    expect(faults(cycle, effect({ set: { nte: "'x'" } }))).to.deep.equal([
      `${inEffect}/set/nte: There is no field of trade.order "nte". Did you mean "note"?`,
    ])
    expect(faults(cycle, effect({ transition: "delivery", name: "cancl" }))).to.deep.equal([
      `${inEffect}/name: There is no transition of trade.delivery "cancl". Did you mean "cancel"?`,
    ])
    expect(faults(cycle, effect({ create: "trade.delivery", values: {}, then: "pst" }))).to.deep.equal([
      `${inEffect}/then: There is no transition of trade.delivery "pst". Did you mean "post"?`,
    ])
    expect(
      faults("trade/roles/boss.json", { entities: { "trade.order": { transitions: ["confrm"] } } }),
    ).to.include(
      '/entities/trade.order/transitions/0: There is no transition of trade.order "confrm". Did you mean "confirm"?',
    )
  })

  it("refuses effects on what nobody may set, and of the wrong type", () => {
    expect(faults(cycle, effect({ set: { state: "'done'" } }))).to.deep.equal([
      `${inEffect}/set/state: "state" of trade.order changes by transitions only.`,
    ])
    expect(faults(cycle, effect({ set: { total: "1" } }))).to.deep.equal([
      `${inEffect}/set/total: "total" of trade.order is derived from others.`,
    ])
    expect(faults(cycle, effect({ number: "note" }))).to.deep.equal([
      `${inEffect}/number: "note" is no running number. Add "sequence" to the field.`,
    ])
    expect(faults(cycle, effect({ update: "note", set: { name: "'x'" } }))).to.deep.equal([
      `${inEffect}/update: "note" does not name a record of one entity.`,
    ])
    expect(faults(cycle, effect({ notify: { users: ["note"] }, message: "x" }))).to.deep.equal([
      `${inEffect}/notify/users/0: "note" does not name users. It refers to base.user or a list of them.`,
    ])
    expect(faults(cycle, effect({ create: "trade.delivery", copy: "record", values: {} }))).to.deep.equal([
      `${inEffect}/copy: A copy of trade.order cannot be of trade.delivery.`,
    ])
    expect(
      faults(cycle, confirm({ guards: { wrong: { assert: "total > 'x'", message: "x" } } }))[0],
    ).to.match(/^\/transitions\/confirm\/guards\/wrong\/assert: /)
  })

  it("refuses an effect that would see the old value of what hangs on one before it", () => {
    const later = (text: string) =>
      faults(
        cycle,
        confirm({
          effects: { first: { order: 1, set: { amends: "null" } }, then: { order: 2, set: { note: text } } },
        }),
      )
    expect(later("amends.note")).to.deep.equal([
      `${at}/effects/then: The effect reads "amends.note", which hangs on "amends" that an effect before it sets: it would see the old value. Set that by a transition before this one, or say the value itself.`,
    ])
    expect(later("if(amends == null, 'a', 'b')")).to.deep.equal([])
  })

  it("refuses input that a record would keep, and approval that nobody could give", () => {
    const input = { input: { properties: { extra: { type: "string", unique: true } } } }
    expect(faults(cycle, confirm(input))).to.deep.equal([
      `${at}/input/properties/extra/unique: "unique" does nothing on what a transition asks for.`,
    ])
    const approval = { approval: { steps: { one: { days: 2 } } } }
    expect(faults(cycle, confirm(approval))).to.deep.equal([
      `${at}/approval/steps/one: Nobody can approve this step. Add "roles" or "users".`,
      `${at}/approval/steps/one: "days" and "escalate" go together: when, and to whom.`,
    ])
  })

  it("refuses to carry over what is not about the document, or to where it cannot be about anything", () => {
    const carry = (patch: JsonObject): readonly string[] =>
      faults(cycle, effect({ carry: "trade.delivery", via: "order", to: "amends", ...patch }))
    expect(carry({})).to.deep.equal([])
    expect(carry({ via: "ordr" })).to.deep.equal([
      `${inEffect}/via: There is no field of trade.delivery "ordr". Did you mean "order"?`,
    ])
    expect(carry({ to: "customer" })).to.deep.equal([
      `${inEffect}/via: "order" of trade.delivery does not refer to trade.customer.`,
    ])
    expect(carry({ to: "note" })).to.deep.equal([
      `${inEffect}/to: "note" does not name a record of one entity.`,
    ])
  })

  it("refuses to collect what does not fit the rows", () => {
    const collect = (patch: JsonObject): readonly string[] =>
      faults("trade/workflows/report_cycle.json", { transitions: { fill: { effects: { lines: patch } } } })
    const place = "/transitions/fill/effects/lines"
    expect(collect({ collect: "lnes" })).to.deep.equal([
      `${place}/collect: There is no field of trade.report with child rows, "lnes". Did you mean "lines"?`,
    ])
    expect(collect({ values: { month: { fn: "sum", of: "confirmed_on" } } })).to.include(
      `${place}/values/month: "month" is no number, so nothing can be summed in it.`,
    )
    expect(collect({ having: "state == 'x'" })[0]).to.match(/no field "state"/)
  })
})
