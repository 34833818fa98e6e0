import { expect } from "chai"
import { general, stock } from "../../support/books-layers.ts"
import { booksModel, faultsOf, ledgerOf } from "./books.ts"

const costing = {
  quantity: "quantity",
  value: "value",
  by: ["item", "place"],
  method: "'fifo'",
  scale: 2,
}

const every = { company: "company", journal: "journal", account: "counter_account" }

describe("a ledger", () => {
  it("[LG1] has its entries as an entity of kind ledger, newest first", () => {
    const { entries, ledger } = ledgerOf(booksModel({ stock: { ...stock, costing } }), "stock")
    expect(entries.kind).to.equal("ledger")
    expect(entries.order).to.deep.equal([
      { field: "date", descending: true },
      { field: "number", descending: true },
    ])
    const names = [...entries.fields.keys()]
    expect(names.slice(6)).to.deep.equal([
      ...["posting", "number", "date", "source", "line", "rule", "reverses", "adjusts", "origin"],
      ...["company", "journal", "item", "place", "quantity", "value", "counter_account"],
    ])
    expect(ledger.dimensions).to.deep.equal(["company", "journal", "item", "place"])
    expect(ledger.costing?.within).to.deep.equal(["item"])
  })

  it("[LG2] has the documents as sources that post into it, also by another ledger", () => {
    const model = booksModel()
    expect(ledgerOf(model, "stock").ledger.sources).to.deep.equal(["books.movement"])
    expect(ledgerOf(model, "general").ledger.sources).to.deep.equal(["books.movement", "books.voucher"])
  })

  it("[LG3] cannot be opened for writing by a role", () => {
    const model = booksModel()
    for (const field of model.entities.get("books.general")?.fields.values() ?? [])
      expect(field.system, field.name).to.equal(true)
  })

  it("[LG4] names what it has, each fault at its place", () => {
    const broken = {
      ...general,
      required: ["compny"],
      sides: { debit: "debet", credit: "credit" },
      balanced: { sum: "debit - credits", by: ["firm"] },
      totals: { by: ["acount"], period: "month" },
      balances: { by: ["party"], rules: { some: { assert: "debit > amount", message: "No." } } },
      chain: { by: ["company"], when: "journal.code" },
      locks: {
        period: { entity: "books.period", match: { firm: "company" }, to: "closed", message: "Closed." },
        none: { entity: "books.perod", match: { company: "company" }, to: "last", message: "Closed." },
        path: { entity: "books.period", match: { company: "journal.kind" }, to: "last", message: "Closed." },
      },
    }
    const found = faultsOf({ general: broken, stock: { ...stock, posts: {} } })
    expect(found.filter((fault) => !fault.includes("workflows"))).to.have.members([
      'MOD010 general.json/required/0 There is no dimension or attribute "compny". Did you mean "company"?',
      'MOD010 general.json/sides/debit There is no measure "debet". Did you mean "debit"?',
      'MOD014 general.json/locks/period/to "closed" of books.period is not a stored date.',
      'MOD010 general.json/locks/period/match/firm There is no field of books.period "firm". Known: id, version, created_at, created_by, updated_at, updated_by, company, journal_type, first, last, closed.',
      'MOD010 general.json/locks/none/entity There is no entity "books.perod". Did you mean "books.period"?',
      'MOD010 general.json/locks/path/match/company There is no field of books.journal "kind". Known: id, version, created_at, created_by, updated_at, updated_by, code, hashed, type.',
      'MOD010 general.json/balanced/by/0 There is no dimension "firm". Known: company, account, party, journal.',
      'MOD015 general.json/balanced/sum books.general has no field "credits" (at `credits`, character 9). did you mean "credit"?',
      'MOD014 general.json/chain/when "journal.code" is not true or false.',
      'MOD010 general.json/totals/by/0 There is no dimension "acount". Did you mean "account"?',
      'MOD015 general.json/balances/rules/some/assert books.general has no field "amount" (at `amount`, character 9).',
    ])
  })

  it("[LG4] its postings name what it has, and say what every entry has", () => {
    const posts = {
      books: {
        post: "books.general",
        entries: {
          stock: {
            account: "item.stock_acount",
            amount: "value",
            debit: "value",
            posting: "item",
            cost: "value",
          },
        },
      },
      other: { post: "books.genral", entries: { one: { amount: "value" } } },
    }
    expect(faultsOf({ stock: { ...stock, posts } })).to.have.members([
      'MOD014 stock.json/posts/books/entries/stock/debit "amount" says the side already. Leave one of them out.',
      'MOD014 stock.json/posts/books/entries/stock Every entry of books.general has "company". Add "company".',
      'MOD014 stock.json/posts/books/entries/stock Every entry of books.general has "journal". Add "journal".',
      'MOD015 stock.json/posts/books/entries/stock/account books.item has no field "stock_acount" (at `stock_acount`, character 6). did you mean "stock_account"?',
      'MOD014 stock.json/posts/books/entries/stock/posting "posting" is given by the posting itself.',
      'MOD010 stock.json/posts/books/entries/stock/cost There is no dimension, measure or attribute of books.general "cost". Known: company, account, party, journal, debit, credit, foreign, memo.',
      'MOD010 stock.json/posts/other/post There is no ledger "books.genral". Did you mean "books.general"?',
    ])
  })

  it("[LG5] holds nothing that does nothing", () => {
    const idle = {
      ...general,
      dimensions: { ...section(general, "dimensions"), posting: { ref: "books.company" } },
      measures: { ...section(general, "measures"), pieces: { type: "integer" } },
      attributes: { memo: { type: "string", default: "x" }, journal: { ref: "books.journal" } },
      rules: {
        late: { assert: "date <= today()", message: "No." },
        mine: { assert: "created_by == user.id", message: "No." },
      },
    }
    const posts = { books: { post: "books.general", entries: { stock: { ...every, amount: "value / 3" } } } }
    expect(faultsOf({ general: idle, stock: { ...stock, posts } })).to.have.members([
      'MOD011 general.json/dimensions/posting "posting" is kept by the system for every entry. Choose another name.',
      'MOD014 general.json/dimensions/journal "journal" is declared twice in the ledger.',
      'MOD013 general.json/attributes/memo/default "default" does nothing in a ledger: postings write entries.',
      'MOD014 general.json/measures/pieces "pieces" is not a stored decimal that could be summed. Use "format": "decimal", "money" or "quantity".',
      "MOD014 general.json/rules/late An entry is written once: its rules cannot ask for the time, the user or what was before.",
      "MOD014 general.json/rules/mine An entry is written once: its rules cannot ask for the time, the user or what was before.",
      'MOD014 stock.json/posts/books/entries/stock/amount "amount" may have more than the 2 decimals of books.general. Round it: round(value / 3, 2).',
    ])
  })

  it("[LG6] does not follow itself", () => {
    const entry = { company: "company", journal: "journal", item: "item", place: "place", quantity: "1" }
    const posts = { own: { post: "books.stock", entries: { one: entry } } }
    expect(faultsOf({ stock: { ...stock, posts } })).to.deep.equal([
      "MOD016 stock.json/posts/own/post Entries of books.stock would follow from themselves.",
    ])
  })
})

function section(ledger: typeof general, name: string): object {
  const found = ledger[name]
  return typeof found === "object" && found !== null ? found : {}
}
