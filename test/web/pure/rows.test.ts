import { expect } from "chai"
import fc from "fast-check"
import type { Field } from "../../../runtime/web/contract/model.ts"
import { fillRow, layBlock, moveRow, removeRow, setCell } from "../../../runtime/web/rows/grid-rows.ts"
import { pastedValue, readCells } from "../../../runtime/web/rows/read-pasted.ts"

const field = (name: string, more: Partial<Field> = {}): Field => ({
  name,
  title: name,
  type: "string",
  required: false,
  read_only: false,
  order: 0,
  ...more,
})
const today = new Date("2026-11-23T12:00:00Z")

describe("pasted cells", () => {
  it("are read as spreadsheets copy them: tabs, line ends, quoted cells", () => {
    expect(readCells('a\tb\r\nc\t"d\nd"\n"e ""e"""\t')).to.deep.equal([
      ["a", "b"],
      ["c", "d\nd"],
      ['e "e"', ""],
    ])
  })

  it("come back the same, whatever a cell holds", () => {
    const cell = fc.string({ maxLength: 8 })
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
        (block) => {
          const copied = block
            .map((line) => line.map((each) => `"${each.replaceAll('"', '""')}"`).join("\t"))
            .join("\n")
          expect(readCells(copied)).to.deep.equal(block)
        },
      ),
    )
  })

  it("become values of the column they fall on", () => {
    const choice = field("kind", { enum: [{ value: "new", title: "New business" }] })
    expect(pastedValue(field("price", { format: "money" }), "1.234,50", "de-DE", today)).to.equal("1234.50")
    expect(pastedValue(field("rate", { format: "percent" }), "19 %", "de-DE", today)).to.equal("19")
    expect(pastedValue(field("count", { type: "integer" }), "12", "en-GB", today)).to.equal(12)
    expect(pastedValue(field("due", { format: "date" }), "31.1.2026", "de-DE", today)).to.equal("2026-01-31")
    expect(pastedValue(choice, "new BUSINESS", "en-GB", today)).to.equal("new")
    expect(pastedValue(field("active", { type: "boolean" }), "Ja", "de-DE", today)).to.equal(true)
    expect(pastedValue(field("name"), "  ", "en-GB", today)).to.equal(null)
  })

  it("stay as they are where they cannot be read, so that nothing is lost", () => {
    expect(pastedValue(field("price", { format: "money" }), "twelve", "en-GB", today)).to.equal("twelve")
  })
})

describe("rows", () => {
  const rows = [{ a: 1 }, { a: 2 }, { a: 3 }]

  it("are changed without touching the others", () => {
    const next = setCell(rows, 1, "a", 9)
    expect(next).to.deep.equal([{ a: 1 }, { a: 9 }, { a: 3 }])
    expect(next[0]).to.equal(rows[0])
  })

  it("are moved by one, and not over the edge", () => {
    expect(moveRow(rows, 0, 1)).to.deep.equal([{ a: 2 }, { a: 1 }, { a: 3 }])
    expect(moveRow(rows, 0, -1)).to.equal(rows)
    expect(removeRow(rows, 2)).to.deep.equal([{ a: 1 }, { a: 2 }])
  })

  it("are filled by their place, and left alone when that row has gone", () => {
    expect(fillRow(rows, 1, { b: "x" })).to.deep.equal([{ a: 1 }, { a: 2, b: "x" }, { a: 3 }])
    expect(fillRow(rows, 7, { b: "x" })).to.deep.equal(rows)
    expect(fillRow(undefined, 0, { b: "x" })).to.equal(null)
  })

  it("take a block, leave computed columns alone and grow with the defaults of a new row", () => {
    const columns = [field("a"), field("sum", { computed: "a * 2" }), field("b", { default: "x" })]
    const next = layBlock(rows, { row: 2, column: 0 }, [["7", "8", "9"], ["5"]], columns)
    expect(next.slice(2)).to.deep.equal([
      { a: "7", b: "9" },
      { a: "5", b: "x" },
    ])
  })
})
