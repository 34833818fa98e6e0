import { expect } from "chai"
import type { Locator } from "playwright-core"
import { expectAccessible, person, picture, type Person } from "./support/person.ts"

describe("a list", function () {
  this.timeout(60_000)
  let at: Person
  const grid = (): Locator => at.page.getByRole("grid")
  const query = (): URLSearchParams => new URL(at.page.url()).searchParams

  before(async function () {
    this.timeout(240_000)
    at = await person()
  })
  beforeEach(() => at.visit("/m/crm/crm.leads"))
  after(() => at.leave())
  afterEach(() => expect(at.complaints).to.deep.equal([]))

  it("shows rows with the view's columns, and more of them as one scrolls", async () => {
    expect(await at.page.getByRole("columnheader").allInnerTexts()).to.include.members([
      "Name",
      "State",
      "Owner",
    ])
    await at.page.getByRole("button", { name: "100 loaded" }).waitFor()
    await grid().hover()
    for (let turn = 0; turn < 12; turn++) await at.page.mouse.wheel(0, 2_000)
    await at.page.getByRole("button", { name: /^[2-9]\d\d loaded/ }).waitFor()
  })

  it("counts all records when asked", async () => {
    await at.page.getByRole("button", { name: "100 loaded" }).click()
    await at.page.getByText(/in all$/).waitFor()
  })

  it("sorts by a press on a head, and keeps the order in the address", async () => {
    await at.page.getByRole("button", { name: "Name", exact: true }).click()
    await at.page
      .getByRole("columnheader", { name: "Name" })
      .and(at.page.locator("[aria-sort=ascending]"))
      .waitFor()
    expect(query().get("sort")).to.equal("name")
    await at.settled()
    const names = await firstCells(at, 5)
    expect(names).to.deep.equal([...names].sort((a, b) => a.localeCompare(b, "en")))
    await at.page.reload()
    await at.page.locator("[aria-sort=ascending]").waitFor()
  })

  it("searches as one types after /", async () => {
    const [name = ""] = await firstCells(at, 1)
    await at.page.keyboard.press("/")
    await at.page.keyboard.type(name)
    await at.page.waitForURL(/q=/)
    await at.settled()
    expect(await firstCells(at, 1)).to.deep.equal([name])
    expect(await at.page.getByRole("row").count()).to.be.lessThan(20)
  })

  it("filters by conditions that become an expression in the address", async () => {
    await at.page.getByRole("button", { name: "Filter" }).click()
    await choose(at, "Field", "State")
    await choose(at, "Comparison", "is")
    await choose(at, "Value", "Dead")
    await at.page.getByRole("button", { name: "Apply" }).click()
    await at.page.getByRole("button", { name: "Filter (1)" }).waitFor()
    expect(query().get("filter")).to.equal("state == 'dead'")
    await at.settled()
    const shown = await at.page
      .getByRole("row")
      .getByText(/^(New|Assigned|Dead|Qualified)$/)
      .allInnerTexts()
    expect([...new Set(shown)]).to.deep.equal(["Dead"])
  })

  it("says what is wrong with an expression, in the server's words", async () => {
    await at.visit(`/m/crm/crm.leads?filter=${encodeURIComponent("statu == 'dead'")}`)
    expect(await at.page.getByRole("alert").innerText()).to.match(/state/)
    await at.page.getByRole("button", { name: /^Filter/ }).click()
    await at.page.getByRole("textbox", { name: "Expression" }).fill("state == 'dead' || rating == 'hot'")
    await at.page.getByRole("button", { name: "Apply" }).click()
    await grid().waitFor()
  })

  it("says so when nothing matches, and offers the way back", async () => {
    await at.visit("/m/crm/crm.leads?q=zzzzqqqq")
    await at.page.getByRole("heading", { name: "Nothing matches" }).waitFor()
    await at.page.getByRole("button", { name: "Clear search and filter" }).click()
    await grid().waitFor()
  })

  it("is used by keyboard alone: j, k, x, Enter, c", async () => {
    const [, second = ""] = await firstCells(at, 2)
    await at.page.keyboard.press("j")
    await at.page.keyboard.press("j")
    await at.page.keyboard.press("x")
    await at.page.getByText("1 selected").waitFor()
    await at.page.keyboard.press("Enter")
    await at.page.getByRole("heading", { level: 1, name: second }).waitFor()
    await at.page.getByRole("button", { name: "Back to the list" }).click()
    await grid().waitFor()
    await at.page.keyboard.press("c")
    await at.page.getByRole("heading", { level: 1, name: "New Lead" }).waitFor()
  })

  it("has the focus after a link of the navigation: Enter opens a row, not the link again", async () => {
    await at.visit("/m/crm/crm.leads")
    await at.page.getByRole("link", { name: "All accounts" }).focus()
    await at.page.keyboard.press("Enter")
    await at.page.getByRole("grid", { name: "All accounts" }).waitFor()
    const [name = ""] = await firstCells(at, 1)
    await at.page.keyboard.press("ArrowDown")
    await at.page.keyboard.press("Enter")
    await at.page.getByRole("heading", { level: 1, name }).waitFor()
  })

  for (const scheme of ["light", "dark"] as const) {
    it(`is accessible and looked at in ${scheme}`, async () => {
      const other = await person({ scheme })
      await other.visit("/m/crm/crm.opportunities")
      await expectAccessible(other.page)
      await picture(other.page, `list-${scheme}`)
      await other.leave()
    })
  }

  it("shows cards on a phone, with the navigation in a drawer", async () => {
    const other = await person({ width: "phone" })
    await other.visit("/m/crm/crm.opportunities")
    await picture(other.page, "list-phone")
    await expectAccessible(other.page)
    await other.page.getByRole("button", { name: "Open navigation" }).click()
    await other.page.getByRole("link", { name: "All accounts" }).click()
    await other.page.getByRole("grid", { name: "All accounts" }).waitFor()
    expect(other.complaints).to.deep.equal([])
    await other.leave()
  })
})

async function firstCells({ page }: Person, count: number): Promise<readonly string[]> {
  const rows = page.getByRole("row").filter({ has: page.getByRole("checkbox") })
  await rows.first().waitFor()
  const cells = await Promise.all(
    Array.from({ length: count }, (_, index) => rows.nth(index).getByRole("gridcell").nth(1).innerText()),
  )
  return cells
}

async function choose({ page }: Person, label: string, option: string): Promise<void> {
  await page
    .getByRole("combobox", { name: label })
    .or(page.getByRole("textbox", { name: label }))
    .click()
  await page.getByRole("option", { name: option, exact: true }).click()
}
