import { expect } from "chai"
import fc from "fast-check"
import {
  schedule,
  shares,
  type BaseLine,
  type Charged,
  type Charging,
  type Tax,
} from "../../../engine/calculation/index.ts"
import { roundTo, type Decimal } from "../../../engine/value/index.ts"
import { charged, decimal } from "./fixture.ts"

const cent = decimal("0.01")
const amount = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((cents) => decimal(cents).div(100))
const tax: fc.Arbitrary<Tax> = fc.record({
  key: fc.constantFrom("a", "b", "c", "d", "e"),
  kind: fc.constantFrom("percent", "fixed", "division"),
  rate: fc.integer({ min: -2000, max: 3000 }).map((rate) => decimal(rate).div(100)),
  included: fc.boolean(),
  enlarges: fc.boolean(),
  order: fc.integer({ min: 0, max: 3 }),
  members: fc.constant([]),
})
/** Lines choose from the same few definitions, one for each key. */
const lines: fc.Arbitrary<BaseLine[]> = fc
  .uniqueArray(tax, { selector: ({ key }) => key, minLength: 1, maxLength: 4 })
  .chain((taxes) =>
    fc.array(
      fc.record({
        amount,
        quantity: fc.integer({ min: -9, max: 9 }).map(decimal),
        taxes: fc.subarray(taxes),
      }),
      { minLength: 1, maxLength: 8 },
    ),
  )
const rounding = fc.constantFrom<Charging["rounding"]>("line", "document")

const sum = (figures: readonly Decimal[]): Decimal => figures.reduce((a, b) => a.plus(b), decimal(0))
const negated = (all: readonly BaseLine[]): BaseLine[] =>
  all.map((one) => ({ ...one, amount: one.amount.neg(), quantity: one.quantity.neg() }))
const plain = ({ taxes, net, tax: taxed, roundOff, total }: Charged): unknown => [
  taxes.map((one) => [one.tax.key, one.base.toFixed(), one.amount.toFixed()]),
  [net, taxed, roundOff, total].map((figure) => figure.plus(0).toFixed()),
]

describe("calculations, whatever is entered", () => {
  it("[CA12] what is asked is net, taxes and round-off, and the lines sum to the totals", () => {
    fc.assert(
      fc.property(lines, rounding, (all, mode) => {
        const found = charged(all, { rounding: mode })
        const { net, tax: taxed, roundOff, total, taxes } = found
        expect(net.plus(taxed).plus(roundOff).toFixed()).to.equal(total.toFixed())
        expect(sum(found.lines.map((one) => one.net)).toFixed()).to.equal(net.toFixed())
        for (const { tax: of, amount: whole } of taxes) {
          const parts = found.lines.flatMap((one) => one.taxes.filter((part) => part.tax.key === of.key))
          expect(sum(parts.map((part) => part.amount)).toFixed()).to.equal(whole.toFixed())
        }
        const held = taxes.filter((one) => one.tax.included).map((one) => one.amount)
        const entered = sum(all.map((one) => one.amount))
        expect(net.plus(sum(held)).plus(roundOff).toFixed()).to.equal(entered.toFixed())
        if (mode === "line") expect(roundOff.isZero()).to.equal(true)
      }),
    )
  })

  it("[CA2] rounded in the document, each tax is that on all lines together", () => {
    const plain = fc
      .uniqueArray(tax, { selector: ({ key }) => key, minLength: 1, maxLength: 4 })
      .chain((taxes) => {
        const added = taxes.map((one): Tax => ({ ...one, kind: "percent", included: false, enlarges: false }))
        return fc.array(fc.record({ amount, quantity: fc.constant(decimal(1)), taxes: fc.subarray(added) }))
      })
    fc.assert(
      fc.property(plain, (all) => {
        for (const { tax: of, amount: whole } of charged(all, { rounding: "document" }).taxes) {
          const base = sum(all.filter((one) => one.taxes.includes(of)).map((one) => one.amount))
          expect(whole.equals(roundTo(base.times(of.rate).div(100), 2))).to.equal(true)
        }
      }),
    )
  })

  it("[CA13] rounded on the line, the order of the lines does not matter", () => {
    fc.assert(
      fc.property(lines, (all) => {
        expect(plain(charged([...all].reverse()))).to.deep.equal(plain(charged(all)))
      }),
    )
  })

  it("[CA14] a credit note is the invoice with the other sign", () => {
    fc.assert(
      fc.property(lines, rounding, (all, mode) => {
        const there = charged(all, { rounding: mode })
        const back = charged(negated(all), { rounding: mode })
        expect(back.lines.map((one) => one.net.neg().plus(0).toFixed())).to.deep.equal(
          there.lines.map((one) => one.net.plus(0).toFixed()),
        )
        expect(
          [back.net, back.tax, back.roundOff, back.total].map((one) => one.neg().plus(0).toFixed()),
        ).to.deep.equal(
          [there.net, there.tax, there.roundOff, there.total].map((one) => one.plus(0).toFixed()),
        )
      }),
    )
  })

  it("[CA17] instalments sum to the total", () => {
    const percent = fc.integer({ min: 1, max: 40 }).map(decimal)
    fc.assert(
      fc.property(amount, fc.array(percent, { maxLength: 5 }), (total, parts) => {
        const terms = parts.map((value) => ({ kind: "percent_of_rest", value, due: [] }) as const)
        const rest = { kind: "rest", value: decimal(0), due: [] } as const
        const found = schedule({ total, date: "2026-01-31", terms: [...terms, rest], step: cent })
        expect(sum(found.map((one) => one.amount)).toFixed()).to.equal(total.toFixed())
      }),
    )
  })

  it("[CA19] shares sum to the amount, none with the other sign, each within a step of its part", () => {
    const weights = fc.array(fc.integer({ min: 0, max: 1000 }).map(decimal), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(amount, weights, (whole, all) => {
        fc.pre(!sum(all).isZero())
        const found = shares(whole, all, cent)
        expect(sum(found).toFixed()).to.equal(whole.toFixed())
        found.forEach((share, i) => {
          expect(share.isZero() || share.s === whole.s).to.equal(true)
          const exact = whole.times(all[i] ?? 0).div(sum(all))
          expect(share.minus(exact).abs().lessThanOrEqualTo(cent)).to.equal(true)
        })
      }),
    )
  })
})
