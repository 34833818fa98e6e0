// What rows stand for: decided by rules in their order, exactly, and never for more than is open.
import { expect } from "chai"
import fc from "fast-check"
import { Decimal } from "../../../engine/value/index.ts"
import { match, type Fit, type OpenRow, type Pair, type Way } from "../../../engine/workflow/index.ts"

describe("matching rows with records", () => {
  const row = (id: string, amount: number, date: string | null = "2026-01-15"): OpenRow => ({
    ...{ id, amount: new Decimal(amount), date, fields: {} },
  })
  const fit = (row: string, change: Partial<Fit> = {}): Fit => ({
    ...{ row, rule: "rule", way: "named", tolerance: new Decimal(0), days: null, fields: {} },
    ...change,
  })
  const pair = (row: string, record: string, amount: number, date: string | null = "2026-01-10"): Pair => ({
    ...{ row, record, amount: new Decimal(amount), date, fields: { item: record } },
  })
  const way = (pairs: readonly Pair[], change: Partial<Way> = {}): Way => ({
    ...{ name: "items", by: "named", of: "item", parts: true, pairs },
    ...change,
  })
  /** `row certain: 100 item-a + 20 nothing` */
  const told = (rows: readonly OpenRow[], fits: readonly Fit[], ways: readonly Way[]): readonly string[] =>
    match(rows, fits, ways).map(
      (one) =>
        `${one.row} ${one.certain ? "certain" : "proposed"}: ${one.parts
          .map(
            ({ amount, fields }) =>
              `${amount.toFixed()} ${Object.values(fields).map(String).join("/") || "nothing"}`,
          )
          .join(" + ")}`,
    )

  it("takes a record of the same amount", () => {
    expect(told([row("1", 100)], [fit("1")], [way([pair("1", "a", 100)])])).to.deep.equal([
      "1 certain: 100 a",
    ])
  })

  it("parts a row among all that are meant, and leaves the rest to people", () => {
    const pairs = [pair("1", "a", 100), pair("1", "b", 50)]
    expect(told([row("1", 150)], [fit("1")], [way(pairs)])).to.deep.equal(["1 certain: 100 a + 50 b"])
    expect(told([row("1", 170)], [fit("1")], [way(pairs)])).to.deep.equal([
      "1 proposed: 100 a + 50 b + 20 nothing",
    ])
  })

  it("takes the one that fits of several, and else the oldest first", () => {
    const pairs = [pair("1", "a", 100, "2026-01-10"), pair("1", "b", 50, "2026-01-02")]
    expect(told([row("1", 100)], [fit("1")], [way(pairs)])).to.deep.equal(["1 proposed: 100 a"])
    expect(told([row("1", 120)], [fit("1")], [way(pairs)])).to.deep.equal(["1 proposed: 50 b + 70 a"])
  })

  it("lets several rows take one record, as far as it goes", () => {
    const pairs = [pair("1", "a", -100), pair("2", "a", -100), pair("3", "a", -100)]
    expect(
      told([row("1", -60), row("2", -40), row("3", -5)], [fit("1"), fit("2"), fit("3")], [way(pairs)]),
    ).to.deep.equal(["1 proposed: -60 a", "2 certain: -40 a"])
  })

  it("books a difference that is tolerated where the rule says", () => {
    const rule = { tolerance: new Decimal("0.05"), fields: { account: "charges" } }
    const pairs = [pair("1", "a", 100)]
    expect(told([row("1", 99.98)], [fit("1", rule)], [way(pairs)])).to.deep.equal([
      "1 certain: 100 a + -0.02 charges",
    ])
    expect(told([row("1", 100.05)], [fit("1", rule)], [way(pairs)])).to.deep.equal([
      "1 certain: 100 a + 0.05 charges",
    ])
    expect(told([row("1", 99)], [fit("1", rule)], [way(pairs)])).to.deep.equal(["1 proposed: 99 a"])
  })

  it("takes a record whole where it cannot be parted, and says when two would do", () => {
    const whole = way([pair("1", "a", 100), pair("1", "b", 100, "2026-01-14"), pair("1", "c", 90)], {
      parts: false,
    })
    expect(told([row("1", 100)], [fit("1")], [whole])).to.deep.equal(["1 proposed: 100 b"])
    expect(told([row("1", 95)], [fit("1")], [whole])).to.deep.equal([])
  })

  it("asks rules in their order, ways in theirs, and days that may lie between", () => {
    const named = fit("1", { rule: "first", days: 3 })
    const plain = fit("1", { rule: "second", way: "account", fields: { account: "fees" } })
    const ways = [way([pair("1", "a", 10, "2026-01-01")])]
    expect(match([row("1", 10)], [named, plain], ways)).to.deep.include({
      ...{
        row: "1",
        rule: "second",
        certain: true,
        parts: [{ amount: new Decimal(10), fields: { account: "fees" } }],
      },
    })
    const near = [way([pair("1", "a", 10, "2026-01-14")])]
    expect(match([row("1", 10)], [named, plain], near)[0]).to.include({ rule: "first" })
  })

  it("never takes the other side, and nothing that an earlier row took", () => {
    expect(told([row("1", 100)], [fit("1")], [way([pair("1", "a", -100)])])).to.deep.equal([])
    const payments = way([pair("1", "p", 100), pair("2", "p", 100)], { parts: false, of: "payment" })
    expect(told([row("1", 100), row("2", 100)], [fit("1"), fit("2")], [payments])).to.deep.equal([
      "1 certain: 100 p",
    ])
  })

  it("keeps every amount: parts come to the row, and to no more than is open", () => {
    const amount = fc.integer({ min: -500, max: 500 }).filter((cents) => cents !== 0)
    const facts = fc.record({
      rows: fc.array(amount, { minLength: 1, maxLength: 8 }),
      records: fc.array(amount, { minLength: 1, maxLength: 8 }),
      tolerance: fc.constantFrom(0, 5),
      parts: fc.boolean(),
    })
    fc.assert(
      fc.property(facts, ({ rows, records, tolerance, parts }) => {
        const all = rows.map((cents, i) => row(`r${i}`, cents))
        const pairs = all.flatMap(({ id }) => records.map((cents, i) => pair(id, `o${i}`, cents)))
        const fits = all.map(({ id }) =>
          fit(id, { tolerance: new Decimal(tolerance), fields: { account: "x" } }),
        )
        const found = match(all, fits, [way(pairs, { parts })])
        const taken = new Map<string, Decimal>()
        for (const one of found) {
          const sum = one.parts.reduce((total, part) => total.plus(part.amount), new Decimal(0))
          expect(sum.toFixed()).to.equal(all.find(({ id }) => id === one.row)?.amount.toFixed())
          for (const part of one.parts) {
            const { item } = part.fields as { readonly item?: string } // what the pairs above say
            if (item !== undefined) taken.set(item, (taken.get(item) ?? new Decimal(0)).plus(part.amount))
          }
        }
        records.forEach((cents, i) => {
          const sum = taken.get(`o${i}`) ?? new Decimal(0)
          expect(sum.isZero() || sum.isNegative() === cents < 0).to.equal(true)
          expect(sum.abs().lessThanOrEqualTo(Math.abs(cents))).to.equal(true)
        })
      }),
    )
  })
})
