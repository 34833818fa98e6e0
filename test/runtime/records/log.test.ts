// A log at the door of records: records are added with all that comes with them, under a role that could not change them.
import { expect } from "chai"
import type { JsonValue } from "../../../engine/metaschema/index.ts"
import type { Caller } from "../../../runtime/perform/index.ts"
import { ask, house, seed, user, type Answer, type House } from "../../support/house.ts"
import { shopLayers } from "../../support/shop-layers.ts"

const visit: JsonValue = {
  $id: "shop.visit",
  title: "Visit",
  type: "object",
  kind: "log",
  required: ["customer"],
  properties: {
    number: { type: "string", sequence: { pattern: "V-{000}" } },
    customer: { ref: "shop.customer", copy: { city: "city" } },
    city: { type: "string" },
    count: { type: "integer", default: 2 },
    double: { type: "integer", computed: "count * 2" },
    lines: { type: "array", items: { $ref: "#/$defs/line" } },
    total: { type: "integer", computed: "sum(lines, amount)", virtual: true },
    tags: { type: "array", ref: "shop.tag", many: true },
  },
  $defs: { line: { type: "object", properties: { amount: { type: "integer" } } } },
}
/** How often a customer was visited is kept with the customer. */
const customer: JsonValue = {
  properties: { visits: { type: "integer", rollup: { of: "shop.visit", via: "customer", fn: "count" } } },
}
const layers = [
  ...shopLayers,
  {
    name: "visits",
    kind: "template",
    files: [
      { path: "shop/entities/visit.json", content: visit },
      { path: "shop/entities/customer.json", content: customer },
    ],
  },
] as const

describe("records of a log", () => {
  let on: House
  let admin: Caller
  before(async () => {
    on = await house(layers, () => Date.parse("2026-03-31T22:30:00Z"))
    admin = user(on.acme, ["base.admin"])
    await seed(on, on.acme, "base.user", [{ id: admin.principal.id, name: "Ann" }])
  })
  after(() => on.close())

  const send = (method: string, url: string, body?: unknown): Promise<Answer> =>
    ask(on, admin, `${method} ${url}`, { body })

  it("are made with numbers, child rows, links and derived values, and counted by others", async () => {
    const { body: ann } = await send("POST", "shop.customer", { name: "Ann", city: "Rome" })
    const { body: tag } = await send("POST", "shop.tag", { name: "new" })
    const made = await send("POST", "shop.visit", {
      customer: ann.id,
      lines: [{ amount: 3 }, { amount: 4 }],
      tags: [tag.id],
    })
    expect(made.status, JSON.stringify(made.body)).to.equal(201)
    expect(made.body).to.deep.include({ number: "V-001", city: "Rome", double: 4, total: "7", tags: [tag.id] })
    expect((await send("GET", `shop.customer/${ann.id}`)).body).to.include({ visits: 1 })
    expect((await send("GET", `shop.visit/${made.body.id}/history`)).status).to.equal(200)
  })

  it("are not changed or removed, by an administrator either", async () => {
    const { body: bob } = await send("POST", "shop.customer", { name: "Bob" })
    const { body: made } = await send("POST", "shop.visit", { customer: bob.id })
    expect((await send("PATCH", `shop.visit/${made.id}`, { count: 3 })).status).to.equal(403)
    expect((await send("DELETE", `shop.visit/${made.id}`)).status).to.equal(403)
    expect((await send("GET", `shop.visit/${made.id}`)).body).to.include({ count: 2, version: 1 })
  })
})
