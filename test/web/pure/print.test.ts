import { expect } from "chai"
import type { Entity, Field, Model } from "../../../runtime/web/contract/model.ts"
import { addressLines } from "../../../runtime/web/print/address.ts"
import { printParts } from "../../../runtime/web/print/print-parts.ts"

const field = (name: string, more: Partial<Field> = {}): Field => ({
  name,
  title: name,
  type: "string",
  required: false,
  read_only: false,
  order: 0,
  ...more,
})
const entity = (id: string, fields: readonly Field[], more: Partial<Entity> = {}): Entity => ({
  id,
  title: id,
  plural: id,
  kind: "document",
  title_field: "number",
  searchable: [],
  can: { create: true, update: true, delete: true, export: true },
  history: true,
  fields: Object.fromEntries(fields.map((each) => [each.name, each])),
  ...more,
})

describe("an address", () => {
  it("is the invoice's of several, with the recipient above it", () => {
    const home = { kind: "shipping", street: "Yard 1", city: "Bremen" }
    const office = {
      kind: "billing",
      recipient: "Accounts",
      street: "Main St 2",
      postal_code: "20095",
      city: "Hamburg",
      country: { id: "x", name: "Germany" },
    }
    const lines = ["Accounts", "Main St 2", "20095 Hamburg", "Germany"]
    expect(addressLines({ name: "Ada", addresses: [home, office] })).to.deep.equal(lines)
  })

  it("is the record's own where it has no others, under its legal name", () => {
    const company = { name: "Acme", legal_name: "Acme Ltd", street: "Quay 3", city: "Cork", addresses: [] }
    expect(addressLines(company)).to.deep.equal(["Acme Ltd", "Quay 3", "Cork"])
  })
})

describe("what of a document is printed", () => {
  const rows = [
    field("text"),
    field("price", { format: "money" }),
    field("discount", { format: "percent" }),
    field("account", { ref: "a.account" }),
  ]
  const invoice = entity("a.invoice", [
    field("number"),
    field("customer", { ref: "a.party" }),
    field("day", { format: "date" }),
    field("booked", { format: "date" }),
    field("note", { format: "markdown" }),
    field("lines", {
      type: "array",
      rows: { title: "Line", fields: Object.fromEntries(rows.map((each) => [each.name, each])) },
    }),
    field("net", { format: "money", computed: "sum(lines, price)" }),
    field("rounding", { format: "money", read_only: true }),
    field("total", { format: "money", read_only: true }),
  ])
  const place = (names: readonly string[]) => names.map((name) => ({ field: name, span: 1 }))
  const model: Model = {
    fingerprint: "",
    language: "en",
    tenant: { name: "acme", title: "Acme" },
    user: { id: "u", name: "U", email: "u@acme.example", roles: [] },
    modules: [],
    views: {},
    reports: [],
    entities: {
      "a.invoice": invoice,
      "a.party": entity("a.party", [field("addresses")]),
      "a.account": entity("a.account", [field("name")], { tree: "parent" }),
    },
    forms: {
      "a.invoice": {
        id: "a.invoice",
        related: [],
        sections: [
          { key: "main", columns: 2, fields: place(["number", "customer", "day", "booked", "note"]) },
          { key: "lines", columns: 1, fields: place(["lines"]) },
          { key: "totals", columns: 1, fields: place(["net", "rounding", "total"]) },
        ],
      },
    },
  }
  const line = { text: "Tea", price: "10", discount: "0.00", account: { id: "4000" } }
  const row = {
    number: "7",
    customer: "c",
    day: "2026-01-02",
    booked: "2026-01-02",
    net: "10",
    rounding: "0",
    total: "0.00",
    lines: [line],
  }
  const parts = printParts(model, invoice, row)
  const names = (fields: readonly Field[]) => fields.map(({ name }) => name)

  it("is to whom it goes, and each fact once", () => {
    expect(parts.recipient?.name).to.equal("customer")
    expect(names(parts.facts)).to.deep.equal(["day"])
  })

  it("is its rows without what is nothing and without the company's own headings", () => {
    expect(names(parts.lines?.columns ?? [])).to.deep.equal(["text", "price"])
  })

  it("is its totals without what is nothing; the total stands always", () => {
    expect(names(parts.totals)).to.deep.equal(["net", "total"])
  })
})
