// Exact decimals. Takes and gives plain notation ("12.50"), never an exponent; ties round away from zero everywhere,
// as PostgreSQL's numeric does.
import { Decimal as Base } from "decimal.js"

/** Exact decimal with room for every number the expression language lets through; rounds half away from zero. */
export const Decimal = Base.clone({ precision: 500, rounding: Base.ROUND_HALF_UP, defaults: true })
export type Decimal = Base

/** Decimals that a quotient keeps. */
export const QUOTIENT_SCALE = 20

const PLAIN = /^[+-]?(?:\d{1,400}(?:\.\d{0,100})?|\.\d{1,100})$/
const SHIFT = new Decimal(10).pow(QUOTIENT_SCALE + 1)

/** Reads plain decimal notation, `-12.50` or `.5`, at most 400 digits before the point; undefined for anything else. */
export function parseDecimal(text: string): Decimal | undefined {
  return PLAIN.test(text) ? new Decimal(text) : undefined
}

/** Writes plain notation: with `scale` exactly so many decimals (rounded), without it as many as needed. Never "-0". */
export function formatDecimal(value: Decimal, scale?: number): string {
  const text = scale === undefined ? value.toFixed() : value.toFixed(scale)
  return text.startsWith("-") && !/[1-9]/.test(text) ? text.slice(1) : text
}

/** Rounds to `scale` decimals (0 or more), ties away from zero. */
export function roundTo(value: Decimal, scale: number): Decimal {
  return value.toDecimalPlaces(scale, Base.ROUND_HALF_UP)
}

/** Rounds to the nearest multiple of `step` (above zero, such as 0.05), ties away from zero: cash rounding. */
export function roundToStep(value: Decimal, step: Decimal): Decimal {
  if (!step.isPositive() || step.isZero()) throw new RangeError("a step of rounding must be above zero")
  return value.toNearest(step, Base.ROUND_HALF_UP)
}

/** The exact quotient rounded to 20 decimals, ties away from zero; undefined when `by` is zero.
 * One digit more than kept decides the rounding, so no second rounding can creep in. */
export function divide(value: Decimal, by: Decimal): Decimal | undefined {
  if (by.isZero()) return undefined
  return roundTo(value.times(SHIFT).divToInt(by).div(SHIFT), QUOTIENT_SCALE)
}

/** The remainder of the truncated quotient: it has the sign of `value`; undefined when `by` is zero. */
export function remainder(value: Decimal, by: Decimal): Decimal | undefined {
  return by.isZero() ? undefined : value.mod(by)
}
