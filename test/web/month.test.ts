// A month of an accountant and a storekeeper, from the opening balances to the close, through the screens they work at.
import { expect } from "chai"
import { asked, first, openBooks, type Books } from "./support/books.ts"
import { expectAccessible, person, picture, type Person } from "./support/person.ts"
import { typist, type Typist } from "./support/typist.ts"
import { workFor } from "./support/workplace.ts"

const year = new Date().getFullYear()
const code = `M${Date.now() % 100_000}`

describe("a month of work in the browser", function () {
  this.timeout(90_000)
  let admin: Person
  let at: Person
  let hands: Typist
  let books: Books
  let goBack: (() => Promise<void>)[]

  before(async function () {
    this.timeout(300_000)
    admin = await person({ role: "base.admin" })
    books = await openBooks(admin, code)
    await asked(admin, "base.party", { name: `Supplier ${code}`, is_supplier: true })
    at = await person({ role: "accounting.manager" })
    goBack = [await workFor(admin, at, books.company), await workFor(admin, admin, books.company)]
    await at.visit("/")
    hands = typist(at)
  })
  afterEach(() => expect(at.complaints).to.deep.equal([]))
  after(async () => {
    for (const undo of goBack) await undo()
    await Promise.all([at.leave(), admin.leave()])
  })

  it("begins with what waits, in the company that one works for", async () => {
    await at.page.getByRole("heading", { name: /^Hello/ }).waitFor()
    await at.page.getByRole("button", { name: `Company: Books ${code}` }).waitFor()
    await at.settled()
    await expectAccessible(at.page)
    await picture(at.page, "month-home")
  })

  it("opens a year and its periods from the keyboard", async () => {
    await at.visit("/r/accounting.fiscal_year/new")
    expect(await hands.field("Company").inputValue()).to.equal(`Books ${code}`)
    await at.page.waitForFunction(() => document.activeElement?.tagName === "INPUT")
    await at.page.keyboard.type(String(year))
    for (const day of [`1.1.${year}`, `3112${year}`]) {
      await at.page.keyboard.press("Tab")
      await at.page.keyboard.type(day)
    }
    await hands.save()
    await at.page.keyboard.press("Control+Enter")
    await at.page.getByText("12 records were made").waitFor()
  })

  it("takes the opening balances from a spreadsheet, whoever's commas they have", async () => {
    await at.visit("/r/accounting.journal_entry/new")
    await hands.paste([
      ["1010 Bank", "", "Opening", "50.000,00", ""],
      ["1500 Equipment", "", "Opening", "20,000.00", ""],
      ["3000 Share capital", "", "Opening", "", "70000"],
    ])
    await hands.save()
    await hands.step("Post", "Now: Posted")
    expect(await trialBalance()).to.include("70,000.00")
  })

  it("types a supplier's invoice without touching the mouse", async () => {
    await at.visit("/r/accounting.purchase_invoice/new")
    const { keyboard } = at.page
    await at.page.waitForFunction(() => document.activeElement?.tagName === "INPUT")
    await keyboard.type(`Supplier ${code}`)
    await at.page.getByRole("option", { name: `Supplier ${code}` }).waitFor()
    await keyboard.press("Enter")
    await at.settled()
    await hands.type("Number of the supplier", `R-${code}`)
    await at.page.getByRole("button", { name: "Add row" }).first().focus()
    await keyboard.press("Enter")
    await at.page.getByRole("combobox", { name: "Item, 1" }).waitFor()
    for (const text of ["", "Paper", "10", "", "12,50", "", "20% on p"]) {
      if (text !== "") await keyboard.type(text)
      await at.settled()
      if (text.includes("%")) await keyboard.press("Enter")
      await keyboard.press("Tab")
    }
    await at.page.getByLabel("Total €150.00").waitFor()
    await hands.save()
    await keyboard.press("Control+Enter")
    await at.page.getByRole("dialog").getByText("Posts to General ledger").waitFor()
    await at.settled()
    await keyboard.press("Enter")
    await at.page.getByText("Now: Posted").first().waitFor()
  })

  it("pastes 200 lines into an invoice, posts it and credits it: the draft of the credit note is open then", async () => {
    await at.visit("/r/accounting.sales_invoice/new")
    await hands.pick("Customer", `Customer ${code}`)
    await hands.paste(
      Array.from({ length: 200 }, (_, n) => ["", `Position ${n + 1}`, "2", "", "5.00", "0", "20% on sales"]),
    )
    await at.page.getByLabel("Total €2,400.00").waitFor()
    await hands.save()
    await hands.step("Post", "Now: Posted")
    await hands.step("Credit note", "Made: Sales invoice")
    await at.page.getByLabel("Total €2,400.00").waitFor()
    expect(await hands.field("Kind").inputValue()).to.equal("Credit note")
    await hands.step("Post", "Now: Posted")
  })

  it("takes in a payment for an invoice: fetched, trimmed, posted", async () => {
    const { id } = await books.invoice()
    await asked(admin, `accounting.sales_invoice/${id}/transitions/post`, {})
    await at.visit("/r/accounting.payment/new")
    await hands.pick("Party", `Customer ${code}`)
    await hands.type("Amount", "240")
    expect(await hands.field("Bank or cash account").inputValue()).to.equal("1010 Bank")
    await hands.paste([[await documentOf(admin, id), "240"]])
    await hands.save()
    await hands.step("Post", "Now: Posted")
    await at.visit(`/r/accounting.sales_invoice/${id}`)
    await at.page.getByRole("article").getByText("Paid", { exact: true }).first().waitFor()
  })

  it("receives goods and bills them: the bill is open then", async () => {
    const { item, warehouse } = await store(admin, books.company)
    const keeper = typist(admin)
    await admin.visit("/r/inventory.receipt/new")
    await keeper.pick("Supplier", `Supplier ${code}`)
    await keeper.pick("Warehouse", warehouse)
    await keeper.paste([[item, "", "4", "", "", "", "", "", "25"]])
    await keeper.save()
    await keeper.step("Post", "Now: Posted")
    await keeper.step("Bill", /^Made: Supplier invoice/)
    expect(await trialBalance()).to.match(/1200 Stock\s+100\.00/)
  })

  it("reads the books: sides that are equal, a result, a balance sheet that adds up", async () => {
    for (const report of ["profit_and_loss", "balance_sheet", "tax_report", "aged_receivables"]) {
      await at.visit(`/reports/accounting.${report}`)
      await at.page.getByRole("table").first().waitFor()
      await picture(at.page, `month-${report}`)
    }
    await expectAccessible(at.page)
  })

  it("locks what is past: a late entry is refused in plain words, and goes where it may", async () => {
    await at.visit("/r/accounting.lock_date/new")
    await hands.type("Locked until", `31.1.${year}`)
    await hands.save()
    await at.visit("/r/accounting.journal_entry/new")
    await hands.type("Date", `15.1.${year}`)
    await hands.paste([
      ["6100 Rent", "", "Rent", "500", ""],
      ["1010 Bank", "", "Rent", "", "500"],
    ])
    await hands.save()
    await at.page.getByRole("article").getByRole("button", { name: "Post" }).click()
    await at.page
      .getByText(/locked|closed/i)
      .first()
      .waitFor()
    await picture(at.page, "month-late")
    await at.page.keyboard.press("Escape")
    await hands.type("Date", `1.2.${year}`)
    await hands.save()
    await hands.step("Post", "Now: Posted")
    await hands.step("Reverse", /Now: Reversed/)
  })

  it("closes the year: nothing is left on income and expense", async () => {
    await at.visit("/r/accounting.year_close/new")
    await hands.pick("Fiscal year", String(year))
    await hands.save()
    await hands.step("Fetch balances", "Done: Fetch balances")
    await hands.step("Post", "Now: Posted")
    await picture(at.page, "month-year-close")
  })

  async function trialBalance(): Promise<string> {
    await at.visit("/reports/accounting.trial_balance")
    const table = at.page.getByRole("table").first()
    await table.waitFor()
    await at.settled()
    return table.innerText()
  }
})

/** The open item of a posted invoice, by the name that it is chosen by. */
async function documentOf(who: Person, invoice: string): Promise<string> {
  const id = await first(who, "accounting.open_item", `sales_invoice == '${invoice}'`)
  return String((await asked(who, `accounting.open_item/${id}`))["document"])
}

/** A store with an item to keep in it, by the names that they are chosen by. */
async function store(
  who: Person,
  company: string,
): Promise<{ readonly item: string; readonly warehouse: string }> {
  const group = await first(who, "inventory.item_group", "true")
  const unit = await first(who, "base.unit", "name == 'Piece'")
  await asked(who, "inventory.warehouse", { company, code, name: "Store" })
  await asked(who, "inventory.item", { code, name: "Desk", group, unit, purchase_unit: unit })
  return { item: `${code} Desk`, warehouse: `${code} Store` }
}
