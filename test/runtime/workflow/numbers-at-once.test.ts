import { expect } from "chai"
import {
  compile,
  type Effect,
  type Entity,
  type Model,
  type Transition,
} from "../../../engine/model/index.ts"
import type { Expression } from "../../../engine/expression/index.ts"
import { tableOf } from "../../../engine/plan/index.ts"
import { numbersAtOnce } from "../../../runtime/perform/transition/numbers.ts"
import { layers } from "../../modules/layers.ts"

describe("numbers drawn with the look", () => {
  let model: Model
  let invoice: Entity
  let post: Transition
  let some: Expression
  before(() => {
    const compiled = compile(layers())
    if (!compiled.ok) throw new Error("the modules do not compile")
    model = compiled.model
    invoice = tableOf("accounting.sales_invoice", model) as Entity // an entity by its id
    const found = model.lifecycles.get(invoice.id)?.transitions.get("post")
    const [guard] = found?.guards ?? []
    if (found === undefined || guard === undefined) throw new Error("invoices are posted without a guard")
    post = found
    some = guard.assert
  })
  let made = 0
  /** The numbers of a posting that is changed a little; each has a name of its own, as what it draws is worked out once. */
  const drawn = (change: Partial<Transition>): readonly string[] =>
    numbersAtOnce({ ...post, name: `post ${made++}`, ...change }, invoice, model).map(({ name }) => name)
  const setting = (field: string): Effect => ({
    ...{ name: "set", kind: "set", values: [{ field, value: some }] },
  })

  it("are those that something of the transition reads", () => {
    expect(drawn({})).to.deep.equal(["number"])
    const effects = post.effects.filter(({ kind }) => kind === "number" || kind === "set")
    expect(drawn({ effects })).to.deep.equal([])
  })

  it("are none where it is not sure yet that there will be one, or of which series", () => {
    expect(drawn({ approval: { steps: [] } })).to.deep.equal([])
    const unsure = post.effects.map((effect) =>
      effect.kind === "number" ? { ...effect, when: some } : effect,
    )
    expect(drawn({ effects: unsure })).to.deep.equal([])
    for (const field of ["journal", "date"])
      expect(drawn({ effects: [setting(field), ...post.effects] }), field).to.deep.equal([])
    expect(drawn({ effects: [setting("memo"), ...post.effects] })).to.deep.equal(["number"])
  })
})
