// Apportions an amount by weights: freight over received goods, a fixed discount over net and tax.
import { Problem } from "../error/index.ts"
import { Decimal, divide } from "../value/index.ts"
import { holdStep, spread, sum } from "./spread.ts"

/** One share for each weight, in multiples of `step`, that sum to `amount` exactly. With weights of one sign no share has
 * the other sign than the amount. Refuses weights that sum to zero with CAL003, unless there is nothing to share. */
export function shares(amount: Decimal, weights: readonly Decimal[], step: Decimal): Decimal[] {
  holdStep(step)
  const whole = sum(weights)
  if (!whole.isZero())
    return spread(
      weights.map((weight) => divide(amount.times(weight), whole) ?? whole),
      amount,
      step,
    )
  if (amount.isZero()) return weights.map(() => new Decimal(0))
  throw new Problem("CAL003", {
    detail: `${amount.toFixed()} cannot be shared: the weights sum to zero.`,
    hint: "Share it by another measure.",
  })
}
