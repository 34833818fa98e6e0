// Several people make, change, refer anew and delete records at once and at random: whatever they do, and whatever of it is
// refused, every stored derived value ends as a full recomputation gives it.
import { expect } from "chai"
import fc from "fast-check"
import type { Caller } from "../../../runtime/perform/index.ts"
import { derivedIn } from "../../support/derived.ts"
import { fulfilmentLayers } from "../../support/fulfilment-layers.ts"
import { ask, house, user, type Answer, type House } from "../../support/house.ts"

const step = fc.record({
  kind: fc.constantFrom(
    ...(["order", "order", "deliver", "deliver", "deliver", "pay", "pay", "remark"] as const),
    ...(["post", "post", "refer", "reorder", "move payment", "rename", "delete"] as const),
  ),
  which: fc.nat(1000),
  other: fc.nat(1000),
  quantity: fc.integer({ min: 1, max: 9 }),
})
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never

/** A record that was made, with its rows. */
interface Made {
  readonly entity: string
  readonly id: string
  readonly rows: readonly string[]
}

describe("derived values under random changes", function () {
  this.timeout(120_000)
  let on: House
  let boss: Caller
  const all: Made[] = []
  before(async () => {
    on = await house(fulfilmentLayers)
    boss = user(on.acme, ["trade.boss"])
  })
  after(() => on.close())

  const send = (what: string, body?: unknown): Promise<Answer> => ask(on, boss, what, { body })
  const some = (entity: string, at: number): Made | undefined => {
    const found = all.filter((made) => made.entity === entity)
    return found[at % Math.max(found.length, 1)]
  }
  const make = async (entity: string, record: object): Promise<Answer> => {
    const answer = await send(`POST ${entity}`, record)
    const { id, lines } = answer.body
    if (answer.status === 201) all.push({ entity, id, rows: (lines ?? []).map((row) => row.id) })
    return answer
  }
  const change = (made: Made | undefined, patch: object): Promise<Answer | undefined> | undefined =>
    made && send(`PATCH ${made.entity}/${made.id}`, patch)

  /** Lines of a delivery: one that hands over an order's line, one that does not. */
  const handing = ({ which, quantity }: Step): readonly object[] => {
    const order_line = some("trade.order", which)?.rows[which % 2] ?? null
    const lines = [{ order_line, quantity: String(quantity) }, { quantity: "1" }]
    return which % 3 === 0 ? lines.slice(1) : lines
  }
  const subject = ({ which, other }: Step): object => {
    const made = some(which % 2 === 0 ? "trade.order" : "trade.delivery", other)
    return { subject: made === undefined || other % 4 === 0 ? null : { entity: made.entity, id: made.id } }
  }

  function does(one: Step): Promise<Answer | undefined> | undefined {
    const { kind, which, other, quantity } = one
    switch (kind) {
      case "order": {
        const items = some("trade.item", which)
        const line = { quantity: String(quantity * 3), item: items?.id ?? null }
        return make("trade.order", { customer: `C${other % 3}`, lines: [line, { quantity: "4" }] })
      }
      case "deliver":
        return make("trade.delivery", { step: other % 2 === 0 ? "posted" : "draft", lines: handing(one) })
      case "pay":
        return make("trade.payment", { amount: `${quantity}.50`, ...subject(one) })
      case "remark":
        return make("trade.remark", { about: some("trade.order", which)?.rows[0] ?? null })
      case "post":
        return change(some("trade.delivery", which), { step: other % 3 === 0 ? "draft" : "posted" })
      case "refer":
        return change(some("trade.delivery", other), { lines: handing(one) })
      case "reorder": {
        const order = some("trade.order", which)
        const kept = (order?.rows ?? []).slice(other % 2)
        return change(order, { lines: kept.map((id) => ({ id, quantity: String(quantity) })) })
      }
      case "move payment":
        return change(some("trade.payment", quantity), subject(one))
      case "rename":
        return which % 2 === 0
          ? make("trade.item", { name: `I${other}` })
          : change(some("trade.item", other), { name: `J${which}` })
      case "delete": {
        const made = all[which % Math.max(all.length, 1)]
        return made && send(`DELETE ${made.entity}/${made.id}`)
      }
      default:
        return kind satisfies never
    }
  }

  /** One after the other; refusals are part of life, faults of ours are not. */
  async function lives(steps: readonly Step[]): Promise<void> {
    for (const one of steps) {
      const answer = await does(one)
      expect(answer?.status ?? 200, JSON.stringify(answer?.body)).to.be.lessThan(500)
    }
  }

  it("are what a full recomputation gives", async () => {
    await Promise.all([1, 2, 3].map((seed) => lives(fc.sample(step, { numRuns: 120, seed }))))
    expect(all.length).to.be.greaterThan(100)
    await on.admin.transaction(on.server.name, async (tx) => {
      const ask = (text: string) => tx.run([{ text, values: [], prepared: false }])
      await ask(`SET LOCAL search_path = "${on.acme.address.schema}"`)
      for (const { name, breaches } of derivedIn(on.model))
        expect(await ask(breaches), name).to.deep.equal([[]])
    })
  })
})
