import { expect } from "chai"
import { openBooks, type Books } from "./support/books.ts"
import { expectAccessible, person, picture, type Person } from "./support/person.ts"

describe("the life cycle of a document", function () {
  this.timeout(60_000)
  let at: Person
  let books: Books

  before(async function () {
    this.timeout(240_000)
    at = await person({ role: "base.admin" })
    books = await openBooks(at, `L${Date.now() % 100_000}`)
  })
  afterEach(() => expect(at.complaints).to.deep.equal([]))
  after(() => at.leave())

  const button = (name: string) => at.page.getByRole("button", { name, exact: true })

  it("shows its state and total, and posts after showing what it would post", async () => {
    const { id } = await books.invoice()
    await at.visit(`/r/accounting.sales_invoice/${id}`)
    await at.page.getByRole("article").getByText("Draft").waitFor()
    await at.page.getByLabel("Total €240.00").waitFor()
    await button("Post").click()
    const dialog = at.page.getByRole("dialog")
    const ledger = dialog.getByRole("region", { name: "Posts to General ledger" })
    await ledger.getByRole("row", { name: /Sum/ }).waitFor()
    expect(await ledger.getByRole("row", { name: /Sum/ }).innerText()).to.match(/240\.00\s+240\.00/)
    await at.settled()
    await picture(at.page, "move-dialog-light")
    await expectAccessible(at.page)
    await at.page.keyboard.press("Enter")
    await dialog.waitFor({ state: "hidden" })
    await at.page.getByRole("heading", { name: /^INV\// }).waitFor()
    await at.settled()
    await picture(at.page, "posted-light")
    await expectAccessible(at.page)
  })

  it("shows what cannot be changed in a state as text", async () => {
    const { id } = await books.invoice()
    await at.visit(`/r/accounting.sales_invoice/${id}`)
    await at.page.getByRole("textbox", { name: "Invoice date" }).waitFor()
    await button("Post").click()
    await at.page.getByRole("dialog").getByRole("button", { name: "Post" }).click()
    await at.page.getByRole("heading", { name: /^INV\// }).waitFor()
    expect(await at.page.getByRole("textbox", { name: "Invoice date" }).count()).to.equal(0)
    expect(await at.page.getByRole("group", { name: "Invoice date" }).count()).to.equal(1)
    expect(await at.page.getByRole("textbox", { name: "Their reference" }).count()).to.equal(1)
  })

  it("says what stands in the way, at the field", async () => {
    const { id } = await books.invoice({ lines: [] })
    await at.visit(`/r/accounting.sales_invoice/${id}`)
    await button("Post").click()
    await at.page.getByRole("grid", { name: "Lines" }).waitFor()
    await at.page.getByText("An invoice has lines.").first().waitFor()
    expect(await at.page.getByRole("dialog").count()).to.equal(0)
  })

  it("asks for what a transition wants to know", async () => {
    const { id } = await books.invoice()
    await at.visit(`/r/accounting.sales_invoice/${id}`)
    await at.page.keyboard.press("Control+Enter")
    await at.page.getByRole("dialog").getByRole("button", { name: "Post" }).click()
    await at.page.getByRole("dialog").waitFor({ state: "hidden" })
    await button("Cancel").click()
    const dialog = at.page.getByRole("dialog", { name: "Reverse this invoice?" })
    await dialog.getByRole("checkbox").check()
    await dialog.getByText(/Makes .*Sales invoice/).waitFor()
    await at.settled()
    await picture(at.page, "move-input-light")
    await dialog.getByRole("button", { name: "Cancel" }).last().click()
    await at.page.getByRole("article").getByText("Cancelled", { exact: true }).waitFor()
  })

  it("leads from an entry in the list of a ledger to the document that it comes from", async () => {
    const { id } = await books.invoice({ reference: "to be drilled to" })
    await at.visit(`/r/accounting.sales_invoice/${id}`)
    await button("Post").click()
    await at.page.getByRole("dialog").getByRole("button", { name: "Post" }).click()
    const number = await at.page.getByRole("heading", { name: /^INV\// }).innerText()
    const filter = encodeURIComponent(`company == '${books.company}' && document == '${number}'`)
    await at.visit(`/m/accounting/accounting.general_ledger_entries?filter=${filter}`)
    expect(await at.page.getByRole("button", { name: "New", exact: true }).count()).to.equal(0)
    await at.page.getByRole("row").filter({ hasText: "Trade receivables" }).click()
    await at.page.getByRole("heading", { name: number }).waitFor()
    expect(at.page.url()).to.include(id)
    await at.page.getByRole("button", { name: "Back to the list" }).click()
    await at.page.getByRole("grid", { name: "General ledger" }).waitFor()
  })

  it("is as clear in the dark and on a phone", async () => {
    for (const look of [{ scheme: "dark" }, { width: "phone" }] as const) {
      const other = await person({ role: "base.admin", ...look })
      const { id } = await books.invoice()
      await other.visit(`/r/accounting.sales_invoice/${id}`)
      await other.page.getByRole("button", { name: "Post", exact: true }).click()
      await other.page.getByRole("dialog").getByRole("row", { name: /Sum/ }).first().waitFor()
      await other.settled()
      await expectAccessible(other.page)
      await picture(other.page, `move-dialog-${Object.values(look)[0]}`)
      await other.page.getByRole("dialog").getByRole("button", { name: "Post" }).click()
      await other.page.getByRole("heading", { name: /^INV\// }).waitFor()
      await other.settled()
      await expectAccessible(other.page)
      await picture(other.page, `posted-${Object.values(look)[0]}`)
      expect(other.complaints).to.deep.equal([])
      await other.leave()
    }
  })

  it("tells what the document has written into the books", async () => {
    const { id } = await books.invoice()
    await at.visit(`/r/accounting.sales_invoice/${id}`)
    await button("Post").click()
    await at.page.getByRole("dialog").getByRole("button", { name: "Post" }).click()
    await at.page.getByRole("heading", { name: /^INV\// }).waitFor()
    await at.page.getByRole("tab", { name: "Entries" }).click()
    const ledger = at.page.getByRole("region", { name: "General ledger" })
    await ledger.getByRole("row", { name: /Sum/ }).waitFor()
    expect(await ledger.getByRole("row", { name: /Sum/ }).innerText()).to.match(/240\.00\s+240\.00/)
    await at.settled()
    await picture(at.page, "entries-light")
    await expectAccessible(at.page)
  })
})
