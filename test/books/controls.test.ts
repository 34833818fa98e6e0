// What keeps books honest besides their sums: accounts stay what they are, what is closed stays closed, who may do one thing
// may not do the other, and no cent is lost on the way.
import { expect } from "chai"
import { booksAt, type Accountant, type Book, type Fields } from "../support/accountant.ts"
import { clerkAt, type Clerk } from "../support/clerk.ts"
import { figure, rowsOf } from "../support/figures.ts"
import { runningServer, type RunningServer } from "../support/server.ts"

describe("books that are kept honest", function () {
  this.timeout(120_000)
  let server: RunningServer
  let books: Accountant
  let customer: string
  let supplier: string
  before(async () => {
    server = await runningServer()
    books = await booksAt(server)
    const party = (role: string): Promise<Book> =>
      books.make("base.party", { kind: "company", name: role, [role]: true })
    customer = (await party("is_customer")).id
    supplier = (await party("is_supplier")).id
  })
  after(() => server?.close())

  /** Somebody with these roles, at work in the company. */
  const hired = async (name: string, ...roles: readonly string[]): Promise<Clerk> => {
    const email = `${name}@acme.example`
    const made = await server.tenon(["user", "create", "acme", email, "--role", ...roles, "--json"])
    const { password } = JSON.parse(made) as { password: string } // what --json promises
    const [user] = await books.find("base.user", `email == '${email}'`)
    await books.change("base.user", user?.id ?? "", {
      companies: [books.company],
      default_company: books.company,
    })
    return clerkAt(`${server.url}/api/v1`, await server.logIn({ name: "acme", email, password }))
  }
  const answer = async (who: Clerk, what: string, body?: unknown): Promise<readonly unknown[]> => {
    const { status, json } = await who.ask(what, body)
    return [status, json.code]
  }
  const invoice = (lines: readonly Fields[], fields: Fields = {}): Promise<Book> =>
    books.posted("accounting.sales_invoice", {
      company: books.company,
      customer,
      date: "2026-03-01",
      lines,
      ...fields,
    })
  const entry = (date: string): Promise<Book> =>
    books.make("accounting.journal_entry", {
      ...{ company: books.company, journal: books.chart.journals.get("GEN"), date },
      lines: [
        { account: books.account("6100"), debit: "10.00" },
        { account: books.account("1000"), credit: "10.00" },
      ],
    })

  it("an account that is posted to stays what it is, and stays", async () => {
    await invoice([{ quantity: "1", unit_price: "10" }])
    const sales = `accounting.account/${books.account("4000")}`
    const kept = async (patch: Fields): Promise<unknown> =>
      (await books.ask(`PATCH records/${sales}`, patch)).json.code
    expect(await kept({ is_group: true })).to.equal("RUN005")
    expect(await kept({ reconcilable: true })).to.equal("RUN005")
    expect(await kept({ currency: books.currency("USD") })).to.equal("RUN005")
    expect(await kept({ type: "receivable" })).to.equal("RUN005")
    expect(await kept({ root_type: "expense" })).to.equal("RUN005")
    expect((await books.ask(`DELETE records/${sales}`)).status).to.equal(409)
  })

  it("a frozen account takes nothing more, until it is thawed", async () => {
    const rent = books.account("6100")
    const draft = await entry("2026-03-02")
    await books.change("accounting.account", rent, { frozen: true })
    const post = `POST records/accounting.journal_entry/${draft.id}/transitions/post`
    const refused = await books.ask(post, {})
    expect([refused.status, refused.json.detail]).to.deep.equal([422, "The account is frozen."])
    await books.change("accounting.account", rent, { frozen: false })
    expect((await books.ask(post, {})).status).to.equal(200)
  })

  it("what is closed for good is not opened, not even by who keeps the locks", async () => {
    const manager = await hired("mia", "accounting.manager")
    const lock = await manager.make("accounting.lock_date", {
      ...{ company: books.company, area: "hard", locked_until: "2022-06-30" },
    })
    const at = `records/accounting.lock_date/${lock.id}`
    expect(await answer(manager, `PATCH ${at}`, { locked_until: "2022-05-31" })).to.deep.equal([
      422,
      "RUN005",
    ])
    expect((await manager.ask(`DELETE ${at}`)).status).to.equal(403)
    const soft = await manager.make("accounting.lock_date", {
      ...{ company: books.company, area: "all", locked_until: "2022-07-31" },
    })
    expect((await manager.ask(`DELETE records/accounting.lock_date/${soft.id}`)).status).to.equal(204)
    const own = {
      company: books.company,
      open_from: "2025-01-01",
      expires: "2030-01-01T00:00:00Z",
      reason: "Mine",
    }
    const [me] = await books.find("base.user", "email == 'mia@acme.example'")
    const asked = await manager.ask("POST records/accounting.lock_exception", { ...own, grantee: me?.id })
    expect(rowsOf(asked.json["errors"]).map((one) => one["code"])).to.deep.equal(["ACC004"])
  })

  it("months are opened by managers while their year is open, and a closed year by taking its closing back", async () => {
    const { company } = books
    const clerk = await hired("carl", "accounting.clerk")
    const days = { first_day: "2024-01-01", last_day: "2024-12-31" }
    const year = await books.make("accounting.fiscal_year", { company, name: "2024", ...days })
    await books.move("accounting.fiscal_year", year.id, "make_periods")
    await books.move("accounting.journal_entry", (await entry("2024-05-05")).id, "post")
    const [may] = await books.find("accounting.period", "name == '2024-05'")
    const period = `POST records/accounting.period/${may?.id ?? ""}/transitions`
    expect((await clerk.ask(`${period}/close`, {})).status).to.equal(403)
    await books.sure(`${period}/close`, {})
    expect((await clerk.ask(`${period}/reopen`, {})).status).to.equal(403)
    const late = await entry("2024-05-06")
    const post = `POST records/accounting.journal_entry/${late.id}/transitions/post`
    expect(await answer(books, post, {})).to.deep.equal([422, "LED003"])
    const closing = await books.make("accounting.year_close", {
      ...{ company, fiscal_year: year.id, date: "2024-12-31", journal: books.chart.journals.get("CLO") },
      account: books.account("3900"),
    })
    await books.move("accounting.year_close", closing.id, "gather")
    await books.move("accounting.year_close", closing.id, "post")
    expect(await answer(books, `${period}/reopen`, {})).to.deep.equal([422, "WFL002"])
    const reopen = `POST records/accounting.fiscal_year/${year.id}/transitions/reopen`
    const refused = await books.ask(reopen, {})
    expect(refused.json.detail).to.equal("The year was closed by its closing entry; reverse that.")
    await books.move("accounting.year_close", closing.id, "reverse")
    await books.sure(`${period}/reopen`, {})
    await books.sure(post, {})
  })

  it("who enters the bank data of a supplier does not pay it, where the company says so", async () => {
    const [bob, eve] = [
      await hired("bob", "accounting.clerk", "base.master_data"),
      await hired("eve", "accounting.clerk", "base.master_data"),
    ]
    const { bank_accounts } = await bob.change("base.party", supplier, {
      bank_accounts: [{ iban: "DE02120300000000202051" }],
    })
    const [account] = rowsOf(bank_accounts)
    expect(account?.["entered_by"]).to.be.a("string")
    const paid = async (who: Clerk): Promise<readonly unknown[]> => {
      const payment = await who.make("accounting.payment", {
        ...{ company: books.company, direction: "pay", party: supplier, date: "2026-03-03", amount: "5" },
      })
      return answer(who, `POST records/accounting.payment/${payment.id}/transitions/post`, {})
    }
    expect(await paid(bob)).to.deep.equal([200, undefined])
    await books.change("base.company", books.company, { four_eyes: true })
    expect(await paid(bob)).to.deep.equal([422, "WFL002"])
    expect(await paid(eve)).to.deep.equal([200, undefined])
    const other = [{ id: account?.id, iban: "DE02500105170137075030" }]
    expect(await answer(eve, `PATCH records/base.party/${supplier}`, { bank_accounts: other })).to.deep.equal(
      [422, "RUN005"],
    )
    const forged = [{ id: account?.id, entered_by: null }]
    expect(
      (await bob.ask(`PATCH records/base.party/${supplier}`, { bank_accounts: forged })).status,
    ).to.equal(422)
    await books.change("base.company", books.company, { four_eyes: false })
  })

  it("three parts of a sum make the sum, whatever is left over", async () => {
    const term = await books.make("accounting.payment_term", {
      name: "Thirds",
      instalments: [
        { kind: "percent", value: "33.33", days: 10 },
        { kind: "percent", value: "33.33", days: 20 },
        { kind: "rest", days: 30 },
      ],
    })
    for (const price of ["0.01", "0.02", "0.05", "100", "1000.01", "9999999.99"]) {
      const { instalments, total } = await invoice([{ quantity: "1", unit_price: price }], {
        payment_term: term.id,
      })
      const cents = rowsOf(instalments).map(({ amount }) => Math.round(Number(amount) * 100))
      expect(
        cents.reduce((sum, one) => sum + one, 0),
        price,
      ).to.equal(Math.round(Number(total) * 100))
    }
  })

  it("half a cent is a cent, five thousand times over, and the books hold every one of them", async () => {
    const lines = Array.from({ length: 5_000 }, () => ({ quantity: "1", unit_price: "0.005" }))
    const { id, total } = await invoice(lines)
    expect(figure(total)).to.equal("50.00")
    const booked = await books.balances("2026-12-31", `source.id == '${id}'`)
    expect(booked).to.deep.equal({ 1100: "50.00", 4000: "-50.00" })
  })
})
