import { expect } from "chai"
import { application } from "./support/application.ts"
import { asked, changed, first, openBooks } from "./support/books.ts"
import { expectAccessible, person, picture, type Person } from "./support/person.ts"

describe("approvals", function () {
  this.timeout(120_000)
  let asker: Person
  let approver: Person

  before(async function () {
    this.timeout(240_000)
    asker = await person({ role: "base.admin" })
  })
  after(async () => {
    await asker.leave()
    await approver.leave()
  })

  it("wait in the inbox of who may give them, and move the record when given", async () => {
    const payment = await largePayment(asker)
    approver = await person({ role: "accounting.manager" })
    await asker.visit(`/r/accounting.payment/${payment}`)
    await asker.page.getByRole("button", { name: "Post", exact: true }).click()
    const dialog = asker.page.getByRole("dialog")
    await dialog.getByText("Others must agree first: this asks them.").waitFor()
    await dialog.getByRole("button", { name: "Post" }).click()
    await asker.page.getByText("Others must agree first: they were asked").waitFor()
    await asker.page.getByRole("article").getByText("Draft", { exact: true }).waitFor()

    await approver.visit("/")
    await approver.page.getByRole("button", { name: /^Approvals: \d+ waiting/ }).click()
    const card = approver.page.getByRole("main").getByRole("listitem").last()
    await card.waitFor()
    await card.getByText("€250,000.00").waitFor()
    await card.getByText("Large supplier").waitFor()
    await approver.settled()
    await picture(approver.page, "approvals-light")
    await expectAccessible(approver.page)
    await card.getByRole("textbox", { name: "Comment" }).fill("Fine.")
    await card.getByRole("button", { name: "Approve" }).click()
    await approver.page.getByText(/^Approved: /).waitFor()

    await asker.page.reload()
    await asker.page.getByRole("article").getByText("Posted", { exact: true }).waitFor()
    expect([...asker.complaints, ...approver.complaints]).to.deep.equal([])
  })

  it("show on the record what waits for whom, until who asked withdraws it", async () => {
    const payment = await largePayment(asker)
    await asker.visit(`/r/accounting.payment/${payment}`)
    await asker.page.getByRole("button", { name: "Post", exact: true }).click()
    await asker.page.getByRole("dialog").getByRole("button", { name: "Post" }).click()
    const banner = asker.page.getByRole("status", { name: "Waits for approval" })
    await banner.getByText(/^of .+/).waitFor()
    await asker.settled()
    await picture(asker.page, "approval-banner-light")
    await expectAccessible(asker.page)
    await approver.visit(`/r/accounting.payment/${payment}`)
    const seen = approver.page.getByRole("status", { name: "Waits for approval" })
    await seen.getByRole("link", { name: "Approvals" }).waitFor()
    expect(await seen.getByRole("button", { name: "Withdraw" }).count()).to.equal(0)

    await asker.visit("/approvals")
    const own = asker.page.getByRole("region", { name: "What you have asked for" })
    await picture(asker.page, "approvals-asked-light")
    await expectAccessible(asker.page)
    await own.getByRole("button", { name: "Withdraw" }).last().click()
    await asker.page.getByText(/^Withdrawn: /).waitFor()
    await asker.visit(`/r/accounting.payment/${payment}`)
    await asker.page.getByRole("article").getByText("Draft", { exact: true }).waitFor()
    expect(await banner.count()).to.equal(0)
    expect([...asker.complaints, ...approver.complaints]).to.deep.equal([])
  })
})

/** A draft of a payment to a supplier, so large that a manager must agree. */
async function largePayment(at: Person): Promise<string> {
  const { company } = await openBooks(at, `A${Date.now() % 100_000}`)
  const { id: party } = await asked(at, "base.party", { name: "Large supplier", is_supplier: true })
  const journal = await first(at, "accounting.journal", `company == '${company}' && type == 'bank'`)
  const currency = await first(at, "base.currency", "code == 'EUR'")
  const account = await first(at, "accounting.account", `company == '${company}' && type == 'bank'`)
  await changed(at, `base.company/${company}`, { payment_limit: "1000" })
  const { email } = (await application()).login("accounting.manager")
  const manager = await first(at, "base.user", `email == '${email}'`)
  const { companies } = await asked(at, `base.user/${manager}?fields=companies`)
  await changed(at, `base.user/${manager}`, { companies: [...(companies as readonly string[]), company] }) // a list of ids
  const fields = { company, journal, currency, party, account, direction: "pay", amount: "250000" }
  return (await asked(at, "accounting.payment", fields)).id
}
