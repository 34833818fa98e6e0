// What the metadata may say of records of one thing, and of how likely a record ends well.
import { expect } from "chai"
import type { JsonValue } from "../../../engine/metaschema/index.ts"
import { compileShop, entityOf, faults, text } from "./fixture.ts"

const properties = {
  ...{ name: text, mail: text, active: { type: "boolean" }, tags: { type: "array", items: text } },
  same: { type: "string", computed: "lower(mail)" },
  far: { type: "string", computed: "concat(same, name)" },
} as const
const person = (duplicates: JsonValue) => compileShop({ person: { properties, duplicates } })

describe("duplicates", () => {
  it("are told in the order that is said, all fields needed if not said otherwise, each key with an index", () => {
    const keys = {
      mail: { title: "Mail", match: ["same"], where: "active", order: 2 },
      either: { title: "Either", match: ["name", "mail"], need: "any", order: 1 },
      both: { title: "Both", match: ["name", "mail"], order: 3 },
    }
    const { duplicates = [], indexes } = entityOf(person(keys), "person")
    expect(duplicates.map(({ name, need }) => `${name} ${need}`)).to.deep.equal([
      "either any",
      "mail all",
      "both all",
    ])
    expect(indexes.map(({ name, fields }) => [name, fields.map(({ field }) => field)])).to.deep.equal([
      ["duplicates_mail", ["same"]],
      ["duplicates_either_name", ["name"]],
      ["duplicates_either_mail", ["mail"]],
      ["duplicates_both", ["name", "mail"]],
    ])
  })

  it("are told by stored fields that hang on nothing but what people write", () => {
    const keys = {
      one: { title: "One", match: ["nme", "tags"], where: "actve" },
      two: { title: "Two", match: ["far"] },
    }
    expect(faults(person(keys))).to.deep.equal([
      "MOD010 /duplicates/one/match/0",
      "MOD014 /duplicates/one/match/1",
      "MOD014 /duplicates/two/match/0",
      "MOD015 /duplicates/one/where",
    ])
  })

  it("are a right only where they are told", () => {
    const roles = (entity: object): JsonValue => ({
      $id: "shop.clerk",
      title: "Clerk",
      entities: { "shop.person": { ...entity } },
    })
    const plain = compileShop(
      { person: { properties } },
      { "shop/roles/clerk.json": roles({ read: true, duplicates: true }) },
    )
    expect(faults(plain)).to.deep.equal(["MOD014 /entities/shop.person/duplicates"])
  })
})

describe("a likelihood", () => {
  const deal = (score: JsonValue) =>
    compileShop({
      shop: { properties: { city: text } },
      deal: {
        properties: {
          ...{ ended: text, city: text, step: { type: "integer" }, at: { ref: "shop.shop" } },
          ...{ tags: { type: "array", items: text }, score },
        },
      },
    })
  const learnt = { won: "ended == 'well'", lost: "ended == 'badly'", aspects: { city: "at.city" } }

  it("is a percentage that hangs on its own record and what that refers to", () => {
    const score = {
      type: "string",
      format: "percent",
      likelihood: { ...learnt, among: ["city"], steps: { step: "step" } },
    }
    const compiled = deal(score)
    expect(faults(compiled)).to.deep.equal([])
    if (!compiled.ok) return
    const [found] = compiled.model.derivations
    expect(found?.reads.map(({ table, field }) => `${table}.${field}`)).to.have.members([
      ...["shop.deal.ended", "shop.deal.at", "shop.shop.city", "shop.deal.step", "shop.deal.city"],
    ])
  })

  it("learns from conditions, single values, numbers as steps and fields that are there, never from the time", () => {
    const score = {
      type: "string",
      format: "decimal",
      likelihood: {
        ...{ won: "ended", lost: "now() > now()", among: ["cty"] },
        ...{ aspects: { tags: "tags" }, steps: { city: "city" } },
      },
    }
    expect(faults(deal(score))).to.deep.equal([
      "MOD010 /properties/score/likelihood/among/0",
      "MOD014 /properties/score/likelihood",
      "MOD014 /properties/score/likelihood/aspects/tags",
      "MOD014 /properties/score/likelihood/lost",
      "MOD015 /properties/score/likelihood/steps/city",
      "MOD015 /properties/score/likelihood/won",
    ])
  })

  it("is the system's alone to write", () => {
    const score = { type: "string", format: "percent", default: "1", likelihood: learnt }
    expect(faults(deal(score))).to.deep.equal(["MOD014 /properties/score/default"])
  })
})
