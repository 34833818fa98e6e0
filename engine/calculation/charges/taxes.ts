// The taxes of one line as straight lines over its net amount: amount = slope x net + flat. So prices that hold several
// taxes, fixed ones and enlarged bases among them, are taken apart by one division.
import { Problem } from "../../error/index.ts"
import { Decimal, divide } from "../../value/index.ts"
import type { BaseLine, Tax } from "./types.ts"

const ZERO = new Decimal(0)
const ONE = new Decimal(1)

interface Straight {
  readonly slope: Decimal
  readonly flat: Decimal
}
export interface Part {
  readonly tax: Tax
  readonly base: Straight
  readonly amount: Straight
}

/** The taxes with groups replaced by their members, in order, each once. */
export function flatten(taxes: readonly Tax[]): readonly Tax[] {
  const found = new Map<string, Tax>()
  const visit = (level: readonly Tax[]): void => {
    for (const tax of [...level].sort((a, b) => a.order - b.order)) {
      if (tax.kind === "group") visit(tax.members)
      else if (!found.has(tax.key)) found.set(tax.key, tax)
    }
  }
  visit(taxes)
  return [...found.values()]
}

/** Each tax of the line over its net amount. */
export function partsOf({ taxes, quantity }: Pick<BaseLine, "taxes" | "quantity">): readonly Part[] {
  let base: Straight = { slope: ONE, flat: ZERO }
  return flatten(taxes).map((tax) => {
    const part = { tax, base, amount: straight(tax, base, quantity) }
    if (tax.enlarges) base = plus(base, part.amount)
    return part
  })
}

/** The tax on a base, not rounded. */
export function taxOn(tax: Tax, base: Decimal, quantity: Decimal): Decimal {
  return straight(tax, { slope: ZERO, flat: base }, quantity).flat
}

function straight(tax: Tax, base: Straight, quantity: Decimal): Straight {
  if (tax.kind === "fixed") return { slope: ZERO, flat: tax.rate.times(quantity) }
  const [of, by] =
    tax.kind === "division" ? [tax.rate, ONE.times(100).minus(tax.rate)] : [tax.rate, ONE.times(100)]
  const part = (value: Decimal): Decimal => divide(value.times(of), by) ?? refuse(tax)
  return { slope: part(base.slope), flat: part(base.flat) }
}

function plus(a: Straight, b: Straight): Straight {
  return { slope: a.slope.plus(b.slope), flat: a.flat.plus(b.flat) }
}

/** What an amount that holds the `included` parts is made of: the net amount, and each of those parts, not rounded.
 * Refuses with CAL001 rates that leave nothing of the price. */
export function takeApart(
  amount: Decimal,
  included: readonly Part[],
): { net: Decimal; amounts: Map<string, Decimal> } {
  const whole = included.reduce<Straight>((all, part) => plus(all, part.amount), { slope: ONE, flat: ZERO })
  if (!whole.slope.greaterThan(0)) refuse(included[0]?.tax)
  const bare = amount.minus(whole.flat)
  const over = (value: Decimal): Decimal => divide(value, whole.slope) ?? ZERO
  const amounts = new Map<string, Decimal>()
  // Multiplied before it is divided, so that a half stays a half and is rounded as one.
  for (const { tax, amount: line } of included)
    amounts.set(tax.key, over(line.slope.times(bare).plus(line.flat.times(whole.slope))))
  return { net: over(bare), amounts }
}

function refuse(tax: Tax | undefined): never {
  throw new Problem("CAL001", {
    detail: `A rate of ${tax?.rate.toFixed() ?? "nothing"} percent leaves no price.`,
    hint: "Mend the rate of the tax.",
  })
}
