import { expect } from "chai"
import { expectAccessible, person, picture, type Person } from "./support/person.ts"

describe("the command palette", function () {
  this.timeout(60_000)
  let at: Person

  before(async function () {
    this.timeout(240_000)
    at = await person()
  })
  afterEach(() => expect(at.complaints).to.deep.equal([]))
  after(() => at.leave())

  it("opens by Ctrl+K, finds a view and goes there by Enter", async () => {
    await open(at)
    await at.page.keyboard.type("all contacts")
    await at.page.getByRole("option", { name: /All contacts/ }).waitFor()
    await at.page.keyboard.press("Enter")
    await at.page.getByRole("grid", { name: "All contacts" }).waitFor()
  })

  it("finds records of several entities by what one types", async () => {
    const rows = at.page.getByRole("row").filter({ has: at.page.getByRole("checkbox") })
    const name = await rows.first().getByRole("gridcell").nth(1).innerText()
    await open(at)
    await at.page.keyboard.type(name)
    await at.page
      .getByRole("option", { name: new RegExp(`${name}.*Contact`) })
      .first()
      .waitFor()
    await expectAccessible(at.page)
    await picture(at.page, "palette-light")
    await at.page
      .getByRole("option", { name: new RegExp(`${name}.*Contact`) })
      .first()
      .click()
    await at.page.getByRole("heading", { level: 1, name }).waitFor()
  })

  it("begins a new record", async () => {
    await open(at)
    await at.page.keyboard.type("opportunity")
    await at.page.getByRole("option", { name: "New Opportunity" }).click()
    await at.page.getByRole("heading", { level: 1, name: "New Opportunity" }).waitFor()
  })

  it("closes by Escape and gives the focus back", async () => {
    await at.page.getByRole("button", { name: /Search or jump/ }).focus()
    await at.page.keyboard.press("Enter")
    await at.page.getByRole("dialog").waitFor()
    await at.page.keyboard.press("Escape")
    await at.page.getByRole("dialog").waitFor({ state: "detached" })
    expect(await at.page.evaluate(() => document.activeElement?.textContent)).to.match(/Search or jump/)
  })
})

async function open({ page }: Person): Promise<void> {
  await page.keyboard.press("Control+k")
  await page.waitForFunction(() => document.activeElement?.closest("[role=dialog]") !== null)
}
