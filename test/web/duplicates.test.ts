import { expect } from "chai"
import { asked, first } from "./support/books.ts"
import { expectAccessible, person, picture, type Person } from "./support/person.ts"

describe("records of one thing", function () {
  this.timeout(120_000)
  let at: Person
  /** Tells the records of one run from those of another. */
  const mark = Date.now().toString(36)
  const mail = (name: string): string => `${name}.${mark}@example.com`

  before(async function () {
    this.timeout(240_000)
    at = await person()
  })
  after(() => at.leave())
  afterEach(() => expect(at.complaints).to.deep.equal([]))

  const lead = async (last_name: string, fields: object): Promise<string> =>
    (await asked(at, "crm.lead?duplicates=allow", { last_name, ...fields })).id

  it("are shown while one types, and made all the same by who may", async () => {
    const known = await lead(`Known ${mark}`, { email: mail("known") })
    await at.visit("/r/crm.lead/new")
    await at.page.getByRole("textbox", { name: "Last name" }).fill(`Second ${mark}`)
    await at.page.getByRole("textbox", { name: "E-mail" }).fill(mail("KNOWN"))
    const banner = at.page.getByRole("status", { name: "Possible duplicates" })
    await banner.getByRole("link", { name: `Known ${mark}` }).waitFor()
    await banner.getByText("E-mail address").waitFor()
    await at.settled()
    await picture(at.page, "duplicates-banner-light")
    await expectAccessible(at.page)
    expect(await banner.getByRole("link").getAttribute("href")).to.equal(`/r/crm.lead/${known}`)

    await at.page.getByRole("button", { name: "Save" }).click()
    await banner.getByRole("button", { name: "Create anyway" }).click()
    await at.page.waitForURL(/\/r\/crm\.lead\/[0-9a-f-]{36}$/)
    await at.page.getByRole("status", { name: "Possible duplicates" }).getByText(`Known ${mark}`).waitFor()
  })

  it("are listed, compared side by side and made one", async () => {
    const email = mail("pair")
    const stays = await lead(`Stays ${mark}`, { email, phone: "+49 40 1", opportunity_amount: "900" })
    const goes = await lead(`Goes ${mark}`, { email, phone: "+49 40 2", city: "Kiel" })
    await asked(at, "base.comment", { body: "Called.", regarding: { entity: "crm.lead", id: goes } })
    await at.visit("/m/crm/crm.leads")
    await at.page.getByRole("button", { name: "Leads that are there more than once" }).click()
    const group = at.page.getByRole("listitem", { name: `E-mail address: ${email}` })
    await group.waitFor()
    await at.settled()
    await picture(at.page, "duplicates-light")
    await expectAccessible(at.page)
    await group.getByRole("button", { name: "Compare and merge" }).click()

    const table = at.page.getByRole("table")
    await table
      .getByRole("radio", { name: `Stays ${mark}`, exact: true })
      .and(at.page.locator(":checked"))
      .waitFor()
    await table.getByRole("radio", { name: `Phone of Goes ${mark}` }).click()
    await table
      .getByRole("row", { name: /^Phone/ })
      .getByRole("cell")
      .last()
      .getByText("+49 40 2")
      .waitFor()
    await at.page.getByText("Comments · Regarding").waitFor()
    await at.settled()
    await picture(at.page, "merge-light")
    await expectAccessible(at.page)

    await at.page.getByRole("button", { name: "Merge 2 into one" }).click()
    await at.page.waitForURL(`**/r/crm.lead/${stays}`)
    await at.page.getByText("2 made one").waitFor()
    const merged = await asked(at, `crm.lead/${stays}`)
    expect(merged).to.include({ phone: "+49 40 2", city: "Kiel", last_name: `Stays ${mark}` })
    expect(await first(at, "base.comment", `regarding.id == '${stays}'`)).to.be.a("string")
    await at.page.getByRole("button", { name: "History" }).click()
    const entry = at.page
      .getByRole("dialog")
      .getByRole("listitem")
      .filter({ hasText: "merged another one into this one" })
    await entry.getByText(`Goes ${mark}`).waitFor()
    await picture(at.page, "merge-history-light")
  })

  it("are chosen in a list and merged the other way round", async () => {
    const city = `Town ${mark}`
    const older = await lead(`Older ${mark}`, { email: mail("older"), city, opportunity_amount: "5" })
    const newer = await lead(`Newer ${mark}`, { phone: "+49 41 7", city })
    await at.visit(`/m/crm/crm.leads?filter=${encodeURIComponent(`city == '${city}'`)}`)
    for (const box of await at.page.getByRole("row").getByRole("checkbox").all()) await box.check()
    await at.page.getByRole("button", { name: "Compare and merge" }).click()
    const table = at.page.getByRole("table")
    await table.getByRole("radio", { name: `Newer ${mark}`, exact: true }).click()
    await at.settled()
    await at.page.getByRole("button", { name: "Merge 2 into one" }).click()
    await at.page.waitForURL(`**/r/crm.lead/${newer}`)
    expect(await asked(at, `crm.lead/${newer}`)).to.include({
      email: mail("older"),
      last_name: `Newer ${mark}`,
    })
    await at.visit(`/r/crm.lead/${older}`)
    await at.page.getByText("This record does not exist").waitFor()
  })

  it("are told before a lead is converted into them, with the choice to make them all the same", async () => {
    await asked(at, "crm.account", { name: `Firm ${mark}`, city: "Kiel" })
    const id = await lead(`Converted ${mark}`, { company_name: `Firm ${mark}`, city: "kiel" })
    await at.visit(`/r/crm.lead/${id}`)
    await at.page.getByRole("button", { name: "More steps" }).click()
    await at.page.getByRole("menuitem", { name: "Convert" }).click()
    const dialog = at.page.getByRole("dialog")
    await dialog.getByRole("textbox", { name: "Name of the new opportunity" }).click()
    await dialog.getByText(`The account Firm ${mark} has the same name and city already.`).waitFor()
    await at.settled()
    await picture(at.page, "convert-duplicate-light")
    await expectAccessible(at.page)
    await dialog.getByRole("button", { name: "Create anyway" }).click()
    await dialog.getByText(/^Makes Account Firm/).waitFor()
    await dialog.getByRole("button", { name: "Convert" }).click()
    await at.page.getByRole("article").getByText("Converted", { exact: true }).first().waitFor()
  })
})
