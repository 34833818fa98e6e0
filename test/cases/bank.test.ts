// Bank statements and what their lines settle (BNK-*), over HTTP.
import { expect } from "chai"
import { accountant, type Accountant, type Book, type Fields } from "../support/accountant.ts"
import { figure, rowsOf } from "../support/figures.ts"

describe("bank statements", () => {
  let books: Accountant
  let party: string
  before(async function () {
    this.timeout(120_000)
    books = await accountant()
    const fields = { kind: "company", name: "Partner", is_customer: true, is_supplier: true }
    party = (await books.make("base.party", fields)).id
  })
  after(() => books?.close())

  const invoiced = (side: "sales" | "purchase", amount: string, fields: Fields = {}): Promise<Book> =>
    books.posted(`accounting.${side}_invoice`, {
      ...{ company: books.company, [side === "sales" ? "customer" : "supplier"]: party },
      ...{ date: "2026-06-01", invoice_date: "2026-06-01", reference: `${side} ${amount}` },
      ...{ lines: [{ quantity: "1", unit_price: amount }], ...fields },
    })
  const item = ({ instalments }: Book): string => String(rowsOf(instalments)[0]?.["open_item"])
  const statement = (name: string, closing: string, lines: readonly Fields[]): Promise<Book> =>
    books.make("accounting.bank_statement", {
      ...{ company: books.company, journal: books.chart.journals.get("BNK"), name, date: "2026-06-30" },
      ...{ opening: "0", closing, lines },
    })
  const moved = (amount: string, fields: Fields = {}): Fields => ({ date: "2026-06-15", amount, ...fields })

  it("BNK-01 lines are split over what they settle, and the rest is dropped", async () => {
    const [one, two] = [await invoiced("sales", "100"), await invoiced("sales", "150")]
    const note = await invoiced("sales", "50", { kind: "credit_note" })
    const bill = await invoiced("purchase", "50")
    const draft = await statement("June", "80", [
      moved("180", { item: item(one), bank_line: "1" }),
      moved("-50", { item: item(note), bank_line: "2" }),
      moved("-60", { item: item(bill), bank_line: "3" }),
    ])
    const refused = await books.ask(`POST records/accounting.bank_statement/${draft.id}/transitions/post`, {})
    expect(refused.status).to.equal(422)
    expect(rowsOf(refused.json["errors"]).map(({ message }) => message)).to.include.members([
      "Opening balance and lines do not make the closing balance.",
      "More is settled than is open.",
    ])

    const [first, second, third] = rowsOf(draft["lines"])
    const split = await books.change("accounting.bank_statement", draft.id, {
      lines: [
        { id: first?.id, amount: "100" },
        moved("80", { item: item(two), bank_line: "1" }),
        { id: second?.id },
        { id: third?.id, amount: "-50" },
      ],
    })
    expect(["moved", "difference"].map((field) => figure(split[field]))).to.deep.equal(["80.00", "0.00"])
    await books.move("accounting.bank_statement", draft.id, "post")
    const status = async (side: string, { id }: Book): Promise<readonly unknown[]> => {
      const invoice = await books.read(`accounting.${side}_invoice`, id)
      return [invoice["status"], figure(invoice["open_amount"])]
    }
    expect(await status("sales", one)).to.deep.equal(["paid", "0.00"])
    expect(await status("sales", two)).to.deep.equal(["partly_paid", "70.00"])
    expect(await status("sales", note)).to.deep.equal(["paid", "0.00"])
    expect(await status("purchase", bill)).to.deep.equal(["paid", "0.00"])
    expect((await books.balances("2026-06-30"))["1010"]).to.equal("80.00")
  })

  it("BNK-04 a line that matches a payment clears it, and undoing the statement takes that back", async () => {
    const payment = await books.posted("accounting.payment", {
      ...{ company: books.company, party, amount: "1700", date: "2026-06-10" },
    })
    const { id } = await statement("Clearing", "1700", [moved("1700", { payment: payment.id })])
    const cleared = async (): Promise<unknown> =>
      (await books.read("accounting.payment", payment.id))["clearance_date"]
    const posted = await books.move("accounting.bank_statement", id, "post")
    expect(posted).to.include({ unmatched: 0 })
    expect(await cleared()).to.equal("2026-06-15")
    expect(await books.postings(id)).to.deep.equal([])
    await books.move("accounting.bank_statement", id, "cancel")
    expect(await cleared()).to.equal(null)
  })

  it("settles in a foreign currency at the rate of the day, and books charges to an account", async () => {
    const usd = books.currency("USD")
    await books.change("base.currency", usd, { active: true })
    const invoice = await invoiced("sales", "100", { currency: usd, exchange_rate: "0.90" })
    const { id } = await books.make("accounting.bank_statement", {
      ...{
        company: books.company,
        journal: books.chart.journals.get("BNK"),
        name: "Dollars",
        date: "2026-06-30",
      },
      ...{ currency: usd, exchange_rate: "0.95", opening: "0", closing: "97" },
      lines: [moved("100", { item: item(invoice) }), moved("-3", { account: books.account("6400") })],
    })
    await books.move("accounting.bank_statement", id, "post")
    expect([...(await books.postings(id))].sort()).to.deep.equal([
      "1010 -2.85",
      "1010 95.00",
      "1100 -90.00",
      "4700 -5.00",
      "6400 2.85",
    ])
  })

  it("reconciles: what the books say, what the bank has not seen yet, and what the bank says", async () => {
    const cash = books.account("1000")
    const pay = (fields: Fields): Promise<Book> =>
      books.posted("accounting.payment", {
        ...{ company: books.company, party, journal: books.chart.journals.get("CSH"), account: cash },
        ...{ date: "2026-07-01", ...fields },
      })
    const seen = await pay({ amount: "300", reference: "seen" })
    await pay({ amount: "120", reference: "on its way" })
    await pay({ amount: "45", direction: "pay", reference: "a cheque" })
    const { id } = await books.make("accounting.bank_statement", {
      ...{
        company: books.company,
        journal: books.chart.journals.get("CSH"),
        name: "July",
        date: "2026-07-31",
      },
      ...{
        opening: "0",
        closing: "297",
        lines: [moved("300", { payment: seen.id }), moved("-3", { account: books.account("6400") })],
      },
    })
    await books.move("accounting.bank_statement", id, "post")
    const reconciled = async (at: string): Promise<Fields> => {
      const query = new URLSearchParams({ company: books.company, at, account: cash })
      const { rows } = await books.sure(`GET reports/accounting.bank_reconciliation?${query.toString()}`)
      const [first] = rowsOf(rows)
      expect(rowsOf(first?.["rows"]).map(({ cells }) => (cells as Fields)["text"])).to.have.members([
        "on its way",
        "a cheque",
      ]) // cells of a row
      return first?.["cells"] as Fields
    }
    const cells = await reconciled("2026-07-31")
    const told = ["books", "uncleared_in", "uncleared_out", "expected", "bank", "difference"].map((name) =>
      figure(cells[name]),
    )
    expect(told).to.deep.equal(["372.00", "120.00", "45.00", "297.00", "297.00", "0.00"])
  })
})
