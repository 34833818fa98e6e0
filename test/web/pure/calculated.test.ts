import { expect } from "chai"
import type { Field, Fields } from "../../../runtime/web/contract/model.ts"
import type { Row } from "../../../runtime/web/contract/record.ts"
import { hasCalculated, isComplete, withCalculated } from "../../../runtime/web/record/calculated.ts"

const field = (name: string, more: Partial<Field> = {}): Field => ({
  name,
  title: name,
  type: "string",
  required: false,
  read_only: more.calculated === true,
  order: 0,
  ...more,
})
const of = (...fields: readonly Field[]): Fields => Object.fromEntries(fields.map((one) => [one.name, one]))
const lines = of(field("price"), field("net", { calculated: true }))
const fields = of(
  field("name"),
  field("total", { calculated: true }),
  field("taxes", { type: "array", calculated: true, rows: { title: "Tax", fields: of(field("amount")) } }),
  field("lines", { type: "array", rows: { title: "Line", fields: lines } }),
)

describe("calculated values on a form", () => {
  it("are there where a field or a row has such", () => {
    expect([hasCalculated(fields), hasCalculated(of(field("name")))]).to.deep.equal([true, false])
    expect(hasCalculated(of(field("lines", { rows: { title: "Line", fields: lines } })))).to.equal(true)
  })

  it("are asked for once all is there that must be, empty rows aside", () => {
    const inner = of(field("price", { required: true }), field("note"))
    const needing = of(
      field("name", { required: true }),
      field("lines", { rows: { title: "Line", fields: inner } }),
    )
    const complete = (row: Row): boolean => isComplete(row, needing)
    expect([complete({}), complete({ name: "" }), complete({ name: "a" })]).to.deep.equal([
      false,
      false,
      true,
    ])
    expect(complete({ name: "a", lines: [{}, { price: "1" }] })).to.equal(true)
    expect(complete({ name: "a", lines: [{ note: "x" }] })).to.equal(false)
  })

  it("come from the preview, all else from what is typed", () => {
    const typed = { name: "new", total: "1", lines: [{ price: "5" }, {}, { price: "7" }] }
    const preview = {
      name: "old",
      total: "12",
      taxes: [{ amount: "2" }],
      lines: [{ price: "4", net: "5" }, { net: "7" }],
    }
    expect(withCalculated(typed, preview, fields)).to.deep.equal({
      name: "new",
      total: "12",
      taxes: [{ amount: "2" }],
      lines: [{ price: "5", net: "5" }, {}, { price: "7", net: "7" }],
    })
  })

  it("hold what is looked up, unless it was typed", () => {
    const inner = of(field("item"), field("price", { lookup: true }))
    const looking = of(
      field("rate", { lookup: true }),
      field("lines", { type: "array", rows: { title: "Line", fields: inner } }),
    )
    expect(hasCalculated(looking)).to.equal(true)
    const stored = {
      rate: "1",
      lines: [
        { id: "a", price: "5" },
        { id: "b", price: "5" },
      ],
    }
    const typed = { rate: "1", lines: [{ id: "a", price: "5" }, { id: "b", price: "6" }, { item: "x" }] }
    const preview = { rate: "2", lines: [{ id: "a", price: "7" }, { id: "b", price: "5" }, { price: "9" }] }
    expect(withCalculated(typed, preview, looking, stored)).to.deep.equal({
      rate: "2",
      lines: [
        { id: "a", price: "7" },
        { id: "b", price: "6" },
        { item: "x", price: "9" },
      ],
    })
  })

  it("leave rows alone while their number differs, and what stays the same as it is", () => {
    const typed = { total: "12", taxes: [], lines: [{ price: "5", net: "5" }] }
    expect(withCalculated(typed, { total: "12", taxes: [], lines: [] }, fields)).to.equal(typed)
    expect(withCalculated(typed, { ...typed, lines: [{ price: "5", net: "5" }] }, fields)).to.equal(typed)
  })
})
