// Creates, updates and deletes at the door of records, on a real PostgreSQL.
import { expect } from "chai"
import { ask, house, seed, user, uuid7, type Answer, type Body, type House } from "../../support/house.ts"
import { shopLayers } from "../../support/shop-layers.ts"
import type { Caller } from "../../../runtime/perform/index.ts"

describe("writing records", () => {
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

  describe("a create", () => {
    it("fills in constants, the day where the tenant lives, and the user", async () => {
      const body = await customer()
      expect(body).to.include({
        level: "none",
        discount: "0.0000",
        since: "2026-04-01",
        owner: boss.principal.id,
        version: 1,
        created_by: boss.principal.id,
        orders: 0,
        open_total: "0.00",
      })
    })

    it("works out generated, virtual and stored values, and those of child rows", async () => {
      const body = await customer({ city: "Rome", level: "gold" })
      expect(body).to.include({ label: "Ann (Rome)", is_good: true })
      const order = await made("shop.order", {
        customer: body.id,
        lines: [
          { quantity: "2.5", price: "10.05" },
          { quantity: "1", price: "74.87" },
        ],
      })
      expect(order).to.include({ net: "100.00", total: "100.00", customer_level: "gold" })
      expect(order.lines.map((line: Body) => [line.amount, line.share])).to.deep.equal([
        ["25.13", "25.13"],
        ["74.87", "74.87"],
      ])
    })

    it("copies from the chosen record what was left out, and keeps what was given", async () => {
      const { id } = await customer({ city: "Oslo", discount: "12.5" })
      expect(await made("shop.order", { customer: id, lines: lines("100") })).to.include({
        ship_to: "Oslo",
        discount: "12.5000",
        total: "87.50",
      })
      expect(await made("shop.order", { customer: id, ship_to: "Bergen", discount: "0" })).to.include({
        ship_to: "Bergen",
        discount: "0.0000",
      })
    })

    it("numbers from a series that starts anew each year, without a gap after a refusal", async () => {
      const { id } = await customer()
      const first = (await made("shop.order", { customer: id })).number
      expect(first).to.match(/^O-2026-\d{4}$/)
      expect((await send("POST", "shop.order", { customer: id, due: "2020-01-01" })).status).to.equal(422)
      const second = (await made("shop.order", { customer: id })).number
      expect(Number(second.slice(-4))).to.equal(Number(first.slice(-4)) + 1)
    })

    it("of an array is all or nothing, and names the record and field at fault", async () => {
      const { status, body } = await send("POST", "shop.tag", [{ name: "a1" }, { name: "" }, { nme: "x" }])
      expect(status).to.equal(422)
      expect(body.errors.map(({ path, code }: Body) => [path, code])).to.deep.include.members([
        ["/1/name", "PLN006"],
        ["/2/nme", "PLN001"],
        ["/2/name", "PLN006"],
      ])
      expect((await send("GET", "shop.tag?filter=name%20%3D%3D%20'a1'")).body.items).to.deep.equal([])
      const many = await send("POST", "shop.tag", [{ name: "z" }, { name: "y" }, { name: "x" }])
      expect(many.body.items.map(({ name }: Body) => name)).to.deep.equal(["z", "y", "x"])
    })

    it("says which value is taken, at its field", async () => {
      await made("shop.tag", { name: "once" })
      const { status, body } = await send("POST", "shop.tag", { name: "once" })
      expect([status, body.code, body.errors[0]?.path]).to.deep.equal([409, "RUN003", "/name"])
    })

    it("refuses a reference to nothing at its field", async () => {
      const { status, body } = await send("POST", "shop.order", { customer: uuid7() })
      expect([status, body.code, body.errors[0]?.path]).to.deep.equal([422, "RUN006", "/customer"])
    })

    it("names every broken rule, those of child rows too", async () => {
      const { id } = await customer({ limit: "100" })
      const { body } = await send("POST", "shop.order", {
        customer: id,
        due: "2026-01-01",
        lines: lines("90", "20"),
      })
      expect(body.errors.map(({ path }: Body) => path)).to.deep.equal(["/due"])
      const { body: dear } = await send("POST", "shop.order", { customer: id, lines: lines("90", "20") })
      expect(dear.errors.map(({ path, message }: Body) => [path, message])).to.deep.equal([
        ["/lines", "Above the customer's limit."],
      ])
      const free = await customer()
      const { body: row } = await send("POST", "shop.order", { customer: free.id, lines: lines("1", "1001") })
      expect(row.detail).to.equal("No line above 1000.")
    })

    it("refuses ranges that overlap with the declared words", async () => {
      await made("shop.booking", { room: "A", first: "2026-01-01", last: "2026-01-10" })
      await made("shop.booking", { room: "A", first: "2026-01-11", last: "2026-01-12" })
      await made("shop.booking", { room: "B", first: "2026-01-05", last: "2026-01-06" })
      const { status, body } = await send("POST", "shop.booking", {
        room: "A",
        first: "2026-01-10",
        last: "2026-01-10",
      })
      expect([status, body.code, body.detail]).to.deep.equal([409, "RUN009", "The room is taken then."])
    })

    it("keeps many-references in their order and polymorphic ones with their entity", async () => {
      const tags = [(await made("shop.tag", { name: "t2" })).id, (await made("shop.tag", { name: "t1" })).id]
      const body = await customer({ tags })
      expect(body.tags).to.deep.equal(tags)
      const order = await made("shop.order", {
        customer: body.id,
        about: { entity: "shop.tag", id: tags[0] },
      })
      expect(order.about).to.deep.equal({ entity: "shop.tag", id: tags[0] })
    })
  })

  describe("an update", () => {
    it("changes what the patch names, raises the version and tells history who did", async () => {
      const { id } = await customer()
      const { body, headers } = await send(
        "PATCH",
        `shop.customer/${id}`,
        { city: "Bonn", limit: "5" },
        { "if-match": '"1"' },
      )
      expect(body).to.include({ city: "Bonn", limit: "5.00", version: 2, label: "Ann (Bonn)" })
      expect(headers["etag"]).to.equal('"2"')
      const history = (await send("GET", `shop.customer/${id}/history`)).body.items
      expect(history.map(({ action, version }: Body) => [action, version])).to.deep.equal([
        ["update", 2],
        ["create", 1],
      ])
      expect(history[0]).to.deep.include({
        changes: { city: [null, "Bonn"], limit: [null, "5.00"] },
        by: { id: boss.principal.id, name: "Boss" },
      })
    })

    it("of a stale version is refused and says which it is now", async () => {
      const { id } = await customer()
      await send("PATCH", `shop.customer/${id}`, { city: "Bonn" })
      const { status, body } = await send(
        "PATCH",
        `shop.customer/${id}`,
        { city: "Ulm" },
        { "if-match": '"1"' },
      )
      expect([status, body.code, body.version]).to.deep.equal([412, "RUN002", 2])
    })

    it("of one of two at once wins, the other hears of it", async () => {
      const { id } = await customer()
      const both = await Promise.all(
        ["a", "b"].map((city) => send("PATCH", `shop.customer/${id}`, { city }, { "if-match": '"1"' })),
      )
      expect(both.map(({ status }) => status).sort()).to.deep.equal([200, 412])
    })

    it("merges child rows by id, adds, removes and reorders them", async () => {
      const { id: by } = await customer()
      const order = await made("shop.order", {
        customer: by,
        lines: [
          { item: "a", quantity: "1", price: "1" },
          { item: "b", quantity: "2", price: "2" },
          { item: "c", quantity: "3", price: "3" },
        ],
      })
      const [, b, c] = order.lines
      const { body } = await send("PATCH", `shop.order/${order.id}`, {
        lines: [{ id: c?.id, price: "4" }, { item: "d", quantity: "1", price: "5" }, { id: b?.id }],
      })
      expect(body.lines.map((line: Body) => [line.item, line.amount])).to.deep.equal([
        ["c", "12.00"],
        ["d", "5.00"],
        ["b", "4.00"],
      ])
      expect(body).to.include({ net: "21.00", total: "21.00" })
      const { status, body: strange } = await send("PATCH", `shop.order/${order.id}`, {
        lines: [{ id: uuid7(), price: "4" }],
      })
      expect([status, strange.code]).to.deep.equal([422, "RUN006"])
      const other = await made("shop.order", { customer: by, lines: lines("1") })
      expect(
        (await send("PATCH", `shop.order/${order.id}`, { lines: [{ id: other.lines[0]?.id, price: "4" }] }))
          .status,
      ).to.equal(422)
      expect((await send("GET", `shop.order/${order.id}`)).body.lines).to.have.length(3)
    })

    it("keeps what is immutable, required and final", async () => {
      const { id: by } = await customer()
      const { id } = await made("shop.order", { customer: by, reference: "R1" })
      expect((await send("PATCH", `shop.order/${id}`, { state: "void" })).body.errors[0]?.path).to.equal(
        "/reason",
      )
      expect((await send("PATCH", `shop.order/${id}`, { state: "paid" })).status).to.equal(200)
      expect((await send("PATCH", `shop.order/${id}`, { reference: "R2" })).body.errors[0]?.path).to.equal(
        "/reference",
      )
      expect((await send("PATCH", `shop.order/${id}`, { state: "open" })).body.detail).to.equal(
        "What is paid stays paid.",
      )
      expect((await send("PATCH", `shop.order/${id}`, { note: "still writable" })).status).to.equal(200)
    })

    it("refuses what the system keeps, unknown fields and an empty patch", async () => {
      const { id } = await customer()
      for (const [patch, code] of [
        [{ orders: 3 }, "PLN007"],
        [{ version: 9 }, "PLN007"],
        [{ nmae: "x" }, "PLN001"],
      ] as const) {
        const { status, body } = await send("PATCH", `shop.customer/${id}`, patch)
        expect([status, body.errors[0]?.code], JSON.stringify(patch)).to.deep.equal([422, code])
      }
      expect((await send("PATCH", `shop.customer/${id}`, {})).status).to.equal(422)
    })

    it("of a tree refuses a ring, also when two moves would close it together", async () => {
      const [a, b] = [await made("shop.region", { name: "a" }), await made("shop.region", { name: "b" })]
      const moves = await Promise.all([
        send("PATCH", `shop.region/${a.id}`, { parent: b.id }),
        send("PATCH", `shop.region/${b.id}`, { parent: a.id }),
      ])
      expect(moves.map(({ status }) => status).sort()).to.deep.equal([200, 409])
    })

    it("never shows a secret, in the reply or in history", async () => {
      const { id, ...rest } = await customer({ pin: "1234" })
      expect(rest).to.not.have.property("pin")
      await send("PATCH", `shop.customer/${id}`, { pin: "5678", city: "X" })
      expect(JSON.stringify((await send("GET", `shop.customer/${id}/history`)).body)).to.not.match(
        /1234|5678/,
      )
      expect(
        (await send("GET", `shop.customer?filter=${encodeURIComponent("pin == '5678'")}`)).body.code,
      ).to.equal("ACC002")
    })
  })

  describe("a delete", () => {
    it("removes the record with its rows, keeps it in history", async () => {
      const { id } = await customer()
      expect((await send("DELETE", `shop.customer/${id}`, undefined, { "if-match": '"1"' })).status).to.equal(
        204,
      )
      expect((await send("GET", `shop.customer/${id}`)).status).to.equal(404)
      expect((await send("DELETE", `shop.customer/${id}`)).status).to.equal(404)
    })

    it("of what is still used is refused", async () => {
      const { id } = await customer()
      await made("shop.order", { customer: id })
      const { status, body } = await send("DELETE", `shop.customer/${id}`)
      expect([status, body.code]).to.deep.equal([409, "RUN004"])
    })
  })
})
