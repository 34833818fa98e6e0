// Rounds many figures so that they sum to one that is rounded too: the difference goes, a step at a time, to the figures
// that rounding moved furthest from it.
import { Problem } from "../error/index.ts"
import { Decimal, roundToStep } from "../value/index.ts"

/** Each figure rounded to `step` (above zero), and then corrected so that they sum to `target` exactly: by one step
 * each, those first that rounding moved most the other way; of equals the earlier one has more. Negating all negates the
 * result.
 * What of `target` is no multiple of the step goes to the largest figure. */
export function spread(figures: readonly Decimal[], target: Decimal, step: Decimal): Decimal[] {
  const parts = figures.map((figure) => roundToStep(figure, step))
  if (parts.length === 0) return parts
  const missing = target.minus(sum(parts))
  const unit = missing.isNegative() ? step.neg() : step
  const units = missing.div(unit).trunc().toNumber()
  const lacking = figures.map((figure, i) => figure.minus(parts[i] ?? 0).times(unit.s))
  const ranked =
    missing.s === target.s ? ranks(lacking) : ranks([...lacking].reverse()).map((i) => parts.length - 1 - i)
  for (let i = 0; i < units; i++) add(parts, ranked[i % ranked.length] ?? 0, unit)
  add(parts, ranks(figures.map((figure) => figure.abs()))[0] ?? 0, target.minus(sum(parts)))
  return parts
}

/** Positions by falling figure, earlier ones first among equals. */
function ranks(figures: readonly Decimal[]): number[] {
  const order = figures.map((figure, i) => ({ figure, i }))
  return order.sort((a, b) => b.figure.cmp(a.figure) || a.i - b.i).map(({ i }) => i)
}

function add(parts: Decimal[], at: number, more: Decimal): void {
  parts[at] = (parts[at] ?? new Decimal(0)).plus(more)
}

/** The sum; zero of nothing. */
export function sum(figures: Iterable<Decimal>): Decimal {
  let total = new Decimal(0)
  for (const figure of figures) total = total.plus(figure)
  return total
}

/** Refuses a step of rounding that is not above zero with CAL005. */
export function holdStep(step: Decimal): void {
  if (step.greaterThan(0)) return
  throw new Problem("CAL005", {
    detail: `A step of rounding is above zero, and ${step.toFixed()} is not.`,
    hint: "The smallest amount of a currency, such as 0.01.",
  })
}
