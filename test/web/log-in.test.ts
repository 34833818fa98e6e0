import { expect } from "chai"
import { expectAccessible, picture, visitor, type Person } from "./support/person.ts"

describe("logging in", function () {
  this.timeout(60_000)
  let at: Awaited<ReturnType<typeof visitor>>

  before(async function () {
    this.timeout(240_000)
    at = await visitor()
    await at.visit("/")
  })
  after(() => at.leave())

  it("shows the company of the address and asks only for e-mail and password", async () => {
    await at.page.getByRole("heading", { name: "Log in to brightwater" }).waitFor()
    expect(await at.page.getByLabel("Company").count()).to.equal(0)
    await expectAccessible(at.page)
    await picture(at.page, "log-in-light")
  })

  it("says in plain words that the password is wrong, and keeps what was typed", async () => {
    await fillIn(at, "not the password")
    await at.page.getByRole("button", { name: "Log in" }).click()
    await at.page.getByRole("alert").waitFor()
    expect(await at.page.getByRole("alert").innerText()).to.match(/e-mail and password/)
    expect(await at.page.getByRole("textbox", { name: "E-mail" }).inputValue()).to.equal(at.login.email)
  })

  it("opens the address that was asked for", async () => {
    await at.visit("/m/crm/crm.accounts")
    await fillIn(at, at.login.password)
    await at.page.keyboard.press("Enter")
    await at.page.getByRole("grid", { name: "All accounts" }).waitFor()
    expect(new URL(at.page.url()).pathname).to.equal("/m/crm/crm.accounts")
  })

  it("speaks German and French when asked", async () => {
    await at.page.getByRole("button", { name: "Language" }).click()
    await at.page.getByRole("menuitem", { name: "Deutsch" }).click()
    await at.page.getByRole("button", { name: "Filter", exact: true }).waitFor()
    await at.page
      .getByRole("grid", { name: "Alle Firmen" })
      .or(at.page.getByRole("grid", { name: /^Alle/ }))
      .waitFor()
    await at.page.getByRole("button", { name: "Sprache" }).click()
    await at.page.getByRole("menuitem", { name: "Français" }).click()
    await at.page.getByRole("button", { name: "Filtre" }).waitFor()
    await at.page.getByRole("button", { name: "Langue" }).click()
    await at.page.getByRole("menuitem", { name: "English" }).click()
    await at.page.getByRole("button", { name: "Filter" }).waitFor()
  })

  it("logs out, and the back button shows nothing more", async () => {
    await at.page.getByRole("button", { name: /^Profile of/ }).click()
    await at.page.getByRole("menuitem", { name: "Log out" }).click()
    await at.page.getByRole("button", { name: "Log in" }).waitFor()
    await at.page.goBack()
    await at.page.getByRole("button", { name: "Log in" }).waitFor()
    expect(at.complaints).to.deep.equal([])
  })
})

async function fillIn(
  { page, login }: Person & { login: { email: string } },
  password: string,
): Promise<void> {
  await page.getByRole("textbox", { name: "E-mail" }).fill(login.email)
  await page.getByRole("textbox", { name: "Password" }).fill(password)
}
