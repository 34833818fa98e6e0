import { expect } from "chai"
import type { Caller } from "../../../runtime/perform/index.ts"
import { ask, house, seed, user, type Answer, type Body, type House } from "../../support/house.ts"
import { tradeLayers } from "../../support/trade-layers.ts"

describe("a transition at the door of records", () => {
  let on: House
  let boss: Caller
  let customer: Body
  before(async () => {
    on = await house(tradeLayers)
    boss = user(on.acme, ["trade.boss"])
    const [owner] = await seed(on, on.acme, "base.user", [
      { id: boss.principal.id, name: "Boss", roles: ["trade.boss"] },
    ])
    await seed(on, on.acme, "base.user", [{ name: "Sally", roles: ["trade.seller"] }])
    const made = await ask(on, boss, "POST trade.customer", {
      body: { name: "Ada", limit: "500", owner: owner?.id },
    })
    customer = made.body
  })
  after(() => on.close())

  const line = { item: "nut", quantity: "2", price: "30" }
  const order = async (more: object = {}): Promise<Body> => {
    const body = { customer: customer.id, note: "n", lines: [line], ...more }
    const made = await ask(on, boss, "POST trade.order", { body })
    expect(made.status, JSON.stringify(made.body)).to.equal(201)
    return made.body
  }
  const move = (
    id: string,
    name: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Answer> =>
    ask(on, boss, `POST trade.order/${id}/transitions/${name}`, {
      ...(body === undefined ? {} : { body }),
      headers,
    })
  const confirmed = async (more: object = {}): Promise<Body> => {
    const { id } = await order(more)
    const answer = await move(id, "confirm", { day: "2026-02-03" })
    expect(answer.status, JSON.stringify(answer.body)).to.equal(200)
    return answer.body
  }

  it("moves the record, sets fields and gives a number, and tells its new version", async () => {
    const { id } = await order()
    const { status, body, headers } = await move(id, "confirm", { day: "2026-02-03", note: "quick" })
    expect(status).to.equal(200)
    expect(body).to.include({ state: "confirmed", confirmed_on: "2026-02-03", note: "quick", version: 2 })
    expect(body["confirmed_by"]).to.equal(boss.principal.id)
    expect(body.number).to.match(/^O-\d{4}$/)
    expect(headers["etag"]).to.equal('"2"')
  })

  it("is refused from the wrong state with 409, by guards with 422 and all their messages", async () => {
    const { id } = await confirmed()
    expect((await move(id, "confirm", { day: "2026-02-03" })).body).to.include({
      code: "WFL001",
      status: 409,
    })
    const empty = await order({ lines: [] })
    const none = await move(empty.id, "confirm", { day: "2026-02-03" })
    expect(none.body).to.include({
      code: "WFL002",
      status: 422,
      detail: "An order has lines.",
      path: "/lines",
    })
    const large = await order({ lines: [{ ...line, quantity: "100" }] })
    expect((await move(large.id, "confirm", { day: "2026-02-03" })).body.detail).to.equal(
      "Above the customer's limit.",
    )
  })

  it("checks its input like a record's", async () => {
    const { id } = await order()
    const { body } = await move(id, "confirm", { dya: "2026-02-03" })
    expect(body.errors.map(({ path }) => path)).to.have.members(["/dya", "/day"])
    expect((await move(id, "confrim")).body).to.include({ code: "WFL003", hint: 'Did you mean "confirm"?' })
  })

  it("is made by roles that it names or whose rights name it, and only on records that they show", async () => {
    const { id } = await order()
    const seller = user(on.acme, ["trade.seller"])
    const as = (who: Caller, name: string) =>
      ask(on, who, `POST trade.order/${id}/transitions/${name}`, { body: { day: "2026-01-01" } })
    expect((await as(seller, "confirm")).body).to.include({ code: "ACC001", status: 403 })
    const hidden = await order({ note: "secret" })
    const both = user(on.acme, ["trade.seller", "trade.nobody"])
    expect((await ask(on, both, `GET trade.order/${hidden.id}/transitions`)).status).to.equal(404)
    expect((await as(boss, "confirm")).status).to.equal(200)
  })

  it("makes records with rows, refers to them, and moves them on in the same transaction", async () => {
    const { id } = await confirmed()
    const { body, status } = await move(id, "deliver")
    expect(status, JSON.stringify(body)).to.equal(200)
    const delivery = await ask(on, boss, `GET trade.delivery/${String(body["delivery"])}`)
    expect(delivery.body).to.include({ order: id, state: "posted", version: 2 })
    expect(delivery.body.lines[0]).to.include({ item: "nut", quantity: "2.000", customer: customer.id })
    const paid = await ask(on, boss, `GET trade.customer/${customer.id}`)
    expect(paid.body["last_total"]).to.equal("60.00")
  })

  it("moves what it refers to, and nothing at all where that one is refused", async () => {
    const { id } = await confirmed()
    const done = await move(id, "deliver")
    const back = await move(id, "undo")
    expect(back.body).to.include({ state: "confirmed" })
    const delivery = await ask(on, boss, `GET trade.delivery/${String(done.body["delivery"])}`)
    expect(delivery.body).to.include({ state: "cancelled", reason: "undone" })
    expect((await move(id, "finish")).body).to.include({ code: "WFL002" })
    const empty = await confirmed({ lines: [{ ...line, quantity: "0" }] })
    expect((await move(empty.id, "deliver")).body.detail).to.equal("Nothing to deliver.")
    expect((await ask(on, boss, `GET trade.order/${empty.id}`)).body).to.include({
      state: "confirmed",
      delivery: null,
    })
  })

  it("amends by a copy that points back", async () => {
    const { id } = await confirmed({ tags: ["a"] })
    await move(id, "amend")
    const { body } = await ask(
      on,
      boss,
      `GET trade.order?filter=amends == '${id}'&fields=state,note,number,tags,total,lines`,
    )
    expect(body.items).to.have.length(1)
    expect(body.items[0]).to.deep.include({
      state: "draft",
      note: "n",
      number: null,
      tags: ["a"],
      total: "60.00",
    })
    expect(body.items[0]?.lines[0]).to.include({ item: "nut", price: "30.00" })
  })

  it("refreshes what other records derive of the state", async () => {
    const made = await ask(on, boss, "POST trade.customer", { body: { name: "Bob" } })
    await confirmed({ customer: made.body.id })
    expect((await ask(on, boss, `GET trade.customer/${made.body.id}`)).body["confirmed"]).to.equal(1)
  })

  it("lets only one of two at once through", async () => {
    const { id } = await order()
    const both = await Promise.all([1, 2].map(() => move(id, "confirm", { day: "2026-02-03" })))
    expect(both.map(({ status }) => status).sort()).to.deep.equal([200, 409])
  })

  it("stands in history and outbox under its name, with the events that it puts there", async () => {
    const { id } = await confirmed({ lines: [{ ...line, quantity: "5" }] })
    const { body } = await ask(on, boss, `GET trade.order/${id}/history`)
    expect(body.items[0]).to.deep.include({ action: "transition confirm" })
    expect(body.items[0]?.["changes"]).to.deep.include({ state: ["draft", "confirmed"] })
    const { address } = on.acme
    const text = `SELECT action FROM "${address.schema}"._outbox WHERE record = $1 ORDER BY id`
    const [rows] = await on.database.run(address, [{ text, values: [id], prepared: false }])
    expect(rows?.map(([action]) => action)).to.deep.equal([
      "create",
      "transition confirm",
      "event order.large",
    ])
  })

  it("tells users and holders of roles, not the one who did it", async () => {
    const { id } = await confirmed()
    const { body } = await ask(on, user(on.acme, ["base.admin"]), "GET base.notification?expand=recipient")
    const about = body.items.filter((one) => (one["regarding"] as Body | null)?.id === id)
    expect(about.map((one) => (one["recipient"] as Body).name)).to.deep.equal(["Sally"])
  })

  it("honours If-Match and Idempotency-Key", async () => {
    const { id } = await order()
    expect((await move(id, "confirm", { day: "2026-02-03" }, { "if-match": '"7"' })).body.code).to.equal(
      "RUN002",
    )
    const first = await move(id, "confirm", { day: "2026-02-03" }, { "idempotency-key": id })
    const again = await move(id, "confirm", { day: "2026-02-03" }, { "idempotency-key": id })
    expect([first.status, again.status]).to.deep.equal([200, 200])
    expect(again.body).to.deep.equal(first.body)
    expect(again.headers["idempotency-replayed"]).to.equal("true")
  })

  it("rehearses: tells what would be, and leaves nothing behind", async () => {
    const { id, version } = await confirmed()
    const dry = await move(id, "deliver?dry_run=true")
    expect(dry.body.record).to.include({ state: "done" })
    expect(dry.body["created"]).to.have.length(1)
    const { body } = await ask(on, boss, `GET trade.order/${id}`)
    expect(body).to.include({ state: "confirmed", delivery: null, version })
  })

  it("moves many, each by itself", async () => {
    const [a, b] = [await order(), await order({ lines: [] })]
    const body = { ids: [a.id, b.id], transition: "confirm", input: { day: "2026-02-03" } }
    const answer = await ask(on, boss, "POST trade.order/bulk", { body })
    expect(answer.body.items.map((one) => one["ok"])).to.deep.equal([true, false])
    expect(answer.body.items[1]?.problem?.detail).to.equal("An order has lines.")
  })

  it("shows which moves are open, and what stands in their way", async () => {
    const { id } = await order({ lines: [] })
    const { body } = await ask(on, boss, `GET trade.order/${id}/transitions`)
    expect(body.items.map(({ name }) => name)).to.deep.equal(["confirm", "copy_number", "spin"])
    expect(body.items[0]).to.include({ allowed: false, to: "confirmed" })
    expect(reasonsIn(body).map(({ message }) => message)).to.deep.equal(["An order has lines."])
    const next = await confirmed()
    const after = await ask(on, boss, `GET trade.order/${next.id}/transitions`)
    expect(after.body.items.map(({ name }) => name)).to.deep.equal(["deliver", "amend", "finish"])
  })

  it("closes fields to people in the states that say so", async () => {
    const { id } = await confirmed()
    const patch = (body: object) => ask(on, boss, `PATCH trade.order/${id}`, { body })
    expect((await patch({ note: "later" })).status).to.equal(200)
    const closed = await patch({ customer: customer.id, amends: id })
    expect(closed.body.errors.map(({ path }) => path)).to.deep.equal(["/amends"])
    expect(closed.body.errors[0]?.message).to.equal("Amends can be changed only while the order is Draft.")
    expect((await patch({ lines: [] })).body.errors.map(({ path }) => path)).to.deep.equal(["/lines"])
    expect((await patch({ tags: ["x"] })).body.errors.map(({ path }) => path)).to.deep.equal(["/tags"])
    expect((await patch({ state: "done" })).body.errors.map(({ code }) => code)).to.deep.equal(["PLN007"])
  })

  it("collects rows from other records, grouped and summed, in place of those that were there", async () => {
    const about = "collected"
    await confirmed({ note: about })
    await confirmed({ note: about, lines: [{ ...line, quantity: "3" }] })
    await confirmed({
      note: about,
      lines: [{ ...line, price: "0" }],
      customer: (await ask(on, boss, "POST trade.customer", { body: { name: "Zero" } })).body.id,
    })
    const { body: report } = await ask(on, boss, "POST trade.report", {
      body: { about, lines: [{ orders: 7 }] },
    })
    const { body, status } = await ask(on, boss, `POST trade.report/${report.id}/transitions/fill`)
    expect(status, JSON.stringify(body)).to.equal(200)
    expect(body.lines.map(({ id: _, position: __, parent: ___, ...fields }) => fields)).to.deep.equal([
      { customer: customer.id, month: "2026-02-03", orders: 2, total: "150.00" },
    ])
    expect(body["grand_total"]).to.equal("150.00")
  })

  it("lets entries and new records carry the number that it has just given", async () => {
    const { id } = await order()
    const { body } = await move(id, "copy_number")
    expect(body.number).to.match(/^O-\d{4}$/)
    expect(body.note).to.equal(`No. ${body.number}`)
  })

  it("lets a record be deleted only in the states that say so", async () => {
    const { id } = await confirmed()
    expect((await ask(on, boss, `DELETE trade.order/${id}`)).body).to.include({ code: "WFL004", status: 409 })
    const draft = await order()
    expect((await ask(on, boss, `DELETE trade.order/${draft.id}`)).status).to.equal(204)
  })

  it("leaves notifications that are deleted without a history", async () => {
    const admin = user(on.acme, ["base.admin"])
    await confirmed()
    const { body } = await ask(on, admin, "GET base.notification?limit=1")
    expect((await ask(on, admin, `DELETE base.notification/${body.items[0]?.id}`)).status).to.equal(204)
  })

  it("ends where life cycles move each other without end", async () => {
    const { id } = await order()
    expect((await move(id, "spin")).body).to.include({ code: "WFL005" })
  })
})

/** Why the first move of the list is not open. */
function reasonsIn({ items }: Body): readonly Body[] {
  const reasons = items[0]?.["reasons"]
  return Array.isArray(reasons) ? (reasons as Body[]) : [] // a border: tests compare what they find
}
