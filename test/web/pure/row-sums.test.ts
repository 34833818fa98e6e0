import { expect } from "chai"
import fc from "fast-check"
import type { Field } from "../../../runtime/web/contract/model.ts"
import { textOf } from "../../../runtime/web/contract/record.ts"
import { alikeIn, entryColumns } from "../../../runtime/web/entries/entry-columns.ts"
import { fillEmpty } from "../../../runtime/web/rows/grid-rows.ts"
import { readCells } from "../../../runtime/web/rows/read-pasted.ts"
import { rowSums } from "../../../runtime/web/rows/row-sums.ts"
import { rowsText } from "../../../runtime/web/rows/rows-text.ts"

const field = (name: string, more: Partial<Field> = {}): Field => ({
  name,
  title: name,
  type: "string",
  required: false,
  read_only: false,
  order: 0,
  ...more,
})

describe("sums below rows", () => {
  const columns = [
    field("quantity", { format: "quantity", unit_field: "unit" }),
    field("price", { format: "money" }),
    field("amount", { format: "money", computed: "quantity * price" }),
  ]

  it("add up amounts that are worked out, exactly; prices have no sum", () => {
    const rows = [{ amount: "0.1" }, { amount: "0.2", price: "7" }, { amount: null }]
    expect(rowSums(columns, rows).get("amount")).to.equal("0.3")
    expect(rowSums(columns, rows).has("price")).to.equal(false)
  })

  it("add up quantities of one unit only", () => {
    const same = [
      { quantity: "1", unit: "kg" },
      { quantity: "2.5", unit: "kg" },
    ]
    expect(rowSums(columns, same).get("quantity")).to.equal("3.5")
    expect(rowSums(columns, [...same, { quantity: "1", unit: "l" }]).has("quantity")).to.equal(false)
  })
})

describe("rows as text", () => {
  it("come back from a paste as they went out, whatever a cell holds", () => {
    const cell = fc.string({ maxLength: 6 })
    fc.assert(
      fc.property(fc.array(fc.record({ a: cell, b: cell }), { minLength: 1 }), (rows) => {
        const text = rowsText([field("a"), field("b")], rows, ({ name }, row) => textOf(row[name]))
        expect(readCells(text)).to.deep.equal([["a", "b"], ...rows.map(({ a, b }) => [a, b])])
      }),
    )
  })
})

describe("what a chosen record brings along", () => {
  it("fills what is empty or stands as new rows begin, and leaves what was pasted", () => {
    const columns = [field("price", { default: "0" }), field("unit"), field("note")]
    const filled = fillEmpty({ price: "0", unit: "kg" }, { price: "9", unit: "l", note: "n" }, columns)
    expect(filled).to.deep.equal({ price: "9", unit: "kg", note: "n" })
  })
})

describe("columns of entries", () => {
  const ledger = {
    id: "a.book",
    title: "Book",
    plural: "Book",
    kind: "ledger",
    title_field: "id",
    searchable: [],
    can: { create: false, update: false, delete: false, export: true },
    history: false,
    fields: {
      number: field("number", { type: "integer" }),
      company: field("company", { ref: "a.company", order: 1 }),
      debit: field("debit", { format: "money", order: 2 }),
      credit: field("credit", { format: "money", order: 3 }),
      account: field("account", { ref: "a.account", order: 4 }),
      foreign: field("foreign", { format: "money", currency_field: "currency", order: 5 }),
      rate: field("rate", { format: "decimal", order: 6 }),
    },
  } as const
  const entries = [
    { number: 1, company: "c", account: "x", debit: "10.10", credit: "0.00", foreign: "3", rate: "0" },
    { number: 2, company: "c", account: "y", debit: "0.00", credit: "10.10", foreign: "-3", rate: "0" },
  ]

  it("say what is common once, leave out what is nothing, and set figures last", () => {
    const { columns, common } = entryColumns(ledger, entries, new Set())
    expect(columns.map(({ name }) => name)).to.deep.equal(["account", "debit", "credit", "foreign"])
    expect(common.map(({ value }) => value)).to.deep.equal(["c"])
  })

  it("say of a single entry once what others beside it share", () => {
    const other = { number: 3, company: "c", item: "i", debit: "0.00" }
    const alike = alikeIn([...entries, other])
    expect([...alike]).to.deep.equal(["company", "rate"])
    const { columns, common } = entryColumns(ledger, entries.slice(0, 1), alike)
    expect(common.map(({ field }) => field.name)).to.deep.equal(["company"])
    expect(columns.map(({ name }) => name)).to.deep.equal(["account", "debit", "foreign"])
  })

  it("sum money of one currency", () => {
    expect([...entryColumns(ledger, entries, new Set()).sums]).to.deep.equal([
      ["debit", "10.1"],
      ["credit", "10.1"],
    ])
  })
})
