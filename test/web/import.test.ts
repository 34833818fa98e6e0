import { readFile } from "node:fs/promises"
import { expect } from "chai"
import { asked, openBooks, type Books } from "./support/books.ts"
import { expectAccessible, person, picture, type Person } from "./support/person.ts"

const files = new URL("../runtime/import/files/", import.meta.url)

describe("importing a file", function () {
  this.timeout(120_000)
  let at: Person
  let books: Books
  /** Tells the records of one run from those of another. */
  const mark = Date.now().toString(36).toUpperCase()
  const iban = `DE99${mark}`

  before(async function () {
    this.timeout(240_000)
    at = await person({ role: "base.admin" })
    books = await openBooks(at, `I${mark}`)
    const { company, chart } = books
    await asked(at, "accounting.bank_account", {
      company,
      name: `Bank ${mark}`,
      iban,
      journal: chart.journals.get("BNK"),
    })
    const rule = { company, name: "Fees", priority: 10, matches_by: "account", contains: "Kontoführung" }
    await asked(at, "accounting.matching_rule", { ...rule, account: chart.accounts.get("6400") })
  })
  after(() => at.leave())
  afterEach(() => expect(at.complaints).to.deep.equal([]))

  const choose = async (name: string, text: string): Promise<void> => {
    await at.visit("/m/accounting/accounting.bank_statements?company=all")
    await at.page.getByRole("button", { name: "Import Bank statements from a file" }).click()
    const dialog = at.page.getByRole("dialog")
    await dialog
      .getByLabel("File", { exact: true })
      .setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(text) })
  }
  const camt = async (): Promise<string> =>
    (await readFile(new URL("january.camt053.v02.xml", files), "utf8")).replaceAll(
      "DE02120300000000202051",
      iban,
    )

  it("tells what is wrong, line by line, and imports nothing of it", async () => {
    await choose("broken.xml", (await camt()).replace("1000.00", "10x").replace("2026-01-12", "soon"))
    const dialog = at.page.getByRole("dialog")
    const faults = dialog.getByRole("table", { name: "What is wrong" })
    await faults.getByRole("row").nth(2).waitFor()
    expect(await faults.getByRole("row").allInnerTexts()).to.have.length(3)
    await faults.getByText('"10x" is no number.').waitFor()
    expect(await dialog.getByRole("button", { name: "Import", exact: true }).isDisabled()).to.equal(true)
    await at.settled()
    await picture(at.page, "import-faults-light")
    await expectAccessible(at.page)
    await at.page.keyboard.press("Escape")
  })

  it("shows what would be made, makes it, and its lines are matched and confirmed", async () => {
    await choose("january.xml", await camt())
    const dialog = at.page.getByRole("dialog")
    await dialog.getByText("Records in the file: 1. Nothing is wrong with it.").waitFor()
    await dialog.getByRole("table", { name: "Lines" }).getByText("Kontoführung 01/2026").waitFor()
    await at.settled()
    await picture(at.page, "import-preview-light")
    await expectAccessible(at.page)
    await dialog.getByRole("button", { name: "Import", exact: true }).click()
    await at.page.waitForURL(/\/r\/accounting\.bank_statement\/[0-9a-f-]{36}$/)
    await at.page.getByRole("button", { name: "Match", exact: true }).click()
    await at.page.getByText("6400").first().waitFor()
    await at.settled()
    await picture(at.page, "statement-matched-light")
    await expectAccessible(at.page)
  })
})
