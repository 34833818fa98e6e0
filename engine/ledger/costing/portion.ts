// Sharing a value by quantity so that no cent is lost or made.
import { Decimal, roundTo } from "../../value/index.ts"

export const ZERO = new Decimal(0)

const shifts = Array.from({ length: 12 }, (_, digits) => new Decimal(10).pow(digits))

/** The value of `part` out of `whole` (above zero) that is worth `value`, rounded to `scale`, ties away from zero; of
 * the whole exactly `value`. One digit more than kept decides, so no second rounding creeps in. */
export function portion(value: Decimal, part: Decimal, whole: Decimal, scale: number): Decimal {
  if (part.equals(whole)) return value
  const shift = shifts[scale + 1] ?? new Decimal(10).pow(scale + 1)
  return roundTo(value.times(part).times(shift).divToInt(whole).div(shift), scale)
}

/** The value of the next `part` when `taken` have been taken before: parts that make up the whole sum to `value`. */
export function nextPortion(
  value: Decimal,
  part: Decimal,
  { taken, whole, scale }: { readonly taken: Decimal; readonly whole: Decimal; readonly scale: number },
): Decimal {
  return portion(value, taken.plus(part), whole, scale).minus(portion(value, taken, whole, scale))
}

/** Whether both are worth the same for one. */
export function sameRate(a: Amount, b: Amount): boolean {
  return a.value.times(b.quantity).equals(b.value.times(a.quantity))
}

export interface Amount {
  readonly quantity: Decimal
  readonly value: Decimal
}
