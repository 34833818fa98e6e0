import { expect } from "chai"
import { fillingRounds } from "../../../engine/model/index.ts"
import { compileShop, entityOf, faults, say, text } from "./fixture.ts"

const number = { type: "string", format: "decimal" } as const
const date = { type: "string", format: "date" } as const
const rate = {
  properties: { code: text, on: date, rate: number, source: text },
  required: ["code", "on", "rate"],
  unique: { day: { fields: ["code", "on"] } },
} as const
const find = {
  of: "shop.rate",
  where: "code == parent.code && on <= parent.date",
  order: ["-on"],
  take: "rate",
} as const

/** What is wrong with an order whose rate is looked up like this, the pointers from the field on. */
function wrong(lookup: object, more: object = {}): readonly string[] {
  const compiled = compileShop({
    rate,
    order: {
      properties: {
        code: text,
        date,
        rate: { ...number, lookup, ...more } as never,
        doubled: { ...number, computed: "rate * 2" },
      },
    },
  })
  return faults(compiled).map((fault) => fault.replace("/properties/rate", ""))
}

describe("how a value is looked up", () => {
  it("is by the fields that it reads, of its own row and of the record around it", () => {
    const order = entityOf(
      compileShop({
        rate,
        order: {
          properties: {
            code: text,
            date,
            lines: { type: "array", items: { $ref: "#/$defs/line" } },
          },
          $defs: {
            line: {
              type: "object",
              properties: {
                day: date,
                rate: {
                  ...number,
                  lookup: {
                    ...find,
                    where: "code == parent.parent.code && on <= parent.day",
                    otherwise: "parent.date == day ? 1 : null",
                  },
                },
              },
            },
          },
        },
      }),
      "order",
    )
    const lookup = order.rows.get("lines")?.fields.get("rate")?.lookup
    expect(lookup?.reads).to.deep.equal({ own: ["day"], holder: ["code", "date"] })
    expect(lookup?.among?.order).to.deep.equal([{ field: "on", descending: true }])
  })

  it("goes by rounds: each field after those that it is looked up by, and what stops it after it", () => {
    const order = entityOf(
      compileShop({
        rate,
        customer: { code: text },
        order: {
          customer: { ref: "shop.customer", copy: { code: "code" } },
          code: text,
          date,
          typed: { ...number, lookup: { otherwise: "found.rate" } },
          found: {
            ref: "shop.rate",
            lookup: { of: find.of, where: find.where, order: find.order, unless: ["typed"] },
          },
        },
      }),
      "order",
    )
    const rounds = fillingRounds(order).map((fields) => fields.map(({ name }) => name))
    expect(rounds).to.deep.equal([["code"], ["found"], ["typed"]])
  })

  it("is right", () => {
    expect(wrong(find)).to.deep.equal([])
    expect(wrong({ ...find, order: ["-id"], where: "code == parent.code" })).to.deep.equal([])
  })

  it("is refused where chance would take one of several", () => {
    expect(wrong({ ...find, order: [] })).to.deep.equal(["MOD014 /lookup"])
    expect(wrong({ ...find, order: ["-rate", "source"] })).to.deep.equal(["MOD014 /lookup"])
    expect(
      wrong({ ...find, where: "(code == parent.code || code == 'EUR') && on <= parent.date" }),
    ).to.deep.equal(["MOD014 /lookup"])
  })

  it("is refused where it names what is not there", () => {
    expect(wrong({ ...find, of: "shop.rates" })).to.deep.equal(["MOD010 /lookup/of"])
    expect(wrong({ ...find, order: ["-on", "-day"] })).to.deep.equal(["MOD010 /lookup/order/1"])
    expect(wrong({ ...find, where: "code == parent.kode", order: ["-id"] })).to.deep.equal([
      "MOD015 /lookup/where",
    ])
    expect(wrong({ ...find, take: "source" })).to.deep.equal(["MOD015 /lookup/take"])
    expect(wrong({ ...find, unless: ["kode"] })).to.deep.equal(["MOD010 /lookup/unless/0"])
  })

  it("is refused where it says nothing, or too much", () => {
    expect(wrong({ unless: ["code"] })).to.deep.equal(["MOD014 /lookup"])
    expect(wrong({ of: find.of, where: find.where, order: find.order })).to.deep.equal(["MOD014 /lookup"])
    expect(wrong({ ...find, message: "None." })).to.deep.equal(["MOD013 /lookup/message"])
    expect(wrong(find, { computed: "1" })).to.deep.equal(["MOD014 /lookup"])
    expect(wrong({ ...find, unless: ["rate"] })).to.deep.equal(["MOD014 /lookup/unless/0", "MOD016 /lookup"])
  })

  it("is refused by what is only worked out later, and in a circle", () => {
    expect(wrong({ ...find, otherwise: "doubled" })).to.include("MOD014 /lookup")
    const circle = compileShop({
      order: {
        a: { ...number, lookup: { otherwise: "b" } },
        b: { ...number, lookup: { otherwise: "a" } },
      },
    })
    expect(faults(circle)).to.deep.equal(["MOD016 /properties/a/lookup", "MOD016 /properties/b/lookup"])
    expect(circle.diagnostics.map(say).join()).to.contain("a -> b -> a")
  })

  it("is not for a reference that brings values along, nor for what stands in no column", () => {
    const compiled = compileShop({
      rate,
      order: {
        code: text,
        rate: {
          ref: "shop.rate",
          lookup: { of: "shop.rate", where: "code == parent.code", order: ["-id"] },
          copy: { code: "code" },
        },
        rates: { type: "array", ref: "shop.rate", many: true, lookup: { otherwise: "null" } },
      },
    })
    expect(faults(compiled)).to.include("MOD014 /properties/rate/copy")
    expect(faults(compiled)).to.include("MOD013 /properties/rates/lookup")
  })
})
