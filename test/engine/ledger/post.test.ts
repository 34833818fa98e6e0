import { expect } from "chai"
import fc from "fast-check"
import { Problem } from "../../../engine/error/index.ts"
import { mirrorOf, type Entry } from "../../../engine/ledger/index.ts"
import { Decimal } from "../../../engine/value/index.ts"
import { booksModel, ledgerOf, posted } from "./books.ts"

const model = booksModel()
const id = (n: number): string => `00000000-0000-7000-8000-00000000000${n}`
const head = { company: id(1), journal: id(2), date: "2026-03-31", memo: "March" }
const line = (n: number, debit: string, credit: string): Record<string, unknown> => ({
  id: id(n),
  account: id(n),
  party: null,
  debit,
  credit,
})
const voucher = (...lines: readonly Record<string, unknown>[]): readonly Entry[] =>
  posted(model, "books.voucher", { ...head, lines })

function refusal(work: () => unknown): Problem {
  try {
    work()
  } catch (fault) {
    if (fault instanceof Problem) return fault
    throw fault
  }
  throw new Error("nothing was refused")
}

describe("posting", () => {
  it("[LG7] makes an entry of each row, in their order, that names the row", () => {
    expect(voucher(line(3, "10.00", "0"), line(4, "0", "10.00"))).to.deep.equal([
      {
        id: "e1",
        posting: "p",
        date: "2026-03-31",
        source: { entity: "books.voucher", id: "d" },
        line: id(3),
        rule: "line",
        values: {
          company: id(1),
          journal: id(2),
          account: id(3),
          party: null,
          memo: "March",
          debit: "10.00",
          credit: "0.00",
          foreign: "0.00",
        },
      },
      {
        id: "e2",
        posting: "p",
        date: "2026-03-31",
        source: { entity: "books.voucher", id: "d" },
        line: id(4),
        rule: "line",
        values: {
          company: id(1),
          journal: id(2),
          account: id(4),
          party: null,
          memo: "March",
          debit: "0.00",
          credit: "10.00",
          foreign: "0.00",
        },
      },
    ])
  })

  it("[LG9] leaves out what is nothing", () => {
    const bare = { ...line(5, "0", "0"), account: null }
    expect(
      voucher(line(3, "5.00", "5.00"), line(4, "1.00", "0"), bare).map((entry) => entry.line),
    ).to.deep.equal([id(4)])
  })

  it("[LG10] refuses more decimals than the ledger has, and never rounds", () => {
    const { code, parts } = refusal(() => voucher(line(3, "0.005", "0"), line(4, "0", "0.0050")))
    expect(code).to.equal("LED005")
    expect(parts.errors?.map(({ path, message }) => `${path} ${message}`)).to.deep.equal([
      '/lines/0 Debit of "line" of row 1 is 0.005, but the ledger has 2 decimals.',
      '/lines/1 Credit of "line" of row 2 is 0.005, but the ledger has 2 decimals.',
    ])
  })

  it("[LG11] tells at once all that is unknown, each at its row", () => {
    const lines = [
      { ...line(3, "1.00", "0"), account: null },
      { ...line(4, "0", "1.00"), debit: null },
    ]
    const { code, parts } = refusal(() =>
      posted(model, "books.voucher", { ...head, date: null, company: null, lines }),
    )
    expect(code).to.equal("LED006")
    expect(parts.errors?.map(({ path, message }) => `${path} ${message}`)).to.deep.equal([
      "/date General ledger: the posting has no date.",
      '/lines/0 General ledger: "line" of row 1 has no company.',
      '/lines/0 General ledger: "line" of row 1 has no account.',
      '/lines/1 General ledger: "line" of row 2 has no debit.',
      '/lines/1 General ledger: "line" of row 2 has no company.',
    ])
  })

  it("[LG8] an amount is debit where positive and credit where negative, and never both", () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 14n), 10n ** 14n), (cents) => {
        const amount = new Decimal(cents.toString()).div(100)
        const entries = voucher(line(3, amount.toFixed(2), "0"))
        if (amount.isZero()) return void expect(entries).to.deep.equal([])
        const [debit = "", credit = ""] = ["debit", "credit"].map((side) => textIn(entries[0]?.values[side]))
        expect(new Decimal(debit).minus(credit).eq(amount)).to.equal(true)
        expect([debit, credit]).to.include("0.00")
        expect([debit, credit].every((side) => !side.startsWith("-"))).to.equal(true)
      }),
    )
  })
})

describe("reversing", () => {
  const { ledger } = ledgerOf(model, "general")
  const frame = (posting: string) => {
    let count = 0
    return { posting, source: { entity: "books.voucher", id: "d" }, newId: () => `${posting}${++count}` }
  }

  it("[LG14] swaps sides, negates what has none, keeps the rest, and names the entry", () => {
    const [entry] = voucher(line(3, "10.00", "0"))
    if (entry === undefined) throw new Error("nothing was posted")
    const foreign = { ...entry, values: { ...entry.values, foreign: "12.50" } }
    expect(mirrorOf([foreign], ledger, frame("r"), undefined)).to.deep.equal([
      {
        ...entry,
        id: "r1",
        posting: "r",
        reverses: "e1",
        values: { ...entry.values, debit: "0.00", credit: "10.00", foreign: "-12.5" },
      },
    ])
    expect(mirrorOf([foreign], ledger, frame("r"), "2026-04-01")[0]?.date).to.equal("2026-04-01")
  })

  it("[LG15] entries and mirrors sum to zero, and the mirror of a mirror is the entry", () => {
    const cents = fc.integer({ min: -1_000_000, max: 1_000_000 })
    fc.assert(
      fc.property(fc.array(cents, { maxLength: 6 }), (amounts) => {
        const entries = voucher(
          ...amounts.map((amount, at) => line(at, new Decimal(amount).div(100).toFixed(2), "0")),
        )
        const mirrors = mirrorOf(entries, ledger, frame("r"), undefined)
        for (const measure of ["debit", "credit"]) {
          const other = measure === "debit" ? "credit" : "debit"
          expect(mirrors.map(({ values }) => values[measure])).to.deep.equal(
            entries.map(({ values }) => values[other]),
          )
        }
        const again = mirrorOf(mirrors, ledger, frame("s"), undefined)
        expect(again.map(({ values }) => numbers(values))).to.deep.equal(
          entries.map(({ values }) => numbers(values)),
        )
      }),
    )
  })
})

function textIn(value: unknown): string {
  return typeof value === "string" ? value : ""
}

/** Values with numbers in their shortest form. */
function numbers(values: Entry["values"]): Readonly<Record<string, unknown>> {
  const plain = (value: unknown): unknown =>
    typeof value === "string" && /^-?\d+\.\d+$/.test(value) ? new Decimal(value).toFixed() : value
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, plain(value)]))
}
