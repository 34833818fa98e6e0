// What a write brings along: derived values of other records, and the same reply to the same key.
import { expect } from "chai"
import { ask, house, seed, user, uuid7, type Answer, type Body, type House } from "../../support/house.ts"
import { shopLayers } from "../../support/shop-layers.ts"
import type { Caller } from "../../../runtime/perform/index.ts"

describe("what a write brings along", () => {
  let on: House
  let boss: Caller
  before(async () => {
    on = await house(shopLayers, () => Date.parse("2026-03-31T22:30:00Z"))
    boss = user(on.acme, ["shop.boss"])
    await seed(on, on.acme, "base.user", [{ id: boss.principal.id, name: "Boss" }])
  })
  after(() => on.close())

  const send = (
    method: string,
    url: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer> =>
    ask(on, boss, `${method} ${url}`, { body, ...(headers === undefined ? {} : { headers }) })
  const made = async (entity: string, record: unknown): Promise<Body> => {
    const { status, body } = await send("POST", entity, record)
    expect(status, JSON.stringify(body)).to.equal(201)
    return body
  }
  const customer = (more: object = {}): Promise<Body> => made("shop.customer", { name: "Ann", ...more })
  const lines = (...prices: string[]): object[] => prices.map((price) => ({ quantity: "1", price }))

  describe("derived values of other records", () => {
    it("follow creates, changes, moves and deletes", async () => {
      const [ann, bob] = [await customer(), await customer({ name: "Bob" })]
      const state = async (): Promise<unknown> =>
        Promise.all(
          [ann, bob].map(async ({ id }) => {
            const { body } = await send("GET", `shop.customer/${id}?fields=orders,open_total,last_order`)
            return [body.orders, body.open_total, body.last_order]
          }),
        )
      const { id } = await made("shop.order", {
        customer: ann.id,
        lines: lines("10", "20"),
        ordered: "2026-02-01",
      })
      await made("shop.order", { customer: ann.id, lines: lines("5"), ordered: "2026-01-01" })
      expect(await state()).to.deep.equal([
        [2, "35.00", "2026-02-01"],
        [0, "0.00", null],
      ])
      await send("PATCH", `shop.order/${id}`, { lines: lines("7") })
      expect(await state()).to.deep.equal([
        [2, "12.00", "2026-02-01"],
        [0, "0.00", null],
      ])
      await send("PATCH", `shop.order/${id}`, { customer: bob.id })
      expect(await state()).to.deep.equal([
        [1, "5.00", "2026-01-01"],
        [1, "7.00", "2026-02-01"],
      ])
      await send("PATCH", `shop.order/${id}`, { state: "paid" })
      expect(await state()).to.deep.equal([
        [1, "5.00", "2026-01-01"],
        [1, "0.00", "2026-02-01"],
      ])
      await send("DELETE", `shop.order/${id}`)
      expect(await state()).to.deep.equal([
        [1, "5.00", "2026-01-01"],
        [0, "0.00", null],
      ])
    })

    it("follow a change of what they read through a reference", async () => {
      const { id } = await customer({ level: "silver" })
      const order = await made("shop.order", { customer: id })
      await send("PATCH", `shop.customer/${id}`, { level: "gold" })
      expect((await send("GET", `shop.order/${order.id}`)).body.customer_level).to.equal("gold")
    })

    it("of child rows follow their record", async () => {
      const { id: by } = await customer()
      const order = await made("shop.order", { customer: by, discount: "10", lines: lines("10", "20") })
      const reduced = (body: Body): unknown[] => body.lines.map((line: Body) => line.reduced)
      expect(reduced(order)).to.deep.equal(["9.00", "18.00"])
      const { body } = await send("PATCH", `shop.order/${order.id}`, { discount: "50" })
      expect(reduced(body)).to.deep.equal(["5.00", "10.00"])
      const kept = body.lines.map(({ id }: Body) => ({ id }))
      const more = await send("PATCH", `shop.order/${order.id}`, {
        lines: [{ ...kept[0], price: "100" }, kept[1], ...lines("3")],
      })
      expect(reduced(more.body)).to.deep.equal(["50.00", "10.00", "1.50"])
    })

    it("add up when many write at once", async () => {
      const { id } = await customer()
      const made = await Promise.all(
        Array.from({ length: 30 }, () => send("POST", "shop.order", { customer: id, lines: lines("1.10") })),
      )
      expect(made.map(({ status }) => status)).to.deep.equal(made.map(() => 201))
      const changes = made.map(({ body }, i) =>
        i % 3 === 0
          ? send("DELETE", `shop.order/${body.id}`)
          : send("PATCH", `shop.order/${body.id}`, { lines: lines("2", "3") }),
      )
      await Promise.all(changes)
      const { body } = await send("GET", `shop.customer/${id}`)
      expect([body.orders, body.open_total]).to.deep.equal([20, "100.00"])
      const numbers = new Set(made.map(({ body: order }) => order.number))
      expect(numbers.size).to.equal(30)
    })
  })

  describe("an idempotency key", () => {
    it("makes the second request answer as the first did, at once or later", async () => {
      const key = { "idempotency-key": uuid7() }
      const both = await Promise.all([1, 2].map(() => send("POST", "shop.customer", { name: "Twice" }, key)))
      const again = await send("POST", "shop.customer", { name: "Twice" }, key)
      expect(new Set([...both, again].map(({ body }) => body.id)).size).to.equal(1)
      expect([...both, again].map(({ status }) => status)).to.deep.equal([201, 201, 201])
      const { body } = await send(
        "GET",
        `shop.customer?filter=${encodeURIComponent("name == 'Twice'")}&count=true`,
      )
      expect(body.count).to.equal(1)
    })

    it("serves arrays, updates and deletes too", async () => {
      const [a, b, c] = [1, 2, 3].map(() => ({ "idempotency-key": uuid7() }))
      const tags = [{ name: "k1" }, { name: "k2" }]
      const first = await send("POST", "shop.tag", tags, a)
      expect((await send("POST", "shop.tag", tags, a)).body).to.deep.equal(first.body)
      const id = first.body.items[0]?.id
      const changed = await send("PATCH", `shop.tag/${id}`, { name: "k3" }, b)
      expect((await send("PATCH", `shop.tag/${id}`, { name: "k3" }, b)).body).to.deep.equal(changed.body)
      expect((await send("DELETE", `shop.tag/${id}`, undefined, c)).status).to.equal(204)
      expect((await send("DELETE", `shop.tag/${id}`, undefined, c)).status).to.equal(204)
    })

    it("that came with another request is refused", async () => {
      const key = { "idempotency-key": uuid7() }
      await send("POST", "shop.customer", { name: "One" }, key)
      expect((await send("POST", "shop.customer", { name: "Two" }, key)).body.code).to.equal("RUN014")
    })
  })
})
