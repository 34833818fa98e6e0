import { Ajv2020 } from "ajv/dist/2020.js"
import { expect } from "chai"
import fc from "fast-check"
import { toJsonSchema, type Purpose } from "../../../engine/model/index.ts"
import { preparePatch, prepareRecord } from "../../../engine/record/index.ts"
import { env, order, otherId, someId } from "../record/fixture.ts"
import { membersOf } from "../json.ts"

const purposes: readonly Purpose[] = ["read", "create", "patch"]
/** Formats are notes for people and tools; lengths and forms stand in the schema itself. */
const ajv = new Ajv2020({
  strict: true,
  strictTypes: false,
  validateFormats: false,
  formats: { decimal: true },
})
const validators = {
  read: ajv.compile(toJsonSchema(order, "read")),
  create: ajv.compile(toJsonSchema(order, "create")),
  patch: ajv.compile(toJsonSchema(order, "patch")),
}

function propertiesOf(purpose: Purpose): readonly string[] {
  return membersOf(toJsonSchema(order, purpose)["properties"]).map(([name]) => name)
}

describe("toJsonSchema", () => {
  it("asks for what a new record needs, for every field of a read one, and for nothing in a patch", () => {
    expect(toJsonSchema(order, "create")["required"]).to.deep.equal(["number", "lines"])
    expect(toJsonSchema(order, "patch")["required"]).to.equal(undefined)
    expect(toJsonSchema(order, "read")["required"]).to.deep.equal([...order.fields.keys()])
  })

  it("shows what the system keeps only to readers", () => {
    expect(propertiesOf("read")).to.include.members(["id", "version", "created_at", "sum", "serial"])
    expect(propertiesOf("create")).not.to.include.members(["id", "version", "created_at", "sum", "serial"])
  })

  it("leaves out the fields that it is told to", () => {
    const { properties } = toJsonSchema(order, "create", (field) => field.name === "number")
    expect(membersOf(properties).map(([name]) => name)).to.deep.equal(["number"])
  })

  it("is closed, so that unknown fields are refused by every tool that reads it", () => {
    for (const purpose of purposes)
      expect(toJsonSchema(order, purpose)["additionalProperties"]).to.equal(false)
  })

  it("lets through whatever the record takes", () => {
    const value = fc.constantFrom<unknown>(
      "A1",
      "open",
      "12.5",
      "-0.00",
      "007",
      "2026-01-31",
      "2026-01-31T10:00:00Z",
      "09:30",
      "a@example.com",
      "#1F6FEB",
      someId,
      null,
      0,
      3,
      true,
      [],
      ["a"],
      [someId, otherId],
      { entity: "shop.item", id: someId },
      [{ price: "1.50" }],
      [{ price: "1", pieces: 2, note: null }],
    )
    const written = [...order.fields.values()].filter((field) => !field.system).map((field) => field.name)
    fc.assert(
      fc.property(
        fc.record(Object.fromEntries(written.map((name) => [name, value])), { requiredKeys: [] }),
        (input) => {
          const taken = Object.fromEntries(
            Object.entries(input).filter(([name, one]) => preparePatch(order, { [name]: one }, env).ok),
          )
          expect(validators.patch(taken), JSON.stringify([taken, validators.patch.errors])).to.equal(true)
          const whole = { number: "A1", lines: [{ price: "1" }], ...taken }
          if (prepareRecord(order, whole, env).ok)
            expect(validators.create(whole), JSON.stringify([whole, validators.create.errors])).to.equal(true)
        },
      ),
      { numRuns: 1000 },
    )
  })
})
