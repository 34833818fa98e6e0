import { expect } from "chai"
import type { Locator } from "playwright-core"
import { fileURLToPath } from "node:url"
import { person, type Person } from "./support/person.ts"

const page = fileURLToPath(new URL("../../dist/web/index.html", import.meta.url))

describe("the inputs of a form, in German", function () {
  this.timeout(60_000)
  let at: Person
  const text = (name: string): Locator => at.page.getByRole("textbox", { name, exact: true })
  const combobox = (name: string): Locator => at.page.getByRole("combobox", { name, exact: true })

  before(async function () {
    this.timeout(240_000)
    at = await person({ language: "de-DE" })
  })
  after(() => at.leave())
  afterEach(() => expect(at.complaints).to.deep.equal([]))

  it("take what is typed as the locale writes it, and give it back so after saving", async () => {
    await at.visit("/r/crm.lead/new")
    await text("Nachname").fill("Feldmann")
    await at.page.locator("[data-field=email] input").fill("feldmann@feld.example")
    await at.page.locator("[data-field=opportunity_amount] input").fill("1.234,5")
    await at.page.locator("[data-field=employees] input").fill("1.200")
    await at.page.locator("[data-field=website] input").fill("no address")
    await at.page.keyboard.press("Control+s")
    await at.page.getByText("Das ist keine Webadresse.").waitFor()
    await at.page.locator("[data-field=website] input").fill("https://feld.example")
    await at.page.keyboard.press("Control+s")
    await at.page.waitForURL(/\/r\/crm\.lead\/[0-9a-f-]{36}$/)
    await at.page.getByRole("heading", { level: 1, name: "Feldmann" }).waitFor()
    expect(await at.page.locator("[data-field=opportunity_amount] input").inputValue()).to.equal("1.234,50")
    expect(await at.page.locator("[data-field=employees] input").inputValue()).to.equal("1.200")
  })

  it("read a day that is typed, and one that is picked from the calendar", async () => {
    await at.visit("/r/crm.opportunity/new")
    const day = at.page.locator("[data-field=close_date] input")
    await day.fill("5.3.26")
    await at.page.keyboard.press("Tab")
    expect(await day.inputValue()).to.equal("05.03.2026")
    await at.page.locator("[data-field=close_date]").getByRole("button").click()
    await at.page
      .getByRole("dialog")
      .getByRole("button", { name: /17\. März|17 März|17 march/i })
      .click()
    expect(await day.inputValue()).to.equal("17.03.2026")
    await day.fill("gestern")
    await at.page.keyboard.press("Control+s")
    await at.page.getByText("Das ist kein Datum.").waitFor()
  })

  it("refer to a record of one of several entities: first its kind, then the record", async () => {
    await at.visit("/r/base.activity/new")
    await text("Betreff").fill("Anruf")
    await at.page.locator("[data-field=due_at] input").fill("2026-12-01T10:00")
    await at.page.getByRole("combobox", { name: "Bezug: Art des Datensatzes" }).click()
    await at.page.getByRole("option", { name: "Account", exact: true }).click()
    await combobox("Bezug").click()
    const account = at.page.getByRole("option").first()
    const name = await account.innerText()
    await account.click()
    expect(await combobox("Bezug").inputValue()).to.equal(name)
    await at.page.keyboard.press("Control+s")
    await at.page.waitForURL(/\/r\/base\.activity\/[0-9a-f-]{36}$/)
    await at.page.reload()
    await combobox("Bezug").waitFor()
    await at.settled()
    expect(await combobox("Bezug").inputValue()).to.equal(name)
  })

  it("show and hide by their conditions while one chooses", async () => {
    const rows = at.page.getByRole("grid", { name: "Teilnehmer" })
    expect(await rows.count()).to.equal(0)
    await combobox("Art").click()
    await at.page.getByRole("option", { name: "Besprechung" }).click()
    await rows.waitFor()
  })
})

describe("a strict content security policy", function () {
  this.timeout(60_000)

  it("that forbids inline styles as well as scripts breaks nothing", async function () {
    this.timeout(240_000)
    const at = await person()
    const policy =
      "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'"
    await at.page.route("**/*", async (route) => {
      if (route.request().resourceType() !== "document") return route.continue()
      return route.fulfill({
        path: page,
        contentType: "text/html",
        headers: { "content-security-policy": policy },
      })
    })
    await at.visit("/m/crm/crm.opportunities")
    await at.page.getByRole("button", { name: "Filter" }).click()
    await at.page.getByRole("button", { name: "Apply" }).waitFor()
    await at.page.keyboard.press("Escape")
    await at.page.getByRole("row").nth(1).click()
    await at.page.getByRole("button", { name: "More actions" }).click()
    await at.page.getByRole("menuitem", { name: "Delete" }).click()
    await at.page.getByRole("dialog").getByRole("button", { name: "Cancel" }).last().click()
    await at.page.keyboard.press("Control+k")
    await at.page.getByRole("option").first().waitFor()
    expect(at.complaints).to.deep.equal([])
    await at.leave()
  })
})
