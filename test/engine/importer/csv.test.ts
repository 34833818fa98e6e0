// Separated values: what a writer writes is what is read, and what is broken is refused.
import { expect } from "chai"
import fc from "fast-check"
import { Problem } from "../../../engine/error/index.ts"
import { readLines, readSheet } from "../../../engine/importer/csv.ts"
import { importerOf } from "./support.ts"

describe("separated values", () => {
  const delimiters = [",", ";", "\t", "|"] as const

  /** RFC 4180, section 2. */
  const written = (cells: readonly string[], delimiter: string, quotes: "all" | "needed"): string =>
    cells
      .map((cell) =>
        quotes === "all" || /["\r\n]/.test(cell) || cell.includes(delimiter) || cell === ""
          ? `"${cell.replaceAll('"', '""')}"`
          : cell,
      )
      .join(delimiter)

  it("[IM1] reads back whatever a writer writes", () => {
    const cell = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom('"', ",", ";", "\n", "\r", "a", " ") }),
    )
    const table = fc
      .integer({ min: 1, max: 6 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 20 }),
      )
    fc.assert(
      fc.property(
        table,
        fc.constantFrom(...delimiters),
        fc.constantFrom("\n", "\r\n", "\r"),
        fc.constantFrom("all" as const, "needed" as const),
        (rows, delimiter, ending, quotes) => {
          const text = rows.map((row) => written(row, delimiter, quotes)).join(ending)
          const meant = rows.filter((row) => row.length > 1 || row[0] !== "")
          expect(readLines(text, delimiter).map(({ cells }) => cells)).to.deep.equal(meant)
        },
      ),
    )
  })

  it("[IM5] counts lines, also those inside quotes", () => {
    const lines = readLines('a,b\r\n"1\r\n2",x\n\ny,z', ",")
    expect(lines.map(({ line }) => line)).to.deep.equal([1, 2, 5])
  })

  it("[IM1] refuses a quote that is not closed, or ends inside a value", () => {
    for (const text of ['a,"b', 'a\n"b"c,d', '"']) {
      expect(() => readLines(text, ","))
        .to.throw(Problem)
        .with.property("code", "IMP002")
    }
  })

  it("[IM1] finds the headings below other lines, whatever separates them", () => {
    const reads = importerOf({
      day: { from: ["Day", "Tag"], required: true },
      amount: { from: "Amount", required: true },
    }).layout.reads
    for (const delimiter of delimiters) {
      const text = ["Account of the month", "", `tag${delimiter}Amount`, `1${delimiter}2`].join("\n")
      const { headings, lines } = readSheet(text, { kind: "lines", by: "row" }, reads)
      expect(headings).to.deep.equal(["tag", "Amount"])
      expect(lines.map(({ line, cells }) => [line, ...cells])).to.deep.equal([[4, "1", "2"]])
    }
  })

  it("[IM1] names the heading that is missing, and the one that may be meant", () => {
    const reads = importerOf({ amount: { from: "Amount", required: true } }).layout.reads
    const read = (): unknown => readSheet("Day,Amonut\n1,2", { kind: "lines", by: "row" }, reads)
    expect(read)
      .to.throw(Problem, 'No line of the file has the heading "Amount"')
      .that.satisfies(({ parts }: Problem) => parts.hint === '"Amonut" may be meant.')
  })

  it("[IM4] stops at too many lines", () => {
    expect(() => readLines("x\n".repeat(50_002), ","))
      .to.throw(Problem)
      .with.property("code", "IMP003")
  })
})
