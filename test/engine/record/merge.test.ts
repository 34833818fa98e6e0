// What a record takes over of others that are the same thing, and what the metadata may say of it.
import { expect } from "chai"
import { mergedPatch, preparePatch, prepareRecord } from "../../../engine/record/index.ts"
import { compileShop, entityOf, faults, text } from "../model/fixture.ts"

const properties = {
  name: text,
  phone: text,
  note: text,
  shout: { type: "string", computed: "upper(name)" },
  wanted: { type: "boolean" },
  friends: { type: "array", ref: "shop.person", many: true },
  places: { type: "array", items: { $ref: "#/$defs/place" } },
} as const
const $defs = {
  place: { type: "object", properties: { city: text, loud: { ...text, computed: "upper(city)" } } },
}
const source = { properties, $defs, merge: { order: ["name"], join: ["note"] } }

describe("mergedPatch", () => {
  const person = entityOf(compileShop({ person: source }), "person")
  const merged = (...[survivor = {}, ...others]: readonly object[]): object =>
    mergedPatch(
      person,
      { ...survivor },
      others.map((one) => ({ ...one })),
    )

  it("keeps what is there, false included, and fills gaps from the first that has a value", () => {
    expect(
      merged({ name: "Ada", wanted: false }, { name: "Adam", wanted: true }, { phone: "1" }, { phone: "2" }),
    ).to.deep.equal({ phone: "1" })
  })

  it("joins the texts that say so, each once, and unites lists of references", () => {
    expect(
      merged({ note: "a", friends: ["x"] }, { note: "b", friends: ["y", "x"] }, { note: "a" }),
    ).to.deep.equal({ note: "a\n\nb", friends: ["x", "y"] })
  })

  it("takes child rows as new ones where there are none, without what is derived", () => {
    const places = [{ id: "1", position: 0, city: "Kiel", loud: "KIEL" }]
    expect(merged({ places: [] }, { places })).to.deep.equal({ places: [{ city: "Kiel" }] })
    expect(merged({ places }, { places: [{ id: "2", city: "Bonn" }] })).to.deep.equal({})
  })

  it("takes nothing that nobody writes", () => {
    expect(merged({ shout: null }, { id: "1", version: 3, shout: "ADA" })).to.deep.equal({})
  })

  it("is declared with fields that exist, and texts that are written", () => {
    const merge = { where: "nme == 'x'", order: ["-nmae"], join: ["shout", "nte"] }
    expect(faults(compileShop({ person: { ...source, merge } }))).to.deep.equal([
      "MOD010 /merge/join/1",
      "MOD014 /merge/join/0",
      "MOD015 /merge/order/0",
      "MOD015 /merge/where",
    ])
  })
})

describe("the state of a record", () => {
  const cycle = {
    $id: "shop.order_cycle",
    kind: "lifecycle",
    entity: "shop.order",
    initial: "open",
    states: { open: { title: "Open" }, done: { title: "Done" } },
    transitions: { end: { title: "End", from: ["open"], to: "done" } },
  } as const
  const order = entityOf(
    compileShop({ order: { name: text } }, { "shop/workflows/order_cycle.json": cycle }),
    "order",
  )
  const env = { today: "2026-01-31", now: "2026-01-31T10:00:00Z" } as const

  it("is given by the system to what it carries in, and by nobody afterwards", () => {
    const state = { state: "done" }
    expect(prepareRecord(order, state, { ...env, by: "system" })).to.deep.include({ ok: true })
    expect(prepareRecord(order, state, env).ok).to.equal(false)
    expect(preparePatch(order, state, { ...env, by: "system" }).ok).to.equal(false)
  })
})
