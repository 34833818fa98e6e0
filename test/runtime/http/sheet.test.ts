// Sheets as a reader of other makers understands them.
import { expect } from "chai"
import { readSheet } from "read-excel-file/node"
import { wordsIn } from "../../../engine/report/index.ts"
import { xlsxOf } from "../../../runtime/http/sheet/xlsx.ts"
import { planOf, resultFor } from "../../engine/report/fixture.ts"

const report = {
  title: "Sales: all [2026]",
  groups: { shop: { by: "shop" } },
  records: { sort: ["date"] },
  columns: {
    date: { value: "date", order: 1 },
    name: { value: "name", order: 2 },
    amount: { sum: "amount", order: 3 },
    sales: { count: true, order: 4 },
    part: { formula: "amount * 100 / 3", format: "percent", scale: 2, order: 5 },
  },
}

/** The cells of the sheet that comes of such single sales of one shop: day, name, amount. */
async function sheetOf(
  sales: readonly (readonly [string, string, string])[],
  language: string,
): Promise<readonly (readonly unknown[])[]> {
  const found = resultFor(planOf(report), [
    ["g", "a", '=HYPERLINK("x")', "12.50", String(sales.length)],
    ...sales.map(([date, name, amount], at) => ["r", "a", String(at), `s${at}`, date, name, amount, "1"]),
  ])
  return readSheet(xlsxOf(found, wordsIn(language)), { trim: false })
}

describe("a report as a sheet", () => {
  it("[RP41] is read with numbers, days and texts as such, in the language of the reader", async () => {
    const rows = await sheetOf([["2026-02-28", 'a & b < "c"\u0001', "-12345678.90"]], "fr")
    expect(rows).to.deep.equal([
      ["Shop", "Date", "Name", "Amount", "Sales", "Part"],
      ['=HYPERLINK("x")', null, null, 12.5, 1, 416.67],
      ['=HYPERLINK("x")', new Date("2026-02-28T00:00:00Z"), 'a & b < "c"', -12345678.9, 1, -411522630],
      ["Total", null, null, 12.5, 1, 416.67],
    ])
  })

  it("[RP41] never holds a formula, whatever texts say", async () => {
    const names = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "00123", "1e5", "TRUE", " x ", "line\nbreak"]
    const rows = await sheetOf(
      names.map((name) => ["2026-01-01", name, "1.00"]),
      "en",
    )
    expect(rows.slice(2, -1).map((row) => row[2])).to.deep.equal(names)
  })

  it("[RP41] keeps what no sheet can hold as a day as its text", async () => {
    const [, , row] = await sheetOf([["1899-01-01", "old", "1.00"]], "en")
    expect(row?.[1]).to.equal("1899-01-01")
  })
})
