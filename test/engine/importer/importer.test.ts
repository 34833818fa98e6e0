// What an importer reads of a file, works out, keeps and refuses; and what is no importer.
import { expect } from "chai"
import type { JsonObject } from "../../../engine/metaschema/index.ts"
import { readFile, settleKnown, type Reading } from "../../../engine/importer/index.ts"
import { around, compiledWith, imported, made } from "./support.ts"

describe("an importer", () => {
  const lines: JsonObject = {
    read: {
      what: { from: "What" },
      amount: { from: "Amount", type: "number", required: true },
      signed: { value: "what == 'back' ? -amount : amount" },
    },
    values: { what: "what", amount: "signed" },
  }
  const grouped: JsonObject = {
    format: "csv",
    group: "No",
    read: {
      number: { from: "No", required: true },
      day: { from: "Day", type: "date", formats: ["DD.MM.YYYY"] },
      paid: { from: "Paid", type: "boolean", true: ["Ja"] },
      total: { value: "sum(lines, signed)" },
    },
    values: { number: "number", day: "day", paid: "paid", total: "total" },
    rows: { lines },
  }

  it("[IM10] [IM23] makes one record of the lines of a group, and sums its rows", () => {
    const { records, faults } = imported(
      grouped,
      "No;Day;Paid;What;Amount\nA;1.2.2026;ja;pen;1,50\nB;;;cap;2\nA;;;back;0,5\n",
    )
    expect(faults).to.deep.equal([])
    expect(records).to.deep.equal([
      {
        ...{ number: "A", day: "2026-02-01", paid: true, total: "1" },
        lines: [
          { what: "pen", amount: "1.5" },
          { what: "back", amount: "-0.5" },
        ],
      },
      { number: "B", paid: false, total: "2", lines: [{ what: "cap", amount: "2" }] },
    ])
  })

  it("[IM5] tells each value that cannot be read, at its line and heading", () => {
    const text = "No;Day;Paid;What;Amount\nA;2026-02-01;;pen;x\n;31.02.2026;;cap;\n"
    expect(imported(grouped, text).faults).to.have.members([
      "IMP005 /2/Day",
      "IMP005 /2/Amount",
      "IMP005 /3/No",
      "IMP005 /3/Day",
      "IMP005 /3/Amount",
    ])
  })

  it("[IM20] refuses a column that does not tell a thousand from one", () => {
    expect(imported(grouped, "No;What;Amount\nA;pen;1.000\n").faults).to.deep.equal(["IMP005 /2/Amount"])
    const said = {
      ...grouped,
      rows: {
        lines: {
          ...lines,
          read: {
            ...(lines["read"] as JsonObject),
            amount: { from: "Amount", type: "number", decimal: "," },
          },
        },
      },
    }
    expect(imported(said, "No;What;Amount\nA;pen;1.000\n").faults).to.deep.equal([])
  })

  it("[IM30] [IM32] picks records and rows, and checks what is left", () => {
    const picky = {
      ...grouped,
      where: "number != 'X'",
      checks: { some: { assert: "total > 0", message: "Nothing.", of: "number" } },
      rows: { lines: { ...lines, where: "amount != 0" } },
    }
    const { records, faults } = imported(picky, "No;What;Amount\nX;a;1\nA;a;0\nB;b;0.5\n")
    expect(records).to.have.length(2)
    expect(faults).to.deep.equal(["IMP007 /3/No"])
  })

  const elements: JsonObject = {
    format: "xml",
    records: "orders/order",
    read: { number: { from: "@no" }, key: { digest: true }, count: { from: "item", type: "count" } },
    values: { number: "concat(number, '/', count)" },
    rows: {
      lines: {
        at: "item",
        each: "parts/part",
        read: {
          what: { from: ["name", "../../name"] },
          amount: { from: ["@price", "../../@price"], type: "number" },
        },
        values: { what: "what", amount: "amount" },
      },
    },
  }

  it("[IM13] takes what stands inside for rows, where there is anything", () => {
    const text = `<orders><order no="1"><item price="9"><name>set</name><parts><part><name>a</name></part><part price="2"/></parts></item><item price="3"><name>one</name></item></order></orders>`
    expect(imported(elements, text).records).to.deep.equal([
      {
        number: "1/2",
        lines: [
          { what: "a", amount: "9" },
          { what: "set", amount: "2" },
          { what: "one", amount: "3" },
        ],
      },
    ])
  })

  it("[IM22] a digest is that of the content, wherever it stands", () => {
    const digests: JsonObject = {
      ...elements,
      values: { number: "key" },
      rows: { lines: { at: "item", values: { what: "'x'" } } },
    }
    const { records } = imported(
      digests,
      `<orders><order no="1"/>\n <order no="1"></order><order no="2"/></orders>`,
    )
    const [a, b, c] = records.map((one) => (one as JsonObject)["number"]) // records are objects
    expect(a)
      .to.match(/^[0-9a-f]{64}$/)
      .and.equal(b)
    expect(c).not.to.equal(a)
  })

  it("[IM31] leaves out what is known, with records whose rows all are, or refuses the file", () => {
    const text = "No;What;Amount\nA;a;1\nA;b;2\nB;b;3\n"
    const settled = (then: "skip" | "refuse"): Reading => {
      const known = { where: "what == params.what", then }
      const { importer } = made({ ...grouped, rows: { lines: { ...lines, known } } })
      const reading = readFile(importer, text, around)
      settleKnown(({ row }) => row["what"] === "b", reading)
      return reading
    }
    const left = settled("skip")
    expect(left.records.map(({ row }) => row["number"])).to.deep.equal(["A"])
    expect(left.skipped).to.deep.equal({ records: 1, rows: 1 })
    expect(settled("refuse").faults.map(({ code, line }) => `${code} ${line}`)).to.deep.equal([
      "IMP008 3",
      "IMP008 4",
    ])
  })

  it("refuses metadata that means nothing, each fault at its place", () => {
    const faults = (change: JsonObject): readonly string[] =>
      compiledWith({ ...grouped, ...change }).diagnostics.map(({ code, pointer }) => `${code} ${pointer}`)
    const read = (one: JsonObject): JsonObject => ({
      read: { number: { from: "No" }, one },
      values: { number: "number" },
    })
    expect(faults({ entity: "shop.ordr" })).to.deep.equal(["MOD010 /entity"])
    expect(faults({ values: { nmber: "number" } })).to.deep.equal(["MOD010 /values/nmber"])
    expect(faults({ values: { number: "nmber" } })).to.deep.equal(["MOD015 /values/number"])
    expect(faults({ values: { number: "number", version: "1" } })).to.deep.equal(["MOD014 /values/version"])
    expect(faults({ rows: { line: lines } })).to.include("MOD010 /rows/line")
    expect(faults({ ...read({ from: "x", decimal: "," }), rows: {} }).length).to.be.greaterThan(0)
    expect(faults(read({ from: "x", formats: ["DD.MM.YYYY"] }))).to.deep.equal(["MOD013 /read/one/formats"])
    expect(faults(read({ find: "shop.custmer", where: "true" }))).to.deep.equal(["MOD010 /read/one/find"])
    expect(faults(read({ find: "shop.customer", where: "code == params.nmber" }))).to.deep.equal([
      "MOD015 /read/one/where",
    ])
    expect(
      faults(read({ find: "shop.customer", where: "code == params.number", sort: ["nme"] })),
    ).to.deep.equal(["MOD010 /read/one/sort/0"])
    expect(faults({ records: "each" })).to.deep.equal(["MOD014 /records"])
    expect(faults({ format: "xml" })).to.include("MOD013 /group")
    const input = { properties: { who: { title: "Who", ref: "shop.customer" } } }
    expect(faults({ input, values: { number: "input.who.name" } })).to.deep.equal(["MOD014 /values/number"])
    expect(faults({ input: { properties: { dry_run: { type: "boolean", title: "Dry" } } } })).to.deep.equal([
      "MOD011 /input/properties/dry_run",
    ])
  })
})
