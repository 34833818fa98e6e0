import { expect } from "chai"
import { asked, openBooks } from "./support/books.ts"
import { expectAccessible, person, picture, type Person } from "./support/person.ts"

describe("reports", function () {
  this.timeout(120_000)
  let who: Person
  let company: string

  before(async function () {
    this.timeout(240_000)
    who = await person({ role: "base.admin" })
    const books = await openBooks(who, `R${Date.now() % 100_000}`)
    company = books.company
    const { id } = await books.invoice({ invoice_date: "2026-03-10", date: "2026-03-10" })
    await asked(who, `accounting.sales_invoice/${id}/transitions/post`, {})
  })
  after(() => who.leave())

  /** Comes to it anew: an address that is there already is loaded again, with the rows folded as they were. */
  async function trialBalance(): Promise<void> {
    await who.visit("/reports/accounting")
    await who.visit(`/reports/accounting.trial_balance?company=${company}&from=2026-01-01&to=2026-12-31`)
    await who.settled()
  }

  it("stand in the navigation of their module, by headings", async () => {
    await who.visit("/reports/accounting")
    const main = who.page.getByRole("main")
    await main.getByRole("link", { name: /^Trial balance/ }).click()
    await main.getByRole("heading", { name: "Trial balance" }).waitFor()
    expect(new URL(who.page.url()).pathname).to.equal("/reports/accounting.trial_balance")
  })

  it("show a tree with sums that agree, fold, and can be read by everyone", async () => {
    await trialBalance()
    const rows = who.page.getByRole("region", { name: "Rows of the report" })
    const total = rows.getByRole("row", { name: /^Total/ })
    await total.waitFor()
    expect(await total.getByRole("cell").allInnerTexts()).to.include.members(["240.00"])
    await picture(who.page, "report-light")
    await expectAccessible(who.page)
    const before = await rows.getByRole("row").count()
    await rows.getByRole("button", { name: /^Fold/ }).first().click()
    expect(await rows.getByRole("row").count()).to.be.lessThan(before)
  })

  it("lead from a figure to the records that it sums", async () => {
    await trialBalance()
    const row = who.page.getByRole("row", { name: /receivable/i }).last()
    await row.getByRole("link", { name: "240.00" }).first().click()
    await who.settled()
    expect(new URL(who.page.url()).searchParams.get("filter")).to.contain("account")
    await who.page.getByRole("grid").getByRole("row").nth(1).waitFor()
  })

  it("find the same place again on the way back, and go by arrow keys from figure to figure", async () => {
    await trialBalance()
    const rows = who.page.getByRole("region", { name: "Rows of the report" })
    await rows.getByRole("button", { name: "Fold 4 Income" }).click()
    const all = await rows.getByRole("row").count()
    const first = rows
      .getByRole("row", { name: /receivable/i })
      .last()
      .getByRole("link", { name: "240.00" })
      .first()
    await first.focus()
    await who.page.keyboard.press("ArrowRight")
    const focused = who.page.locator(":focus")
    expect(await focused.innerText()).to.equal("240.00")
    await who.page.keyboard.press("ArrowUp")
    expect(await focused.evaluate((link) => link.closest("tr")?.rowIndex)).to.be.lessThan(
      await first.evaluate((link) => link.closest("tr")?.rowIndex ?? 0),
    )
    await who.page.keyboard.press("Enter")
    await who.page.getByRole("grid").waitFor()
    await who.page.goBack()
    await who.settled()
    await rows.getByRole("button", { name: "Fold 4 Income", expanded: false }).waitFor()
    expect(await rows.getByRole("row").count()).to.equal(all)
  })

  it("set companies side by side below heads of their own", async () => {
    const address = `/reports/accounting.profit_and_loss?company=${company}&from=2026-01-01&to=2026-06-30&every=quarter`
    await who.visit(`${address}&across=company`)
    const rows = who.page.getByRole("region", { name: "Rows of the report" })
    await rows.getByRole("columnheader", { name: /^Books R/ }).waitFor()
    expect(await rows.getByRole("columnheader", { name: "2026-Q1" }).count()).to.equal(2)
    const total = rows.getByRole("row", { name: /^Total/ })
    expect(await total.getByRole("cell").allInnerTexts()).to.deep.equal(["200.00", "0.00", "200.00", "0.00"])
    await picture(who.page, "report-across")
    await expectAccessible(who.page)
  })

  it("give a link that says all that they were asked, defaults among it", async () => {
    await who.visit(`/reports/accounting.profit_and_loss?company=${company}&to=2026-06-30`)
    await who.page.getByRole("button", { name: "Copy link" }).click()
    const { searchParams } = new URL(who.page.url())
    expect(searchParams.get("to")).to.equal("2026-06-30")
    expect(searchParams.get("from")).to.match(/^\d{4}-01-01$/)
    expect(searchParams.get("across")).to.equal("none")
    expect(searchParams.has("cost_center")).to.equal(false)
  })

  it("say on paper what they were asked, in place of the form", async () => {
    await trialBalance()
    await who.page.emulateMedia({ media: "print" })
    expect(await who.page.getByRole("form", { name: "Parameters" }).isVisible()).to.equal(false)
    await who.page.getByText("31 Dec 2026").first().waitFor()
    await picture(who.page, "report-print")
    await who.page.emulateMedia({ media: "screen" })
  })

  for (const surroundings of [{ scheme: "dark" }, { width: "phone" }] as const)
    it(`can be read ${Object.values(surroundings).join("")}`, async () => {
      const other = await person({ role: "base.admin", ...surroundings })
      await other.visit(`/reports/accounting.trial_balance?company=${company}&from=2026-01-01&to=2026-12-31`)
      await other.page.getByRole("row", { name: /^Total/ }).waitFor()
      await picture(other.page, `report-${Object.values(surroundings).join("")}`)
      await expectAccessible(other.page)
      expect(other.complaints).to.deep.equal([])
      await other.leave()
    })

  it("say at the parameter what is wrong with it, and run anew when it is changed", async () => {
    await trialBalance()
    const form = who.page.getByRole("form", { name: "Parameters" })
    await form.getByRole("textbox", { name: "To" }).fill("2026-01-31")
    await who.page.keyboard.press("Tab")
    await who.page.getByText("Nothing to report").waitFor()
    expect(new URL(who.page.url()).searchParams.get("to")).to.equal("2026-01-31")
  })

  it("go out as a sheet", async () => {
    await trialBalance()
    const [sheet] = await Promise.all([
      who.page.waitForEvent("download"),
      who.page.getByRole("link", { name: "XLSX" }).click(),
    ])
    expect(sheet.suggestedFilename()).to.equal("accounting-trial_balance.xlsx")
  })
})
