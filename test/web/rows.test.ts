import { expect } from "chai"
import type { Locator } from "playwright-core"
import { person, picture, type Person } from "./support/person.ts"

describe("child rows", function () {
  this.timeout(60_000)
  let at: Person
  const grid = (): Locator => at.page.getByRole("grid", { name: "Lines" })
  const cell = (row: number, column: string): Locator =>
    at.page
      .getByRole("textbox", { name: `${column}, ${row}` })
      .or(at.page.getByRole("combobox", { name: `${column}, ${row}` }))
  const rowCount = async (): Promise<number> => Number(await grid().getAttribute("aria-rowcount")) - 1

  before(async function () {
    this.timeout(240_000)
    at = await person()
  })
  beforeEach(async () => {
    await at.visit("/r/crm.quote/new")
    await at.page.getByRole("button", { name: "Add row" }).click()
  })
  afterEach(async () => {
    await at.page.evaluate(() => sessionStorage.clear())
    expect(at.complaints).to.deep.equal([])
  })
  after(() => at.leave())

  it("are typed through with Tab; Enter goes down and adds a row; amounts follow at once", async () => {
    await cell(1, "Product").waitFor()
    await at.page.keyboard.press("Tab")
    await at.page.keyboard.type("Consulting")
    await at.page.keyboard.press("Tab")
    await at.page.keyboard.type("3")
    await at.page.keyboard.press("Tab")
    await at.page.keyboard.press("Tab")
    await at.page.keyboard.type("12.50")
    await at.page.keyboard.press("Enter")
    await cell(2, "Unit price").waitFor()
    expect(await rowCount()).to.equal(2)
    const first = await grid().getByRole("row").nth(1).getByRole("gridcell").allInnerTexts()
    expect(first).to.include.members(["Consulting", "3", "12.50", "37.50"])
  })

  it("bring along what the chosen record knows: a product its description, unit and price", async () => {
    await cell(1, "Product").waitFor()
    await at.page.keyboard.type("comt")
    await at.page.getByRole("option", { name: "Comté 18 months" }).click()
    await grid().getByText("19.60").first().waitFor()
    const first = await grid().getByRole("row").nth(1).getByRole("gridcell").allInnerTexts()
    expect(first).to.include.members(["Comté 18 months", "Kilogram", "1", "19.60"])
  })

  it("take a block copied from a spreadsheet, and grow to hold it", async () => {
    await at.page.keyboard.press("Tab")
    await paste(at, 'Oak board\t4\t\t10\nPine board\t2\t\t7.25\n"Nails, ""long"""\t100\t\t0.05')
    expect(await rowCount()).to.equal(3)
    const texts = await grid().getByRole("gridcell").allInnerTexts()
    expect(texts).to.include.members(["Pine board", "7.25", 'Nails, "long"', "14.50"])
  })

  it("are moved and removed by keyboard and by button", async () => {
    await at.page.keyboard.press("Tab")
    await paste(at, "first\nsecond\nthird")
    await at.page.keyboard.press("Alt+ArrowDown")
    expect(await descriptions(at)).to.deep.equal(["second", "first", "third"])
    await at.page.keyboard.press("Control+Delete")
    expect(await descriptions(at)).to.deep.equal(["second", "third"])
    await grid().getByRole("row").nth(2).hover()
    await at.page.getByRole("button", { name: "Delete row 2" }).click()
    expect(await descriptions(at)).to.deep.equal(["second"])
  })

  it("do not trap the keyboard: Tab leaves after the last cell, Escape at once", async () => {
    await cell(1, "Product").waitFor()
    for (let step = 0; step < 8; step++) await at.page.keyboard.press("Tab")
    expect(await grid().evaluate((element) => element.contains(document.activeElement))).to.equal(false)
  })

  it("hold ten thousand rows: only those in sight are mounted, and typing goes on", async () => {
    await at.page.keyboard.press("Tab")
    await paste(at, Array.from({ length: 10_000 }, (_, index) => `row ${index + 1}\t2\t\t3`).join("\n"))
    await at.page.waitForFunction(
      () => document.querySelector("[role=grid][aria-label=Lines]")?.ariaRowCount === "10001",
    )
    expect(await grid().getByRole("row").count()).to.be.lessThan(60)
    await grid().getByText("row 3", { exact: true }).click()
    await at.page.keyboard.press("Control+a")
    await at.page.keyboard.type("changed")
    await at.page.keyboard.press("ArrowDown")
    expect((await descriptions(at))[2]).to.equal("changed")
    await picture(at.page, "rows-light")
  })
})

async function paste({ page }: Person, text: string): Promise<void> {
  await page.evaluate((content) => {
    const data = new DataTransfer()
    data.setData("text/plain", content)
    const paste = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })
    document.activeElement?.dispatchEvent(paste)
  }, text)
}

/** The texts of the column Description, the cell with the focus included. */
async function descriptions({ page }: Person): Promise<readonly string[]> {
  const rows = page.getByRole("grid", { name: "Lines" }).getByRole("row")
  const texts = await rows.evaluateAll((all) =>
    all.map((row) => {
      const cell = row.querySelectorAll<HTMLElement>("[role=gridcell]")[1]
      return cell?.querySelector("input")?.value ?? cell?.innerText ?? ""
    }),
  )
  return texts.slice(1)
}
