import { expect } from "chai"
import type { Locator } from "playwright-core"
import { expectAccessible, person, picture, type Person } from "./support/person.ts"

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
    await cell(2, "Product").waitFor()
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

  it("are typed without a mouse: a reference by its first letters, Enter takes it, Tab goes on", async () => {
    for (const row of [1, 2]) {
      await cell(row, "Product").waitFor()
      await at.page.keyboard.type("comt")
      await at.page.getByRole("option", { name: "Comté 18 months" }).waitFor()
      await at.page.keyboard.press("Enter")
      await at.page.keyboard.press("Tab")
      await at.page.keyboard.press("Tab")
      await at.page.keyboard.type("5")
      await at.page.keyboard.press("Enter")
    }
    await cell(3, "Product").waitFor()
    await at.page.keyboard.press("Escape")
    const second = await grid().getByRole("row").nth(2).getByRole("gridcell").allInnerTexts()
    expect(second).to.include.members(["Comté 18 months", "5", "98.00"])
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

  it("take the value above with Ctrl+D, cell by cell", async () => {
    await at.page.keyboard.press("Tab")
    await at.page.keyboard.type("Freight")
    await at.page.keyboard.press("Tab")
    await at.page.keyboard.type("7")
    await at.page.keyboard.press("Enter")
    await cell(2, "Product").waitFor()
    await at.page.keyboard.press("Tab")
    await at.page.keyboard.press("Control+d")
    await cell(2, "Quantity").waitFor()
    await at.page.keyboard.press("Control+d")
    await at.page.keyboard.press("Escape")
    expect(await descriptions(at)).to.deep.equal(["Freight", "Freight"])
    const second = await grid().getByRole("row").nth(2).getByRole("gridcell").allInnerTexts()
    expect(second).to.include("7")
  })

  it("find what pasted names stand for, and bring along what it knows", async () => {
    await paste(at, "Comté 18 months\t\t3\nNobody knows this\t\t1")
    await grid().getByText("19.60").first().waitFor()
    const first = await grid().getByRole("row").nth(1).getByRole("gridcell").allInnerTexts()
    expect(first).to.include.members(["Kilogram", "3", "19.60", "58.80"])
    await at.page.getByText("Nobody knows this").waitFor()
  })

  it("are summed below, and go out as a spreadsheet takes them", async () => {
    await at.page.context().grantPermissions(["clipboard-read", "clipboard-write"])
    await at.page.keyboard.press("Tab")
    await paste(at, "Oak board\t4\t\t10\nPine board\t2\t\t7.25")
    const sums = grid().getByRole("row", { name: "Sums" })
    expect(await sums.innerText()).to.include("54.50")
    await at.page.getByRole("button", { name: "Copy rows for a spreadsheet" }).click()
    await at.page.getByText("2 rows copied").waitFor()
    const copied = await at.page.evaluate(() => navigator.clipboard.readText())
    expect(copied.split("\n")[1]?.split("\t")).to.include.members(["Oak board", "4", "10"])
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

describe("child rows on a phone", function () {
  this.timeout(60_000)

  it("are cards that open for typing", async () => {
    const at = await person({ width: "phone" })
    await at.visit("/r/crm.quote/new")
    await at.page.getByRole("button", { name: "Add row" }).click()
    const lines = at.page.getByRole("region", { name: "Lines" })
    await lines.getByRole("textbox", { name: "Description" }).fill("Oak board")
    await lines.getByRole("textbox", { name: "Quantity" }).fill("4")
    await lines.getByRole("textbox", { name: "Unit price" }).fill("10")
    await lines.getByRole("button", { name: /Oak board/ }).click()
    await lines.getByRole("button", { name: /4 Oak board 40\.00/ }).waitFor()
    await picture(at.page, "rows-phone")
    await expectAccessible(at.page)
    await at.leave()
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
  const rows = page.getByRole("grid", { name: "Lines" }).locator("[role=row][aria-rowindex]")
  const texts = await rows.evaluateAll((all) =>
    all.map((row) => {
      const cell = row.querySelectorAll<HTMLElement>("[role=gridcell]")[1]
      return cell?.querySelector("input")?.value ?? cell?.innerText ?? ""
    }),
  )
  return texts.slice(1)
}
