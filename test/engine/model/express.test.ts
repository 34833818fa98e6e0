import { expect } from "chai"
import { compileShop, entityOf, faults, modelOf, text, plain } from "./fixture.ts"
import type { Field } from "../../../engine/model/index.ts"

const money = { type: "string", format: "money" } as const
const line = {
  type: "object",
  properties: {
    price: money,
    quantity: { type: "string", format: "quantity" },
    amount: { ...money, computed: "price * quantity" },
  },
} as const
const lines = { type: "array", items: { $ref: "#/$defs/line" } } as const

function derivedKind(field: Field | undefined): string | undefined {
  return field?.derived?.kind
}

describe("kinds of derived values", () => {
  const order = entityOf(
    compileShop({
      customer: { name: text, discount: { type: "string", format: "percent" } },
      order: {
        properties: {
          customer: { ref: "shop.customer" },
          net: money,
          tax: money,
          gross: { ...money, computed: "net + tax" },
          twice: { ...money, computed: "gross * 2" },
          lines,
          total: { ...money, computed: "sum(lines, amount)" },
          rebate: { ...money, computed: "total * customer.discount / 100" },
          due: { type: "boolean", computed: "today() > '2026-01-01'", virtual: true },
          label: { type: "string", computed: "customer.name", virtual: true },
          loud: { type: "string", computed: "upper(label)" },
        },
        $defs: { line },
      },
    }),
    "order",
  )

  it("are generated columns where only the own row is read, other generated columns included", () => {
    expect(derivedKind(order.fields.get("gross"))).to.equal("generated")
    expect(derivedKind(order.fields.get("twice"))).to.equal("generated")
    expect(derivedKind(order.rows.get("lines")?.fields.get("amount"))).to.equal("generated")
  })

  it("are stored where child rows or other records are read, also through a virtual field", () => {
    expect(derivedKind(order.fields.get("total"))).to.equal("stored")
    expect(derivedKind(order.fields.get("rebate"))).to.equal("stored")
    expect(derivedKind(order.fields.get("loud"))).to.equal("stored")
  })

  it("are virtual where declared so, and stand in no column", () => {
    expect(derivedKind(order.fields.get("due"))).to.equal("virtual")
    expect(order.fields.get("label")?.storage).to.deep.equal({ kind: "virtual" })
  })

  it("are kept by the system", () => {
    for (const name of ["gross", "total", "label"])
      expect(order.fields.get(name)?.system, name).to.equal(true)
  })

  it("are not stored in a log, which is never changed: MOD014", () => {
    const line = { line: { type: "object", properties: { amount: { type: "integer" } } } }
    const properties = {
      lines: { type: "array", items: { $ref: "#/$defs/line" } },
      total: { type: "integer", computed: "sum(lines, amount)" },
      shown: { type: "integer", computed: "sum(lines, amount)", virtual: true },
      count: { type: "integer" },
      double: { type: "integer", computed: "count * 2" },
    }
    const log = compileShop({ visit: { kind: "log", properties, $defs: line } })
    expect(faults(log)).to.deep.equal(["MOD014 /properties/total"])
  })
})

describe("rules", () => {
  const compiled = compileShop({
    deal: {
      properties: {
        name: text,
        state: { type: "string", enum: ["open", "won", "lost"] },
        reason: { type: "string", required_when: "state == 'lost'" },
        amount: {
          ...money,
          read_only_when: "state == 'won'",
          immutable_after: "state != 'open' && amount > 0",
        },
      },
      rules: {
        positive: {
          assert: "amount >= 0 || amount == null",
          message: "The amount is not negative.",
          path: "/amount",
        },
      },
    },
  })
  const { rules } = entityOf(compiled, "deal")

  it("are those declared and those that conditions amount to, with words for people", () => {
    expect(rules.map(({ id, message, path, needsOld }) => [id, message, path, needsOld])).to.deep.equal([
      ["shop.deal#rules/positive", "The amount is not negative.", "/amount", false],
      ["shop.deal#required_when/reason", "Reason is needed here.", "/reason", false],
      ["shop.deal#read_only_when/amount", "Amount cannot be changed here.", "/amount", true],
      ["shop.deal#immutable_after/amount", "Amount can no longer be changed.", "/amount", true],
    ])
  })

  it("judge immutable_after by the record as it was before the change", () => {
    expect(rules.at(-1)?.assert.text).to.equal(
      "!(old.state != 'open' && old.amount > 0) || amount == old.amount",
    )
  })

  it("of child rows know their record", () => {
    const withRows = compileShop({
      order: {
        properties: { limit: money, lines },
        $defs: {
          line: { ...line, rules: { dear: { assert: "price <= parent.limit", message: "Too dear." } } },
        },
      },
    })
    expect(
      entityOf(withRows, "order")
        .rows.get("lines")
        ?.rules.map(({ id }) => id),
    ).to.deep.equal(["shop.order/lines#rules/dear"])
  })
})

