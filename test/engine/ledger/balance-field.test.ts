import { expect } from "chai"
import type { JsonObject } from "../../../engine/metaschema/index.ts"
import { compile, type Compiled } from "../../../engine/model/index.ts"
import { booksLayers } from "../../support/books-layers.ts"

/** The books with further fields on items. */
function withFields(properties: JsonObject): Compiled {
  const overlay = { path: "books/entities/item.json", content: { properties } }
  return compile([...booksLayers(), { name: "acme", kind: "tenant", files: [overlay] }])
}

const faults = (properties: JsonObject): readonly string[] =>
  withFields(properties).diagnostics.map(({ pointer, message, hint = "" }) => `${pointer} ${message} ${hint}`)

const quantity = { type: "string", format: "decimal" }
const balance = { of: "books.stock", field: "quantity", match: { item: "row" } }

describe("a field that reads a balance", () => {
  it("[LG29] is stored nowhere", () => {
    const compiled = withFields({ held: { ...quantity, balance } })
    const field = compiled.ok ? compiled.model.entities.get("books.item")?.fields.get("held") : undefined
    expect(field?.storage).to.deep.equal({ kind: "virtual" })
    expect(field?.system).to.equal(true)
    expect(field?.derived).to.include({ kind: "balance", ledger: "books.stock", measure: "quantity" })
  })

  it("[LG29] names a ledger that keeps balances by what it matches, and a measure of it", () => {
    const of = (more: JsonObject): JsonObject => ({ held: { ...quantity, balance: { ...balance, ...more } } })
    expect(faults(of({ match: { company: "null" } })).join()).to.contain(
      "dimension that its balances are kept by",
    )
    expect(faults(of({ field: "quantiti" })).join()).to.contain("quantity")
    expect(
      faults(of({ of: "books.general", field: "debit", match: { account: "stock_account" } })),
    ).to.deep.equal(['/properties/held/balance/of books.general keeps no balances. Add "balances" to it.'])
    expect(
      faults(of({ of: "books.account", field: "debits", match: { company: "null" } })).join(),
    ).to.contain("There is no ledger")
    expect(faults(of({ match: { item: "stock_account" } }))).to.have.length(1)
  })

  it("[LG29] goes with nothing that is written or stored", () => {
    expect(faults({ held: { ...quantity, balance, indexed: true } }).join()).to.contain(
      "the field is virtual",
    )
    expect(faults({ held: { ...quantity, balance, computed: "1" } }).join()).to.contain('"balance"')
    const twice = { ...quantity, computed: "held * 2" }
    expect(faults({ held: { ...quantity, balance }, twice }).join()).to.contain(
      "A stored value cannot depend on a balance",
    )
    expect(faults({ held: { ...quantity, balance }, twice: { ...twice, virtual: true } })).to.deep.equal([])
  })
})
