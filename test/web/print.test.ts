import { expect } from "chai"
import { openBooks, type Books } from "./support/books.ts"
import { expectAccessible, person, picture, type Person } from "./support/person.ts"

describe("printing a document", function () {
  this.timeout(120_000)
  let at: Person
  let books: Books

  before(async function () {
    this.timeout(240_000)
    at = await person({ role: "base.admin" })
    books = await openBooks(at, `P${Date.now() % 100_000}`)
  })
  after(() => at.leave())

  it("shows it as it goes to paper: who, to whom, lines, taxes, total, and nothing of the application", async () => {
    const { id } = await books.invoice({ reference: "Order 7" })
    await at.visit(`/r/accounting.sales_invoice/${id}`)
    await at.page.getByRole("button", { name: "Post", exact: true }).click()
    await at.page.getByRole("dialog").getByRole("button", { name: "Post" }).click()
    await at.page.getByRole("heading", { name: /^INV\// }).waitFor()
    await at.page.keyboard.press("Control+p")
    const sheet = at.page.getByRole("main").getByRole("article")
    await sheet.getByRole("heading", { name: /^Invoice INV\// }).waitFor()
    const text = await sheet.innerText()
    expect(text).to.match(/Books P\d+/)
    expect(text).to.match(/Customer P\d+/)
    expect(text)
      .to.include("Order 7")
      .and.include("Delivery")
      .and.include("€240.00")
      .and.include("S20 20% on sales")
    expect(text, "accounts are the company's own business").to.not.include("Trade receivables")
    await picture(at.page, "print-screen-light")
    await expectAccessible(at.page)
    await at.page.emulateMedia({ media: "print" })
    expect(await at.page.getByRole("navigation").isVisible()).to.equal(false)
    expect(await at.page.getByRole("button", { name: "Print" }).isVisible()).to.equal(false)
    await at.page.setViewportSize({ width: 794, height: 1123 })
    await picture(at.page, "print-paper")
    expect(at.complaints).to.deep.equal([])
  })
})
