// The reports' side of the numeric cases: GL-06, PAY-05, FX-05, CRM-08, and what statements must agree on, over HTTP.
import { expect } from "chai"
import { accountant, type Accountant, type Book, type Fields } from "../support/accountant.ts"
import { linesOf, type ReportBody } from "../support/reports.ts"
import { rowsOf } from "../support/figures.ts"

describe("reports", () => {
  let books: Accountant
  before(async function () {
    this.timeout(120_000)
    books = await accountant()
  })
  after(() => books?.close())

  const run = async (report: string, parameters: Readonly<Record<string, string>>): Promise<ReportBody> => {
    const { status, json, text } = await books.ask(
      `GET reports/${report}?${new URLSearchParams(parameters).toString()}`,
    )
    expect(status, text).to.equal(200)
    return json as unknown as ReportBody // a border: tests compare what they find
  }
  const lines = async (
    report: string,
    parameters: Readonly<Record<string, string>>,
    ...columns: readonly string[]
  ): Promise<readonly string[]> => {
    const company: Record<string, string> = report.startsWith("accounting.") ? { company: books.company } : {}
    return linesOf(await run(report, { ...company, ...parameters }), columns)
  }
  const partner = async (name: string): Promise<string> =>
    (await books.make("base.party", { kind: "company", name, is_customer: true, is_supplier: true })).id
  const entered = (date: string, rows: readonly Fields[]): Promise<Book> =>
    books.posted("accounting.journal_entry", { company: books.company, date, lines: rows })

  it("GL-06 accounts, their headings and parties: opening, debit, credit, closing and how many entries", async () => {
    const heading = { company: books.company, root_type: "income" }
    const group = { ...heading, code: "48", name: "Parent", is_group: true }
    const { id: parent } = await books.make("accounting.account", group)
    const revenue = await books.make("accounting.account", {
      ...heading,
      code: "4890",
      name: "Child",
      parent,
    })
    const party = await partner("Debtor")
    const [receivable, cash] = [books.account("1100"), books.account("1000")]
    await entered("2031-03-10", [
      { account: receivable, party, debit: "10" },
      { account: revenue.id, credit: "10" },
    ])
    await entered("2031-05-10", [
      { account: cash, debit: "10" },
      { account: receivable, party, credit: "10" },
    ])
    const between = (from: string, to: string): Promise<readonly string[]> =>
      lines("accounting.account_balances", { from, to }, "opening", "debit", "credit", "closing", "lines")

    const year = await between("2031-01-01", "2031-12-31")
    expect(year).to.include.members([
      "48 Parent | 0.00 0.00 0.00 -10.00 0",
      "4890 Child | 0.00 0.00 10.00 -10.00 1",
      "Debtor | 0.00 10.00 10.00 0.00 2",
    ])
    expect(await between("2031-01-01", "2031-03-31")).to.include("Debtor | 0.00 10.00 0.00 10.00 1")
    expect(await between("2031-05-01", "2031-12-31")).to.include.members([
      "48 Parent | -10.00 0.00 0.00 -10.00 0",
      "4890 Child | -10.00 0.00 0.00 -10.00 0",
    ])
  })

  it("GL-06 the general ledger shows entries one by one, from the opening to the closing balance", async () => {
    const { rows } = await run("accounting.general_ledger_report", {
      ...{ company: books.company, from: "2031-04-01", to: "2031-12-31", account: books.account("1100") },
    })
    const [account] = rows
    expect(account?.cells).to.include({ opening: "10.00", debit: "0.00", credit: "10.00", balance: "0.00" })
    expect(
      account?.rows?.map(({ cells }) => [cells["date"], cells["party"], cells["balance"]]),
    ).to.deep.equal([["2031-05-10", "Debtor", "0.00"]])
  })

  it("PAY-05 aged rows before and after a part is paid", async () => {
    const customer = await partner("Payer")
    const instalments = [
      { kind: "percent", value: "30", days: 30 },
      { kind: "percent", value: "50", days: 60 },
      { kind: "rest", days: 90 },
    ]
    const { id: payment_term } = await books.make("accounting.payment_term", {
      name: "30/50/20",
      instalments,
    })
    const invoice = await books.posted("accounting.sales_invoice", {
      ...{ company: books.company, customer, payment_term, date: "2026-01-10", invoice_date: "2026-01-10" },
      lines: [{ quantity: "1", unit_price: "100" }],
    })
    const items = rowsOf(invoice["instalments"]).map(({ open_item }) => String(open_item))
    const aged = (at: string): Promise<readonly string[]> =>
      lines(
        "accounting.aged_receivables",
        { at, party: customer },
        "invoiced",
        "settled",
        "open",
        "not_due",
        "to_first",
      )
    const number = String(invoice["number"])
    expect(await aged("2026-01-31")).to.deep.equal([
      "Payer | 100.00 0.00 100.00 100.00 0.00",
      `${number} | 30.00 0.00 30.00 30.00 0.00`,
      `${number} | 50.00 0.00 50.00 50.00 0.00`,
      `${number} | 20.00 0.00 20.00 20.00 0.00`,
      "Total | 100.00 0.00 100.00 100.00 0.00",
    ])
    await books.posted("accounting.payment", {
      ...{ company: books.company, party: customer, date: "2026-02-20", amount: "40" },
      allocations: [
        { item: items[0], amount: "30" },
        { item: items[1], amount: "10" },
      ],
    })
    expect(await aged("2026-03-20")).to.deep.equal([
      "Payer | 70.00 10.00 60.00 20.00 40.00",
      `${number} | 50.00 10.00 40.00 0.00 40.00`,
      `${number} | 20.00 0.00 20.00 20.00 0.00`,
      "Total | 70.00 10.00 60.00 20.00 40.00",
    ])
    expect((await aged("2026-02-19"))[0], "as of a day before the payment").to.contain("100.00 0.00 100.00")
  })

  it("FX-05 a revaluation is a row of its own beside the invoice", async () => {
    const [chf, customer] = [books.currency("CHF"), await partner("Abroad")]
    await books.change("base.currency", chf, { active: true })
    await books.posted("accounting.sales_invoice", {
      ...{ company: books.company, customer, currency: chf, exchange_rate: "80" },
      ...{ date: "2026-03-10", invoice_date: "2026-03-10", lines: [{ quantity: "1", unit_price: "100" }] },
    })
    const { id } = await books.make("accounting.exchange_revaluation", {
      ...{ company: books.company, date: "2026-03-31", rates: [{ currency: chf, exchange_rate: "85" }] },
    })
    await books.move("accounting.exchange_revaluation", id, "gather")
    await books.move("accounting.exchange_revaluation", id, "post")
    const aged = await lines("accounting.aged_receivables", { at: "2026-03-31", party: customer }, "open")
    expect(aged.filter((line) => !line.startsWith("INV"))).to.deep.equal([
      "Abroad | 8500.00",
      "Revaluation | 500.00",
      "Total | 8500.00",
    ])
  })

  it("CRM-08 the pipeline weighs amounts by probability and rate, without what is won or lost", async () => {
    const { id: pipeline } = await books.make("crm.pipeline", { name: "Cases", company: books.company })
    const stage = async (name: string, fields: Fields): Promise<string> =>
      (await books.make("crm.stage", { pipeline, name, ...fields })).id
    const [half, offer] = [
      await stage("Half", { probability: "50", position: 1 }),
      await stage("Offer", { probability: "80", position: 2 }),
    ]
    const { id: account } = await books.make("crm.account", { name: "Prospect" })
    const common = {
      account,
      pipeline,
      currency: books.currency("EUR"),
      exchange_rate: "1.1",
      estimate: "20000",
    }
    await books.make("crm.opportunity", { ...common, name: "Open", stage: half, close_date: "2032-05-20" })
    const sold = await books.make("crm.opportunity", { ...common, name: "Sold", stage: offer })
    await books.move("crm.opportunity", sold.id, "win", { close_date: "2032-02-20" })
    const pipelines = await lines(
      "crm.pipeline_by_stage",
      { pipeline },
      "opportunities",
      "amount",
      "weighted",
    )
    expect(pipelines).to.deep.equal([
      "Cases | 1 22000.00 11000.00",
      "Half | 1 22000.00 11000.00",
      "Total | 1 22000.00 11000.00",
    ])
    const sales = await run("crm.sales_by_month", { from: "2032-01-01", to: "2032-03-31", compare: "none" })
    expect(sales.totals).to.deep.equal({
      ...{ opportunities: 1, total: "22000.00" },
      ...{ "amount@2032-01": "0.00", "amount@2032-02": "22000.00", "amount@2032-03": "0.00" },
    })
  })

  it("profit and loss sets cost centres side by side, with the quarter before beside each", async () => {
    const { company } = books
    const center = async (code: string): Promise<string> =>
      (await books.make("accounting.cost_center", { company, code, name: `Centre ${code}` })).id
    const [north, south] = [await center("N"), await center("S")]
    const [rent, cash] = [books.account("6100"), books.account("1000")]
    const spent = (date: string, amount: string, cost_center?: string): Promise<Book> =>
      entered(date, [
        { account: rent, debit: amount, ...(cost_center === undefined ? {} : { cost_center }) },
        { account: cash, credit: amount },
      ])
    await spent("2033-02-10", "5", north)
    await spent("2033-04-10", "7", north)
    await spent("2033-05-15", "2", south)
    await spent("2033-06-20", "1")
    const { columns, totals = {} } = await run("accounting.profit_and_loss", {
      ...{ company, from: "2033-04-01", to: "2033-06-30", every: "whole" },
      ...{ across: "cost_center", compare: "previous_period" },
    })
    expect(columns.filter(({ part }) => part === undefined).map(({ across }) => across)).to.deep.equal([
      { key: north, title: "Centre N" },
      { key: south, title: "Centre S" },
      { key: null, title: "No cost centre" },
      "all",
    ])
    expect(Object.values(totals)).to.deep.equal([
      ...["-7.00", "-5.00", "-2.00", "-40.00"],
      ...["-2.00", "0.00", "-2.00", null],
      ...["-1.00", "0.00", "-1.00", null],
      ...["-10.00", "-5.00", "-5.00", "-100.00"],
    ])
  })

  it("sales by customer are what the register says, less nothing and no more", async () => {
    const customer = await partner("Regular")
    const invoice = (date: string, unit_price: string): Promise<Book> =>
      books.posted("accounting.sales_invoice", {
        ...{ company: books.company, customer, date, invoice_date: date },
        lines: [{ quantity: "3", unit_price }],
      })
    await invoice("2034-01-10", "10")
    await invoice("2034-02-10", "20")
    const days = { from: "2034-01-01", to: "2034-03-31" }
    const months = ["amount@2034-01", "amount@2034-02", "amount@2034-03"]
    const found = await lines("accounting.sales_by_customer", { ...days, every: "month" }, ...months, "share")
    expect(found).to.deep.equal(["Regular | 30.00 60.00 0.00 100.0", "Total | 30.00 60.00 0.00 null"])
    expect((await lines("accounting.sales_register", days, "net")).at(-1)).to.equal("Total | 90.00")
  })

  /** What a report asks for, by name. */
  const fieldsOf = (parameters: unknown): object =>
    typeof parameters === "object" && parameters !== null ? parameters : {}

  /** The last of what columns can stand for. */
  const lastChoice = (parameters: unknown): string => {
    const { across } = fieldsOf(parameters) as { across?: { enum: readonly { value: string }[] } } // a border
    return across?.enum.at(-1)?.value ?? ""
  }

  it("each report of each module runs, and what it drills down to can be listed", async function () {
    this.timeout(60_000)
    const { json } = await books.ask("GET reports")
    const party = await partner("Anybody")
    const reports = rowsOf(json["items"])
    expect(reports.length).to.be.greaterThan(20)
    for (const { id, parameters } of reports) {
      const across = lastChoice(parameters)
      const given = {
        company: books.company,
        party,
        across,
        ...{ every: "quarter", compare: "previous_year" },
      }
      const known = Object.entries(given).filter(([name]) => name in fieldsOf(parameters))
      const { source, filter, columns } = await run(id, Object.fromEntries(known))
      const [entity = "", rows] = source.split("/")
      const path = rows === undefined ? entity : `${entity}/rows/${rows}`
      for (const one of new Set([filter, ...columns.map(({ drill }) => drill)])) {
        if (one === undefined) continue
        const query = new URLSearchParams({ filter: one, limit: "1" })
        const { status, text } = await books.ask(`GET records/${path}?${query.toString()}`)
        expect(status, `${id}: ${one} ${text}`).to.equal(200)
      }
    }
  })

  it("statements agree: debit is credit, what there is belongs to somebody, the profit is in both", async () => {
    const days = { company: books.company, from: "2026-01-01", to: "2026-12-31" }
    const { totals: trial = {} } = await run("accounting.trial_balance", days)
    expect([trial["debit"], trial["closing_debit"]]).to.deep.equal([trial["credit"], trial["closing_credit"]])
    const { totals: profit = {} } = await run("accounting.profit_and_loss", { ...days, from: "2000-01-01" })
    const sheet = await run("accounting.balance_sheet", days)
    const [assets, claims] = sheet.rows
    expect(assets?.cells).to.deep.equal(claims?.cells)
    const unclosed = claims?.rows?.flatMap(({ rows = [] }) => rows).find(({ key }) => key === null)
    expect(unclosed?.title).to.equal("Profit not closed yet")
    expect(Object.values(unclosed?.cells ?? {})).to.deep.equal(Object.values(profit))
  })
})
