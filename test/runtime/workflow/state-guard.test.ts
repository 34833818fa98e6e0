// What PostgreSQL itself keeps of a life cycle: SQL under the tenant's role changes nothing that a state closes.
import { expect } from "chai"
import type { Layer } from "../../../engine/layer/index.ts"
import type { Caller } from "../../../runtime/perform/index.ts"
import { ask, house, seed, user, type Answer, type Body, type House } from "../../support/house.ts"
import { tradeLayers } from "../../support/trade-layers.ts"

/** What the module lacks: links of a document, and a field that a transition of another document sets. */
const more: Layer = {
  name: "own",
  kind: "tenant",
  files: [
    {
      path: "trade/entities/order.json",
      content: {
        properties: {
          witnesses: { type: "array", ref: "base.user", many: true },
          shipped_on: { type: "string", format: "date", readOnly: true },
        },
      },
    },
    {
      path: "trade/workflows/delivery_cycle.json",
      content: {
        transitions: { post: { effects: { tell: { update: "order", set: { shipped_on: "day" } } } } },
      },
    },
  ],
}

describe("states in the database", () => {
  let on: House
  let boss: Caller
  let customer: Body
  before(async () => {
    on = await house([...tradeLayers, more])
    boss = user(on.acme, ["trade.boss"])
    await seed(on, on.acme, "base.user", [{ id: boss.principal.id, name: "Boss", roles: ["trade.boss"] }])
    const [ada] = await seed(on, on.acme, "trade.customer", [{ name: "Ada", limit: "500" }])
    if (ada === undefined) throw new Error("no customer")
    customer = ada
  })
  after(() => on.close())

  const draft = async (): Promise<Body> => {
    const line = { item: "nut", quantity: "2", price: "30" }
    const body = { customer: customer.id, lines: [line, line] }
    const made = await ask(on, boss, "POST trade.order", { body })
    expect(made.status, JSON.stringify(made.body)).to.equal(201)
    return made.body
  }
  const confirm = (id: string): Promise<Answer> =>
    ask(on, boss, `POST trade.order/${id}/transitions/confirm`, { body: { day: "2026-02-03" } })
  const confirmed = async (): Promise<Body> => {
    const { status, body } = await confirm((await draft()).id)
    expect(status, JSON.stringify(body)).to.equal(200)
    return body
  }
  /** Runs the statements as one transaction under the tenant's role; what is refused, by the rules it broke. */
  const raw = async (...texts: string[]): Promise<unknown> => {
    const { schema } = on.acme.address
    const statements = texts.map((text) => ({
      text: text.replaceAll("@", `"${schema}".trade_`),
      values: [],
      prepared: false,
    }))
    try {
      await on.parts.database.run(on.acme.address, statements)
      return "done"
    } catch (fault) {
      const { code, detail } = fault as { code?: string; detail?: string } // a border: pg's errors have both
      if (code === "TN004") return "worked out"
      return code === "TN001"
        ? (JSON.parse(detail ?? "[]") as string[]).map((text) => text.split(" ")[0])
        : fault
    }
  }
  const broken = (...fields: string[]): string[] => fields.map((field) => `trade.order#state/${field}`)

  it("close the fields of a record, its identity and its number, but not what a state leaves open", async () => {
    const { id } = await confirmed()
    const set = (what: string): Promise<unknown> => raw(`UPDATE @order SET ${what} WHERE id = '${id}'`)
    expect(await set("note = 'later'")).to.equal("done")
    expect(await set("version = version + 1, updated_at = now()")).to.equal("done")
    expect(await set(`amends = id, note = 'x'`)).to.deep.equal(broken("amends"))
    expect(await set("number = 'O-9999'")).to.deep.equal(broken("number"))
    expect(await set("number = NULL")).to.deep.equal(broken("number"))
    expect(await set("confirmed_on = '2030-01-01'")).to.deep.equal(broken("confirmed_on"))
    expect(await set("created_at = created_at - interval '1 day'")).to.deep.equal(broken("created_at"))
    expect(await set("id = uuidv7()")).to.not.equal("done")
  })

  it("let a record go only where a transition leads, with what that transition sets", async () => {
    const { id } = await confirmed()
    const set = (what: string): Promise<unknown> => raw(`UPDATE @order SET ${what} WHERE id = '${id}'`)
    expect(await set("state = 'draft'")).to.deep.equal(broken("state"))
    expect(await set("state = 'done', confirmed_on = NULL")).to.deep.equal(broken("confirmed_on"))
  })

  it("close child rows with their record: none comes, changes, moves or goes", async () => {
    const [open, shut] = [await draft(), await confirmed()]
    const [line] = shut.lines
    const lines = broken("lines")
    const insert = (parent: string): string =>
      `INSERT INTO @order__lines (parent, position, item, quantity, price) VALUES ('${parent}', 9, 'bolt', 1, 1)`
    const where = `WHERE id = '${String(line?.id)}'`
    expect(await raw(insert(shut.id))).to.deep.equal(lines)
    expect(await raw(`UPDATE @order__lines SET price = 1 ${where}`)).to.deep.equal(lines)
    expect(await raw(`UPDATE @order__lines SET parent = '${open.id}' ${where}`)).to.deep.equal(lines)
    expect(await raw(`DELETE FROM @order__lines ${where}`)).to.deep.equal(lines)
    expect(await raw(insert(open.id))).to.equal("done")
    expect(await raw(`UPDATE @order__lines SET price = 1 WHERE parent = '${open.id}'`)).to.equal("done")
    expect(await raw(`DELETE FROM @order__lines WHERE parent = '${open.id}'`)).to.equal("done")
  })

  it("keep a record that a state keeps, and let go one that it does not", async () => {
    const [open, shut] = [await draft(), await confirmed()]
    expect(await raw(`DELETE FROM @order WHERE id = '${shut.id}'`)).to.deep.equal(broken("delete"))
    expect(await raw(`DELETE FROM @order WHERE id = '${open.id}'`)).to.equal("done")
  })

  it("begin a record where its life cycle begins", async () => {
    const insert = (state: string): string =>
      `INSERT INTO @order (customer, state) VALUES ('${customer.id}', '${state}')`
    expect(await raw(insert("draft"))).to.equal("done")
    expect(await raw(insert("confirmed"))).to.deep.equal(broken("state"))
    expect(await raw(insert("cancelled"))).to.deep.equal(broken("state"))
    const line = `INSERT INTO @order__lines (parent, position, item, quantity, price) SELECT id, 1, 'nut', 1, 1 FROM made`
    const both = `WITH made AS (${insert("done")} RETURNING id) ${line}`
    expect(await raw(both)).to.deep.equal(broken("state"))
  })

  it("let the system carry in a record that is further on", async () => {
    const [carried] = await seed(on, on.acme, "trade.order", [{ customer: customer.id, state: "confirmed" }])
    expect(carried?.["state"]).to.equal("confirmed")
  })

  it("close links with their record: none comes, changes or goes", async () => {
    const [open, shut] = [await draft(), await confirmed()]
    const links = broken("witnesses")
    const insert = (order: string): string =>
      `INSERT INTO @order__witnesses (record, target, position) VALUES ('${order}', '${boss.principal.id}', 1)`
    expect(await raw(insert(shut.id))).to.deep.equal(links)
    expect(await raw(insert(open.id))).to.equal("done")
    const moved = `UPDATE @order__witnesses SET record = '${shut.id}' WHERE record = '${open.id}'`
    expect(await raw(moved)).to.deep.equal(links)
    expect((await confirm(open.id)).status).to.equal(200)
    expect(await raw(`DELETE FROM @order__witnesses WHERE record = '${open.id}'`)).to.deep.equal(links)
    const place = `UPDATE @order__witnesses SET position = 7 WHERE record = '${open.id}'`
    expect(await raw(place)).to.deep.equal(links)
    const { body } = await ask(on, boss, `PATCH trade.order/${open.id}`, { body: { witnesses: [] } })
    expect([body.code, body.errors[0]?.path]).to.deep.equal(["RUN005", "/witnesses"])
  })

  it("leave what transitions of other records set to these", async () => {
    const { id } = await confirmed()
    const set = `UPDATE @order SET shipped_on = '2030-01-01' WHERE id = '${id}'`
    expect(await raw(set)).to.deep.equal(broken("shipped_on"))
    expect((await ask(on, boss, `POST trade.order/${id}/transitions/deliver`)).status).to.equal(200)
    const { body } = await ask(on, boss, `GET trade.order/${id}`)
    expect(body["shipped_on"]).to.be.a("string")
    expect(await raw(set)).to.deep.equal(broken("shipped_on"))
  })

  it("leave what is worked out and counted up to the house", async () => {
    const { id } = await confirmed()
    expect(await raw(`UPDATE @order SET total = 0 WHERE id = '${id}'`)).to.equal("worked out")
    expect(await raw(`UPDATE @order SET note = 'mine' WHERE id = '${id}'`)).to.equal("done")
  })

  it("cannot be got round within one transaction, nor by the session's settings", async () => {
    const { id } = await confirmed()
    const insert = `INSERT INTO @order__lines (parent, position, item, quantity, price) VALUES ('${id}', 9, 'x', 1, 1)`
    expect(await raw(`UPDATE @order SET note = 'y' WHERE id = '${id}'`, insert)).to.deep.equal(
      broken("lines"),
    )
    const change = `UPDATE @order SET amends = id WHERE id = '${id}'`
    expect(await raw(change)).to.deep.equal(broken("amends"))
    expect(await raw("SET tenon.migrating = 'on'", change)).to.not.equal("done")
    expect(await raw("SET session_replication_role = replica", change)).to.not.equal("done")
    expect(await raw("ALTER TABLE @order DISABLE TRIGGER ALL", change)).to.not.equal("done")
  })

  it("hold rows against those who close the record at the same moment", async () => {
    const { id } = await draft()
    const insert = `INSERT INTO @order__lines (parent, position, item, quantity, price) VALUES ('${id}', 9, 'x', 1, 1)`
    const { schema } = on.acme.address
    const [, late] = await on.parts.database.transaction(on.acme.address, async (tx) => {
      await tx.run([
        {
          text: `UPDATE "${schema}".trade_order SET state = 'confirmed' WHERE id = '${id}'`,
          values: [],
          prepared: false,
        },
      ])
      const waiting = raw(insert)
      await new Promise((resolve) => setTimeout(resolve, 50))
      await tx.commit([])
      return [undefined, waiting.then((result) => result)] as const
    })
    expect(await late).to.deep.equal(broken("lines"))
  })

  it("do not hinder what transitions do, and speak in the words of the rules", async () => {
    const { id } = await confirmed()
    const [bob] = await seed(on, on.acme, "trade.customer", [{ name: "Bob" }])
    const { body } = await ask(on, boss, `PATCH trade.order/${id}`, { body: { customer: bob?.id } })
    expect([body.code, body.errors[0]?.path]).to.deep.equal(["RUN005", "/customer"])
    const done = await ask(on, boss, `POST trade.order/${id}/transitions/deliver`)
    expect([done.status, done.body["state"]], JSON.stringify(done.body)).to.deep.equal([200, "done"])
  })
})