describe("choices", () => {
  const city = { name: text, country: { ref: "shop.country" } } as const

  it("filter over the chosen record, with the choosing one as parent; copies over the chosen record", () => {
    const compiled = compileShop({
      country: { name: text },
      city,
      address: {
        place: text,
        country: { ref: "shop.country" },
        city: { ref: "shop.city", filter: "country == parent.country", copy: { place: "name" } },
      },
    })
    const field = entityOf(compiled, "address").fields.get("city")
    expect(field?.filter?.text).to.equal("country == parent.country")
    expect(field?.copy?.map((one) => [one.field, one.value.text])).to.deep.equal([["place", "name"]])
  })

  it("refuse a copy of the wrong type", () => {
    const compiled = compileShop({
      country: { name: text },
      city,
      address: { place: { type: "integer" }, city: { ref: "shop.city", copy: { place: "name" } } },
    })
    expect(faults(compiled)).to.deep.equal(["MOD015 /properties/city/copy/place"])
  })
})

describe("polymorphic references", () => {
  it("have a column for each target; those to what carries comments follow the flags", () => {
    const compiled = compileShop({
      note: { body: text, about: { ref: { carries: "comments" } } },
      offer: { properties: { name: text }, kind: "document" },
      plain: { name: text },
      club: { properties: { name: text }, comments: true },
      quiet: { properties: { name: text }, kind: "document", comments: false },
    })
    expect(entityOf(compiled, "note").fields.get("about")?.storage).to.deep.equal({
      kind: "any_ref",
      targets: [
        { entity: "shop.club", column: "about__shop_club" },
        { entity: "shop.offer", column: "about__shop_offer" },
      ],
      onDelete: "restrict",
    })
  })
})

describe("rollups", () => {
  const account = (rollup: object): Parameters<typeof compileShop>[0] => ({
    account: { name: text, worth: { ...money, rollup: plain(rollup) } },
    deal: {
      amount: money,
      open: { type: "boolean" },
      account: { ref: "shop.account" },
      seller: { ref: "shop.deal" },
    },
  })

  it("aggregate the records that refer here", () => {
    const compiled = compileShop(
      account({ of: "shop.deal", via: "account", fn: "sum", field: "amount", filter: "open" }),
    )
    const derived = entityOf(compiled, "account").fields.get("worth")?.derived
    expect(
      derived?.kind === "rollup" && [
        derived.of,
        derived.via,
        derived.fn,
        derived.field,
        derived.filter?.text,
      ],
    ).to.deep.equal(["shop.deal", "account", "sum", "amount", "open"])
  })

  it("are refused where the reference, the field or the type is wrong", () => {
    const at = "/properties/worth/rollup"
    const cases: readonly (readonly [object, string])[] = [
      [{ of: "shop.del", via: "account", fn: "count" }, `MOD010 ${at}/of`],
      [{ of: "shop.deal", via: "acount", fn: "count" }, `MOD010 ${at}/via`],
      [{ of: "shop.deal", via: "seller", fn: "count" }, `MOD014 ${at}/via`],
      [{ of: "shop.deal", via: "account", fn: "sum" }, `MOD014 ${at}`],
      [{ of: "shop.deal", via: "account", fn: "sum", field: "open" }, `MOD014 ${at}/field`],
      [{ of: "shop.deal", via: "account", fn: "count", field: "amount" }, `MOD014 ${at}/field`],
      [
        { of: "shop.deal", via: "account", fn: "count", filter: "today() > '2026-01-01'" },
        `MOD014 ${at}/filter`,
      ],
    ]
    for (const [rollup, fault] of cases)
      expect(faults(compileShop(account(rollup))), JSON.stringify(rollup)).to.deep.equal([fault])
  })
})

describe("fields of format role and entity", () => {
  it("know the names there are", () => {
    const role = { "shop/roles/seller.json": { $id: "shop.seller", title: "Seller", entities: {} } }
    const model = modelOf(
      compileShop(
        {
          person: {
            roles: { type: "array", items: { type: "string", format: "role" } },
            about: { type: "string", format: "entity" },
          },
        },
        role,
      ),
    )
    const fields = model.entities.get("shop.person")?.fields
    expect(fields?.get("roles")?.names).to.deep.equal(["shop.seller"])
    expect(fields?.get("about")?.names).to.deep.equal(["shop.person"])
  })
})
