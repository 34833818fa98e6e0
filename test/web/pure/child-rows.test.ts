import { expect } from "chai"
import { expandedForName, fieldsOf, rowName, rowsTarget } from "../../../runtime/web/contract/child-rows.ts"
import type { Entity, Field, Fields, Model } from "../../../runtime/web/contract/model.ts"
import { narrowing } from "../../../runtime/web/field/narrowing.ts"
import { evaluate } from "../../../runtime/web/live/evaluate.ts"
import { liveExpression } from "../../../runtime/web/live/live-rules.ts"

const field = (name: string, order: number, more: Partial<Field> = {}): Field => ({
  name,
  title: name,
  type: "string",
  required: false,
  read_only: false,
  order,
  ...more,
})
const named = (...all: readonly Field[]): Fields => Object.fromEntries(all.map((each) => [each.name, each]))
const entity = (id: string, title_field: string, fields: Fields): Entity => ({
  id,
  title: id,
  plural: id,
  kind: "document",
  title_field,
  searchable: [],
  can: { create: true, update: true, delete: true, export: true },
  history: true,
  fields,
})
const lines = named(
  field("item", 1, { ref: "shop.item" }),
  field("quantity", 2, { format: "quantity" }),
  field("note", 3),
)
const model: Model = {
  fingerprint: "f",
  language: "en",
  tenant: { name: "t", title: "T" },
  modules: [],
  entities: {
    "shop.item": entity("shop.item", "name", named(field("name", 1))),
    "shop.order": entity(
      "shop.order",
      "number",
      named(
        field("number", 1),
        field("currency", 2),
        field("lines", 3, { type: "array", rows: { title: "Line", fields: lines } }),
      ),
    ),
  },
  forms: {},
  views: {},
  reports: [],
  user: { id: "u", name: "U", email: "u@example.com", roles: [] },
}
const target = "shop.order/lines"
const row = {
  id: "r",
  parent: { id: "o", number: "SO-7", currency: "EUR" },
  item: { id: "i", name: "Nut" },
  quantity: "5.000",
}

describe("a reference to a child row", () => {
  it("is named by its record and its first two values", () => {
    expect(expandedForName(model, target)).to.deep.equal(["parent", "item"])
    expect(rowName(model, target, row)).to.equal("SO-7 · Nut · 5.000")
    expect(rowName(model, target, { id: "r", parent: null, item: null, quantity: "1" })).to.equal("1")
  })

  it("leads to the fields of the rows", () => {
    expect(rowsTarget("shop.order")).to.equal(undefined)
    expect(fieldsOf(model, target)).to.equal(lines)
    expect(fieldsOf(model, "shop.order/note")).to.equal(undefined)
  })

  it("copies from the row and from its record", () => {
    const around = { user: model.user, known: new Map(), now: new Date(0) }
    const value = (text: string): unknown => {
      const live = liveExpression(model, target, text)
      return live === undefined ? "unknown" : evaluate(live, row, around, row.parent)
    }
    expect(String(value("quantity"))).to.equal("5")
    expect(value("parent.currency")).to.equal("EUR")
    expect(value("parent.none")).to.equal("unknown")
  })

  it("is narrowed by the record that chooses, not by the one that holds the row", () => {
    const around = { quantity: "1", parent: { company: "id-7" } }
    expect(narrowing("company == parent.parent.company && active", around)).to.equal(
      "company == 'id-7' && active",
    )
    expect(narrowing("party == parent.parent.item.party", { parent: { item: "id-8" } })).to.equal(undefined)
    expect(narrowing("row.parent.currency == parent.currency", { currency: "EUR" })).to.equal(
      "row.parent.currency == 'EUR'",
    )
  })
})
