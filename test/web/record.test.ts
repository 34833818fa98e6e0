import { expect } from "chai"
import type { Locator } from "playwright-core"
import { expectAccessible, person, picture, type Person } from "./support/person.ts"

describe("a record", function () {
  this.timeout(60_000)
  let at: Person
  const heading = (name: string | RegExp): Locator => at.page.getByRole("heading", { level: 1, name })
  const field = (name: string): Locator => at.page.getByRole("textbox", { name, exact: true })
  const reference = (name: string): Locator => at.page.getByRole("combobox", { name, exact: true })

  before(async function () {
    this.timeout(240_000)
    at = await person()
  })
  after(() => at.leave())
  afterEach(() => expect(at.complaints).to.deep.equal([]))

  it("is created: what is missing is said at its field, then Ctrl+S saves", async () => {
    await at.visit("/r/crm.lead/new")
    await at.page.keyboard.press("Control+s")
    await at.page.getByText("Please fill this in.").first().waitFor()
    expect(await focusedLabel(at)).to.equal("Last name")
    await at.page.keyboard.type("Tester")
    await field("E-mail").fill("tester@example.com")
    await field("Company").fill("Testing Ltd")
    await at.page.keyboard.press("Control+s")
    await at.page.waitForURL(/\/r\/crm\.lead\/[0-9a-f-]{36}$/)
    await heading(/Tester/).waitFor()
  })

  it("is changed and saved; the change stands in its history", async () => {
    await field("Company").fill("Testing & Sons")
    await at.page.getByText("Unsaved changes").waitFor()
    await at.page.getByRole("button", { name: "Save" }).click()
    await at.page.getByText("Saved", { exact: true }).waitFor()
    await at.page.getByRole("button", { name: "History" }).click()
    const history = at.page.getByRole("dialog", { name: "History" })
    await history.getByText("Testing & Sons").waitFor()
    await history.getByText("Testing Ltd").waitFor()
    await expectAccessible(at.page)
    await picture(at.page, "history-light")
    await at.page.keyboard.press("Escape")
  })

  it("keeps what was typed over a reload, and gives it up when told", async () => {
    await field("Company").fill("Half typed")
    await at.page.getByText("Unsaved changes").waitFor()
    await at.page.waitForTimeout(400)
    await at.page.reload()
    await at.page.getByText("Your unsaved work was restored").waitFor()
    expect(await field("Company").inputValue()).to.equal("Half typed")
    await at.page.getByRole("button", { name: "More actions" }).click()
    await at.page.getByRole("menuitem", { name: "Discard changes" }).click()
    await at.page.getByRole("dialog").getByRole("button", { name: "Discard changes" }).click()
    expect(await field("Company").inputValue()).to.equal("Testing & Sons")
  })

  it("chooses a reference by typing, and clears it", async () => {
    const owner = reference("Owner")
    await owner.click()
    await owner.fill("Priya")
    await at.page.getByRole("option", { name: "Priya Mehta" }).click()
    expect(await owner.inputValue()).to.equal("Priya Mehta")
    await at.page.getByRole("link", { name: "Open Priya Mehta" }).waitFor()
    await at.page.keyboard.press("Control+s")
    await at.page.getByText("Saved", { exact: true }).first().waitFor()
    await at.page.reload()
    await owner.waitFor()
    await at.page.waitForFunction(() => !document.body.innerText.includes("Unsaved"))
    expect(await owner.inputValue()).to.equal("Priya Mehta")
  })

  it("shows who changed what when someone was faster, and lets one keep one's own", async () => {
    await at.page.getByText("Saved").waitFor({ state: "detached" })
    const other = await at.page.context().newPage()
    await other.goto(at.page.url())
    await other.getByRole("textbox", { name: "Company", exact: true }).fill("Theirs GmbH")
    await other.getByRole("button", { name: "Save" }).click()
    await other.getByText("Saved", { exact: true }).waitFor()
    await other.close()
    await field("Company").fill("Mine AG")
    await at.page.keyboard.press("Control+s")
    const conflict = at.page.getByRole("dialog", { name: /changed this record/ })
    await conflict.getByText("Theirs GmbH").waitFor()
    await conflict.getByText("Mine AG").waitFor()
    await expectAccessible(at.page)
    await picture(at.page, "conflict-light")
    await conflict.getByRole("button", { name: "Keep mine" }).click()
    await at.page.getByText("Saved", { exact: true }).waitFor()
    await at.page.reload()
    await field("Company").waitFor()
    expect(await field("Company").inputValue()).to.equal("Mine AG")
  })

  it("places the server's faults at their fields", async () => {
    await at.page.route("**/api/v1/records/crm.lead/*", async (route) => {
      if (route.request().method() !== "PATCH") return route.continue()
      const errors = [{ path: "/company_name", code: "PLN010", message: "This company is known already." }]
      const problem = {
        title: "Not stored",
        status: 422,
        code: "PLN010",
        detail: "One field is wrong.",
        errors,
      }
      await route.fulfill({
        status: 422,
        contentType: "application/problem+json",
        body: JSON.stringify(problem),
      })
    })
    await field("Company").fill("Known Ltd")
    await at.page.keyboard.press("Control+s")
    await at.page.getByText("This company is known already.").waitFor()
    expect(await focusedLabel(at)).to.equal("Company")
    await at.page.unroute("**/api/v1/records/crm.lead/*")
  })

  it("is deleted after a question, and the list comes back", async () => {
    await at.page.getByRole("button", { name: "More actions" }).click()
    await at.page.getByRole("menuitem", { name: "Delete" }).click()
    await at.page.getByRole("dialog").getByRole("button", { name: "Delete" }).click()
    await at.page.getByText(/was deleted$/).waitFor()
  })

  it("steps to the next and the previous record of the list it came from", async () => {
    await at.visit("/m/crm/crm.leads?sort=name")
    await at.page.keyboard.press("j")
    await at.page.keyboard.press("Enter")
    await at.page.waitForURL(/\/r\/crm\.lead\//)
    const first = at.page.url()
    await at.page.getByRole("button", { name: "Next record" }).click()
    await at.page.waitForURL((url) => url.href !== first)
    await at.page.getByRole("button", { name: "Previous record" }).click()
    await at.page.waitForURL(first)
    await at.page.getByRole("button", { name: "Back to the list" }).click()
    await at.page.waitForURL(/crm\.leads\?sort=name$/)
  })

  it("is only read by those who may only read", async () => {
    const other = await person({ role: "crm.auditor" })
    await other.visit("/m/crm/crm.accounts")
    expect(await other.page.getByRole("button", { name: "New" }).count()).to.equal(0)
    await other.page.getByRole("row").nth(1).click()
    await other.page.getByRole("heading", { level: 1 }).waitFor()
    await other.settled()
    expect(await other.page.getByRole("button", { name: "Save" }).count()).to.equal(0)
    expect(await other.page.locator("[data-record-form]").getByRole("textbox").count()).to.equal(0)
    expect(other.complaints).to.deep.equal([])
    await other.leave()
  })

  for (const scheme of ["light", "dark"] as const) {
    it(`is accessible and looked at in ${scheme}`, async () => {
      const other = await person({ scheme })
      await openFirst(other, "/m/crm/crm.quotes")
      await expectAccessible(other.page)
      await picture(other.page, `record-${scheme}`)
      await other.leave()
    })
  }

  it("has one column on a phone", async () => {
    const other = await person({ width: "phone" })
    await openFirst(other, "/m/crm/crm.opportunities")
    await expectAccessible(other.page)
    await picture(other.page, "record-phone")
    const wide = await other.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
    expect(wide).to.equal(false)
    await other.leave()
  })
})

async function openFirst(who: Person, path: string): Promise<void> {
  await who.visit(path)
  await who.page.getByRole("row").nth(1).click()
  await who.page.locator("[data-record-form] [data-field]").first().waitFor()
  await who.settled()
}

/** The label of the input that has the focus. */
function focusedLabel({ page }: Person): Promise<string> {
  return page.evaluate(() => {
    const input = document.activeElement
    const label = input instanceof HTMLInputElement ? input.labels?.[0] : undefined
    return (label?.innerText ?? "").replace(/\s*\*$/, "")
  })
}
