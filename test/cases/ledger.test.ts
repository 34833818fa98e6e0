// Ledger, closing, locks, numbering, immutability (GL-*, NUM-*, IMM-*) and the round-off row of TAX-16, over HTTP.
import { expect } from "chai"
import { accountant, type Accountant, type Book, type Fields } from "../support/accountant.ts"
import { figure, rowsOf } from "../support/figures.ts"

describe("the general ledger", () => {
  let books: Accountant
  let customer: string
  before(async function () {
    this.timeout(120_000)
    books = await accountant()
    customer = (await books.make("base.party", { kind: "company", name: "Customer", is_customer: true })).id
  })
  after(() => books?.close())

  /** A line in debit above zero, in credit below. */
  const line = (code: string, amount: number, fields: Fields = {}): Fields => ({
    ...{ account: books.account(code), [amount > 0 ? "debit" : "credit"]: String(Math.abs(amount)) },
    ...fields,
  })
  const drafted = (date: string, lines: readonly Fields[]): Promise<Book> =>
    books.make("accounting.journal_entry", { company: books.company, date, lines })
  const entered = async (date: string, lines: readonly Fields[]): Promise<Book> =>
    books.move("accounting.journal_entry", (await drafted(date, lines)).id, "post")
  const invoiced = (date: string, fields: Fields = {}): Promise<Book> =>
    books.posted("accounting.sales_invoice", {
      ...{ company: books.company, customer, date, invoice_date: date },
      ...{ lines: [{ quantity: "1", unit_price: "10" }], ...fields },
    })
  const refused = async (entity: string, id: string, name: string, input: Fields = {}): Promise<Book> => {
    const { status, json } = await books.ask(`POST records/${entity}/${id}/transitions/${name}`, input)
    expect(status, JSON.stringify(json)).to.be.within(400, 499)
    return json
  }
  const year = (name: string): Promise<Book> =>
    books.make("accounting.fiscal_year", {
      ...{ company: books.company, name, first_day: `${Number(name) - 1}-04-01`, last_day: `${name}-03-31` },
    })

  it("GL-01 a year closes: income and expenses come to zero, the loss goes to equity", async () => {
    await entered("2021-03-15", [line("1000", 400), line("4000", -400)])
    await entered("2021-03-15", [line("5000", 600), line("1000", -600)])
    const { id: fiscal_year } = await year("2021")
    const { id } = await books.make("accounting.year_close", { company: books.company, fiscal_year })
    await books.move("accounting.year_close", id, "gather")
    const closed = await books.move("accounting.year_close", id, "post")
    expect(figure(closed["result"])).to.equal("-200.00")
    expect([...(await books.postings(id))].sort()).to.deep.equal([
      "3900 200.00",
      "4000 400.00",
      "5000 -600.00",
    ])
    expect(await books.balances("2021-03-31")).to.deep.equal({ "1000": "-200.00", "3900": "200.00" })
    expect(await books.read("accounting.fiscal_year", fiscal_year)).to.include({ state: "closed" })
  })

  it("GL-04 nothing is dated into a closed year; a reversal is dated after it", async () => {
    const late = await drafted("2021-03-15", [line("1000", 50), line("4000", -50)])
    expect((await refused("accounting.journal_entry", late.id, "post"))["detail"]).to.equal(
      "The fiscal year is closed. (2021-03-15)",
    )
    const [first] = await books.find("accounting.journal_entry", "total_debit == 400")
    const date = { date: "2022-01-01" }
    await books.move("accounting.journal_entry", first?.id ?? "", "reverse", date)
    expect(await books.postings(first?.id ?? "")).to.deep.equal([
      "1000 400.00",
      "4000 -400.00",
      "1000 -400.00",
      "4000 400.00",
    ])
    const sums = Object.values(await books.balances("2022-01-01"))
    expect(sums.reduce((sum, one) => sum + Number(one), 0)).to.equal(0)
  })

  it("GL-03 closing balances by cost centre roll on from year to year", async () => {
    const center = async (code: string): Promise<string> =>
      (await books.make("accounting.cost_center", { company: books.company, code, name: code })).id
    const [one, two] = [await center("CC1"), await center("CC2")]
    const sale = (date: string, amount: number, cost_center: string): Promise<Book> =>
      entered(date, [line("1000", amount), line("4010", -amount, { cost_center })])
    await sale("2023-05-01", 400, one)
    await sale("2023-06-01", 200, two)
    await sale("2024-05-01", 300, two)
    const at = async (day: string, cost_center: string): Promise<unknown> =>
      (await books.balances(day, `cost_center == '${cost_center}'`))["4010"]
    expect([await at("2024-03-31", one), await at("2024-03-31", two)]).to.deep.equal(["-400.00", "-200.00"])
    expect([await at("2025-03-31", one), await at("2025-03-31", two)]).to.deep.equal(["-400.00", "-500.00"])
  })

  it("GL-06 opening, movements and closing of an account, of its heading and of a party", async () => {
    const heading = { company: books.company, root_type: "income" }
    const { id: parent } = await books.make("accounting.account", {
      ...{ ...heading, code: "47", name: "Other income", is_group: true },
    })
    const child = await books.make("accounting.account", { ...heading, code: "4790", name: "Child", parent })
    const party = (await books.make("base.party", { kind: "company", name: "Debtor", is_customer: true })).id
    await entered("2030-03-10", [line("1100", 10, { party }), { account: child.id, credit: "10" }])
    await entered("2030-05-10", [line("1000", 10), line("1100", -10, { party })])
    /** Opening, debit, credit and closing balance, and how many entries. */
    const turnover = async (from: string, to: string, filter: string): Promise<readonly unknown[]> => {
      const query = new URLSearchParams({ from, to, filter })
      const { json } = await books.ask(`GET ledgers/accounting.general_ledger/turnover?${query.toString()}`)
      const [sums] = rowsOf(json["items"])
      const part = (name: string, field: string): string =>
        figure((sums?.[name] as Book | undefined)?.[field])
      return [
        ...[part("opening", "balance"), part("movements", "debit"), part("movements", "credit")],
        ...[part("closing", "balance"), sums?.["entries"]],
      ]
    }
    const [year, own] = [["2030-01-01", "2030-12-31"] as const, `account == '${child.id}'`]
    const below = `within(account, '${parent}')`
    expect(await turnover(...year, own)).to.deep.equal(["0.00", "0.00", "10.00", "-10.00", 1])
    expect((await turnover(...year, below))[3]).to.equal("-10.00")
    expect(await turnover(...year, `account == '${parent}'`)).to.deep.equal([
      "undefined",
      "undefined",
      "undefined",
      "undefined",
      undefined,
    ])
    const debtor = `party == '${party}'`
    expect(await turnover(...year, debtor)).to.deep.equal(["0.00", "10.00", "10.00", "0.00", 2])
    expect(await turnover("2030-01-01", "2030-03-31", debtor)).to.deep.equal([
      "0.00",
      "10.00",
      "0.00",
      "10.00",
      1,
    ])
    expect(await turnover("2030-05-01", "2030-12-31", own)).to.deep.equal([
      "-10.00",
      "0.00",
      "0.00",
      "-10.00",
      0,
    ])
  })

  it("NUM-01 numbers begin anew each year or each month, in the order of posting", async () => {
    const journal = async (code: string, type: string): Promise<string> =>
      (await books.make("accounting.journal", { company: books.company, code, name: code, type })).id
    const sales = await journal("NUM", "sales")
    const numbers: unknown[] = []
    for (const date of ["2016-03-01", "2016-03-20", "2016-04-02", "2017-01-05"])
      numbers.push((await invoiced(date, { journal: sales }))["number"])
    expect(numbers).to.deep.equal(["NUM/2016/00001", "NUM/2016/00002", "NUM/2016/00003", "NUM/2017/00001"])

    const general = await journal("NUMG", "general")
    const entry = async (date: string): Promise<unknown> => {
      const lines = [line("1000", 1), line("4000", -1)]
      const fields = { company: books.company, journal: general, date, lines }
      return (await books.posted("accounting.journal_entry", fields))["number"]
    }
    for (let i = 0; i < 9; i++) await entry("2016-03-01")
    const monthly = ["2016-03-05", "2016-03-31", "2016-04-01", "2017-03-01"]
    const given: unknown[] = []
    for (const date of monthly) given.push(await entry(date))
    expect(given).to.deep.equal(["201603-0010", "201603-0011", "201604-0001", "201703-0001"])

    const [one, two] = [await invoiced("2016-05-01"), await invoiced("2017-05-01", { kind: "credit_note" })]
    const item = ({ instalments }: Book): unknown => rowsOf(instalments)[0]?.["open_item"]
    const plain: unknown[] = []
    for (const amount of ["4", "6"]) {
      const fields = { company: books.company, item: item(two), lines: [{ item: item(one), amount }] }
      plain.push((await books.posted("accounting.allocation", fields))["number"])
    }
    expect(plain).to.deep.equal(["0000001", "0000002"])
  })

  it("IMM-01 sealed postings are chained, and whoever changes one is named", async () => {
    const { id: journal } = await books.make("accounting.journal", {
      ...{ company: books.company, code: "SEAL", name: "Sealed", type: "sales" },
    })
    for (let i = 0; i < 2; i++) await invoiced("2026-01-10", { journal })
    await books.change("accounting.journal", journal, { hashed: true })
    const sealed: Book[] = []
    for (let i = 0; i < 5; i++) sealed.push(await invoiced("2026-01-11", { journal }))
    const verify = async (): Promise<Book> => {
      const { status, json } = await books.ask("GET ledgers/accounting.general_ledger/verify")
      expect(status).to.equal(200)
      return json
    }
    expect(await verify()).to.deep.include({ ok: true, faults: [] })
    const third = sealed[2]?.id ?? ""
    const other = await books.make("base.party", { kind: "company", name: "Someone else", is_customer: true })
    const [row] = rowsOf(sealed[2]?.["lines"])
    for (const patch of [
      { date: "2026-01-12" },
      { number: "INV/2026/00099" },
      { company: null },
      { customer: other.id },
      { lines: [{ id: row?.id, account: books.account("4010") }] },
    ]) {
      const { status } = await books.ask(`PATCH records/accounting.sales_invoice/${third}`, patch)
      expect(status, JSON.stringify(patch)).to.be.within(400, 499)
    }
    const item = String(rowsOf(sealed[2]?.["instalments"])[0]?.["open_item"])
    await books.change("accounting.open_item", item, { due_date: "2026-03-01" })

    /** The documents whose links of the chain are broken, after the change behind the system's back, which is undone. */
    const broken = async (change: string, undo: string): Promise<readonly unknown[]> => {
      await books.tamper(change)
      const { ok, faults } = await verify()
      await books.tamper(undo)
      expect(ok).to.equal(false)
      const links = rowsOf(faults).filter(({ check }) => check === "chain")
      return links.map(({ source, position }) => [(source as Book).id, position])
    }
    const entries = "accounting_general_ledger"
    const dated = (date: string): string =>
      `UPDATE ${entries} SET date = '${date}' WHERE document = '${String(sealed[2]?.["number"])}'`
    expect(await broken(dated("2026-01-12"), dated("2026-01-11"))).to.deep.equal([[third, 3]])

    const last = sealed[4]
    const owed = (party: string): string =>
      `UPDATE ${entries} SET party = '${party}' WHERE document = '${String(last?.["number"])}' AND party IS NOT NULL`
    expect(await broken(owed(other.id), owed(customer))).to.deep.equal([[last?.id, 5]])
    const link = (hash: string): string => `UPDATE ${entries}__chain SET hash = ${hash} WHERE position = 5`
    expect(await broken(link("reverse(hash)"), link("reverse(hash)"))).to.deep.equal([[last?.id, 5]])
    expect(await verify()).to.deep.include({ ok: true, faults: [] })
  })

  it("TAX-16 a) what rounding leaves of a price with two taxes has a row of its own", async () => {
    const tax = async (code: string, fields: Fields): Promise<string> =>
      (await books.make("accounting.tax", { company: books.company, code, name: code, ...fields })).id
    const vat = { rate: "14", included: true, account: books.account("2200") }
    const members = [await tax("A14", vat), await tax("B14", vat)]
    const group = await tax("AB14", { rate: "0", kind: "group", members })
    const invoice = await invoiced("2026-02-01", {
      lines: [{ quantity: "1", unit_price: "24900", tax: group }],
    })
    expect(await books.postings(invoice.id)).to.deep.equal([
      "1100 24900.00",
      "4000 -19453.13",
      "2200 -2723.44",
      "2200 -2723.44",
      "6700 0.01",
    ])
  })

  it("GL-09 locks stop what they are for, and an exception lifts them for one person and a time", async () => {
    const lock = (area: string): Promise<Book> =>
      books.make("accounting.lock_date", { company: books.company, area, locked_until: "2024-07-31" })
    await lock("sales")
    const draft = await books.make("accounting.sales_invoice", {
      ...{ company: books.company, customer, date: "2024-07-01", invoice_date: "2024-07-01" },
      lines: [{ quantity: "1", unit_price: "10" }],
    })
    expect((await refused("accounting.sales_invoice", draft.id, "post")).detail).to.equal(
      "The books are locked up to this day. (2024-07-01)",
    )
    await entered("2024-07-01", [line("1000", 5), line("4000", -5)])
    for (const area of ["all", "tax", "purchase"]) await lock(area)
    const stopped = await drafted("2024-07-02", [line("1000", 5), line("4000", -5)])
    await refused("accounting.journal_entry", stopped.id, "post")
    const [user] = await books.find("base.user", "email == 'ann@acme.example'")
    await books.make("accounting.lock_exception", {
      ...{ company: books.company, grantee: user?.id, open_from: "2024-01-01" },
      ...{ expires: "2099-01-01T00:00:00Z", reason: "Late invoices" },
    })
    expect(await books.move("accounting.sales_invoice", draft.id, "post")).to.include({
      ...{ state: "posted", date: "2024-07-01" },
    })
  })
})
