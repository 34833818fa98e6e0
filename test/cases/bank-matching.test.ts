// Matching the lines of a statement by rules: what is exact is matched, what could be something else is proposed.
import { expect } from "chai"
import { accountant, type Accountant, type Book, type Fields } from "../support/accountant.ts"
import { figure, rowsOf } from "../support/figures.ts"

describe("matching bank statements", () => {
  let books: Accountant
  const parties = new Map<string, string>()
  const items = new Map<string, string>()
  before(async function () {
    this.timeout(120_000)
    books = await accountant()
    for (const name of ["Ames", "Bell", "Crane"]) {
      const fields = { kind: "company", name, is_customer: true, is_supplier: true }
      parties.set(name, (await books.make("base.party", fields)).id)
    }
    const rule = (priority: number, matches_by: string, more: Fields = {}): Promise<Book> =>
      books.make("accounting.matching_rule", {
        company: books.company,
        name: matches_by,
        priority,
        matches_by,
        ...more,
      })
    await rule(10, "reference", { tolerance: "0.05", account: books.account("6400") })
    await rule(20, "amount", { days: 90 })
    await rule(30, "party")
    await rule(40, "account", { contains: "Account fee", direction: "out", account: books.account("6400") })
  })
  after(() => books?.close())

  const invoiced = async (name: string, amount: string): Promise<string> => {
    const fields = {
      company: books.company,
      customer: parties.get(name),
      date: "2026-06-01",
      invoice_date: "2026-06-01",
    }
    const made = await books.posted("accounting.sales_invoice", {
      ...fields,
      lines: [{ quantity: "1", unit_price: amount }],
    })
    items.set(String(rowsOf(made["instalments"])[0]?.["open_item"]), `${name} ${amount}`)
    return String(made["number"])
  }
  const line = (amount: string, fields: Fields = {}): Fields => ({ date: "2026-06-15", amount, ...fields })
  let count = 0
  const matched = async (lines: readonly Fields[]): Promise<Book> => {
    const closing = lines.reduce((sum, { amount }) => sum + Number(amount), 0).toFixed(2)
    const draft = await books.make("accounting.bank_statement", {
      ...{
        company: books.company,
        journal: books.chart.journals.get("BNK"),
        name: `No. ${++count}`,
        date: "2026-06-30",
      },
      ...{ opening: "0", closing, lines },
    })
    return books.move("accounting.bank_statement", draft.id, "match")
  }
  /** `100.00 Ames 100`, with `?` where it is to be confirmed. */
  const told = ({ lines }: Book): readonly string[] =>
    rowsOf(lines).map(({ amount, item, payment, account, proposed }) => {
      const what =
        items.get(String(item)) ?? (payment === null ? (account === null ? "nothing" : "account") : "payment")
      return `${figure(amount)} ${what}${proposed === true ? "?" : ""}`
    })

  it("finds the invoices that a text names, one or several, and books what little is missing", async () => {
    const [one, two, three] = [
      await invoiced("Ames", "100"),
      await invoiced("Ames", "150"),
      await invoiced("Bell", "80"),
    ]
    const draft = await matched([
      line("250", { text: `Invoices ${one} and ${two.toLowerCase()}`, bank_line: "A" }),
      line("79.98", { reference: three, bank_line: "B" }),
      line("-4", { text: "Account fee June" }),
      line("12", { text: "whatever" }),
    ])
    expect(told(draft)).to.deep.equal([
      "100.00 Ames 100",
      "150.00 Ames 150",
      "80.00 Bell 80",
      "-0.02 account",
      "-4.00 account",
      "12.00 nothing",
    ])
    expect(draft).to.include({ unmatched: 1, unconfirmed: 0 })
    expect(rowsOf(draft["lines"]).map((row) => row["bank_line"])).to.deep.equal([
      "A",
      "A",
      "B",
      "B",
      null,
      null,
    ])
    const open = rowsOf(draft["lines"]).map(({ id }) => ({ id }))
    const last = { ...open.at(-1), account: books.account("4700") }
    await books.change("accounting.bank_statement", draft.id, { lines: [...open.slice(0, -1), last] })
    await books.move("accounting.bank_statement", draft.id, "post")
    for (const invoice of await books.find(
      "accounting.sales_invoice",
      `number in ['${one}', '${two}', '${three}']`,
    ))
      expect(invoice).to.include({ status: "paid" })
  })

  it("proposes what only the amount or the party tells, and posts nothing that is not confirmed", async () => {
    await invoiced("Bell", "44.44")
    await invoiced("Crane", "30")
    await invoiced("Crane", "70")
    await invoiced("Ames", "55")
    await invoiced("Crane", "55")
    const draft = await matched([
      line("44.44", { text: "no number" }),
      line("55", { text: "one of two" }),
      line("90", { text: "on account", counterpart: "CRANE" }),
    ])
    const [first, second, ...rest] = told(draft)
    expect(first).to.equal("44.44 Bell 44.44")
    expect(second).to.be.oneOf(["55.00 Ames 55?", "55.00 Crane 55?"])
    expect(rest.every((one) => one.endsWith("?"))).to.equal(true)
    const refused = await books.ask(`POST records/accounting.bank_statement/${draft.id}/transitions/post`, {})
    expect(rowsOf(refused.json["errors"]).map(({ message }) => message)).to.include(
      "A proposal is not confirmed.",
    )
    const lines = rowsOf(draft["lines"]).map(({ id }) => ({ id, proposed: false }))
    await books.change("accounting.bank_statement", draft.id, { lines })
    expect(await books.move("accounting.bank_statement", draft.id, "post")).to.include({ state: "posted" })
  })

  it("clears payments that are in the books before it settles anything", async () => {
    const number = await invoiced("Ames", "61")
    const fields = { company: books.company, party: parties.get("Ames"), amount: "61", date: "2026-06-10" }
    const payment = await books.posted("accounting.payment", { ...fields, reference: "CHQ-7781" })
    const draft = await matched([line("61", { text: `cheque chq-7781 for ${number}` })])
    expect(told(draft)).to.deep.equal(["61.00 payment"])
    await books.move("accounting.bank_statement", draft.id, "post")
    expect(await books.read("accounting.payment", payment.id)).to.include({ clearance_date: "2026-06-15" })
  })

  it("lets several lines settle one invoice", async () => {
    const number = await invoiced("Bell", "200")
    const draft = await matched([
      line("120", { text: number }),
      line("80", { text: number }),
      line("5", { text: number }),
    ])
    expect(told(draft)).to.deep.equal(["120.00 Bell 200?", "80.00 Bell 200", "5.00 nothing"])
  })
})
