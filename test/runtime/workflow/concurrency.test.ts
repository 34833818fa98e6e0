import { expect } from "chai"
import type { Caller } from "../../../runtime/perform/index.ts"
import { ask, house, seed, user, type Body, type House } from "../../support/house.ts"
import { tradeLayers } from "../../support/trade-layers.ts"

const USERS = 8
const MOVES = 40

describe("many users moving the same documents at once", () => {
  let on: House
  let boss: Caller
  before(async () => {
    on = await house(tradeLayers)
    boss = user(on.acme, ["trade.boss"])
    await seed(on, on.acme, "base.user", [{ id: boss.principal.id, name: "Boss", roles: ["trade.boss"] }])
  })
  after(() => on.close())

  /** The same numbers for the same seed (Park and Miller, 1988). */
  const random = (seed: number): ((below: number) => number) => {
    let state = seed
    return (below) => {
      state = (state * 48_271) % 2_147_483_647
      return state % below
    }
  }

  it("leaves every document on a way through its states, every number once, and each delivery with its order", async () => {
    const customer = (await ask(on, boss, "POST trade.customer", { body: { name: "Ada" } })).body.id
    const lines = [{ item: "nut", quantity: "1", price: "1" }]
    const orders = await Promise.all(
      Array.from(
        { length: 6 },
        async () => (await ask(on, boss, "POST trade.order", { body: { customer, lines } })).body.id,
      ),
    )
    const names = ["confirm", "confirm", "deliver", "undo", "amend"]
    const counts = new Map<string, number>()
    const worker = async (seed: number): Promise<void> => {
      const pick = random(seed)
      for (let i = 0; i < MOVES; i++) {
        const [id, name] = [orders[pick(orders.length)] ?? "", names[pick(names.length)] ?? ""]
        const body = name === "confirm" ? { day: "2026-02-03" } : {}
        const answer = await ask(on, boss, `POST trade.order/${id}/transitions/${name}`, { body })
        expect([200, 409], `${name} ${JSON.stringify(answer.body)}`).to.include(answer.status)
        if (answer.status === 200) counts.set(name, (counts.get(name) ?? 0) + 1)
      }
    }
    await Promise.all(Array.from({ length: USERS }, (_, i) => worker(7 + i * 1_000_003)))

    for (const id of orders) expect(await way(id), id).to.equal("")
    const numbers = await items("trade.order?filter=number != null&fields=number&sort=number&limit=1000")
    expect(numbers.map(({ number }) => number)).to.deep.equal(
      Array.from({ length: counts.get("confirm") ?? 0 }, (_, i) => `O-${String(i + 1).padStart(4, "0")}`),
    )
    const deliveries = await items("trade.delivery?fields=state&limit=1000")
    expect(deliveries).to.have.length(counts.get("deliver") ?? 0)
    expect(deliveries.filter(({ state }) => state === "cancelled")).to.have.length(counts.get("undo") ?? 0)
    const amended = await items("trade.order?filter=amends != null&limit=1000")
    expect(amended).to.have.length(counts.get("amend") ?? 0)
  })

  const items = async (path: string): Promise<readonly Body[]> =>
    (await ask(on, boss, `GET ${path}`)).body.items

  /** What is wrong with the history of an order: each step begins where the one before ended. */
  async function way(id: string): Promise<string> {
    const history = (await items(`trade.order/${id}/history`)).toReversed()
    const cycle = on.model.lifecycles.get("trade.order")
    let state = "draft"
    for (const [index, { action, version, changes }] of history.entries()) {
      if (version !== index + 1) return `version ${version} stands at place ${index + 1}`
      const name = /^transition (.+)$/.exec(String(action))?.[1]
      if (name === undefined) continue
      const transition = cycle?.transitions.get(name)
      if (transition?.from.includes(state) !== true) return `${name} from ${state}`
      const [before, after] = ((changes as Body)["state"] ?? [state, state]) as readonly string[]
      if (before !== state || after !== transition.to) return `${name} went from ${before} to ${after}`
      state = transition.to
    }
    return ""
  }
})
