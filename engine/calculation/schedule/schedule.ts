// Decides the instalments of an amount: how much is due when, and what paying early takes off.
import { Problem } from "../../error/index.ts"
import type { Decimal } from "../../value/index.ts"
import { roundToStep } from "../../value/index.ts"
import { holdStep, sum } from "../spread.ts"
import { offsetDate, type Offset } from "./offset.ts"

export interface Term {
  /** Of the whole amount, of what earlier terms left, so much, or all that is left. */
  readonly kind: "percent" | "percent_of_rest" | "fixed" | "rest"
  /** Percent, or the amount; it takes the sign of the total. */
  readonly value: Decimal
  readonly due: readonly Offset[]
  /** What is taken off when paid by the day that `until` leads to: a percentage of the instalment, or an amount. */
  readonly discount?: {
    readonly percent?: Decimal
    readonly amount?: Decimal
    readonly until: readonly Offset[]
  }
}

export interface Instalment {
  readonly due: string
  readonly amount: Decimal
  readonly discount?: Decimal
  readonly discountUntil?: string
  /** Which of the terms it came of, from 0; -1 where there are none. */
  readonly term: number
}

export interface Scheduling {
  /** A multiple of `step`, of either sign. */
  readonly total: Decimal
  readonly date: string
  readonly terms: readonly Term[]
  readonly step: Decimal
}

/** The instalments, which sum to `total` exactly; those of nothing are left out, and without terms all is due at once.
 * The last takes what rounding leaves; terms that leave more, or give too much, are refused with CAL002. */
export function schedule({ total, date, terms, step }: Scheduling): Instalment[] {
  holdStep(step)
  if (total.isZero()) return []
  if (terms.length === 0) return [{ due: date, amount: total, term: -1 }]
  const amounts = amountsOf(total, terms, step)
  return terms.flatMap((term, i) => {
    const amount = amounts[i]
    if (amount === undefined || amount.isZero()) return []
    const due = dated(date, term.due, i)
    return [{ due, amount, term: i, ...discounted(term, { amount, date, step }, i) }]
  })
}

function amountsOf(total: Decimal, terms: readonly Term[], step: Decimal): Decimal[] {
  let rest = total
  const amounts = terms.map((term) => {
    const amount = roundToStep(amountOf(term, total, rest), step)
    rest = rest.minus(amount)
    return amount
  })
  const slack = step.times(terms.length)
  if (rest.abs().greaterThan(slack))
    throw new Problem("CAL002", {
      detail: `The terms give ${sum(amounts).toFixed()} of ${total.toFixed()}.`,
      hint: "Let one term take the rest.",
    })
  const last = amounts.findLastIndex((amount) => !amount.isZero())
  return amounts.map((amount, i) => (i === last ? amount.plus(rest) : amount))
}

function amountOf({ kind, value }: Term, total: Decimal, rest: Decimal): Decimal {
  switch (kind) {
    case "percent":
      return total.times(value).div(100)
    case "percent_of_rest":
      return rest.times(value).div(100)
    case "fixed":
      return within(value.times(total.s), rest)
    case "rest":
      return rest
    default:
      return kind satisfies never
  }
}

/** The amount, but never more than is left. */
function within(amount: Decimal, rest: Decimal): Decimal {
  return amount.abs().greaterThan(rest.abs()) ? rest : amount
}

function discounted(
  { discount }: Term,
  { amount, date, step }: { readonly amount: Decimal; readonly date: string; readonly step: Decimal },
  term: number,
): Pick<Instalment, "discount" | "discountUntil"> {
  if (discount === undefined) return {}
  const { percent, amount: fixed, until } = discount
  const off =
    fixed === undefined ? amount.times(percent ?? 0).div(100) : within(fixed.times(amount.s), amount)
  if (off.isZero()) return {}
  return { discount: roundToStep(off, step), discountUntil: dated(date, until, term) }
}

function dated(date: string, offsets: readonly Offset[], term: number): string {
  const found = offsetDate(date, offsets)
  if (found !== undefined) return found
  throw new Problem("CAL005", {
    detail: `The date of term ${term + 1} cannot be worked out from ${date}.`,
    hint: "Days of the month run from 1 to 31, weekdays from 1 to 7.",
    path: `/terms/${term}`,
  })
}
