// A discount on a whole document, shared over its lines. On net: taken off their net amounts, and taxes are worked out on
// what is left. On the total: taken off what is asked for the lines, so that the total falls by it exactly; taxes on
// quantities and charges of a fixed amount stay.
import { Decimal, divide, roundToStep } from "../../value/index.ts"
import { shares } from "../shares.ts"
import { sum } from "../spread.ts"
import { flatOf } from "./line.ts"
import { figuresOf, taxesOf } from "./lines.ts"
import { rowFigures } from "./rows.ts"
import type { Charging, LineFigures } from "./types.ts"

export interface Discounted {
  readonly lines: readonly LineFigures[]
  readonly discount: Decimal
  /** What the total comes to, where the discount says so. */
  readonly target?: Decimal
}

/** The lines with the discount taken off, `lines` being those without it. */
export function discounted(lines: readonly LineFigures[], charging: Charging): Discounted {
  const { discount, step } = charging
  if (discount === undefined) return { lines, discount: new Decimal(0) }
  const nets = lines.map(({ net }) => net)
  const total =
    discount.on === "total" ? totalOf(lines, charging, (amount) => roundToStep(amount, step)) : sum(nets)
  const off = roundToStep(discount.amount ?? total.times(discount.percent ?? 0).div(100), step)
  if (off.isZero()) return { lines, discount: off }
  if (discount.on === "net") return { lines: onNet(nets, off, charging), discount: off }
  return { lines: onTotal(lines, off, charging), discount: off, target: total.minus(off) }
}

function onNet(nets: readonly Decimal[], off: Decimal, charging: Charging): LineFigures[] {
  const parts = shares(off, nets, charging.step)
  const lines = charging.lines.map((line, i) => ({ ...line, amount: (nets[i] ?? off).minus(parts[i] ?? 0) }))
  return figuresOf(lines, () => false, charging)
}

/** What is asked for each line falls by its share of that part of the total which follows the net amounts: then every
 * tax is taken out of it as if the amount held it. */
function onTotal(lines: readonly LineFigures[], off: Decimal, charging: Charging): LineFigures[] {
  const following = lines.map(({ gross }, i) => {
    const line = charging.lines[i]
    return line === undefined ? gross : gross.minus(flatOf(line))
  })
  const ofLines = sum(following)
  const exact = (amount: Decimal): Decimal => amount
  const whole = totalOf(lines, charging, exact).minus(flatTotal(lines, following, charging))
  const share = roundToStep(divide(off.times(ofLines), whole) ?? off, charging.step)
  const parts = shares(share, following, charging.step)
  const reduced = charging.lines.map((line, i) => ({
    ...line,
    amount: (lines[i]?.gross ?? line.amount).minus(parts[i] ?? 0),
  }))
  return figuresOf(reduced, () => true, charging)
}

/** What is asked in all: for the lines, and by the charges. */
function totalOf(
  lines: readonly LineFigures[],
  { rows }: Charging,
  round: (amount: Decimal) => Decimal,
): Decimal {
  const nets = lines.map(({ net }) => net)
  const start = sum(nets).plus(sum(taxesOf(lines).map(({ amount }) => amount)))
  const charges = sum(rowFigures(rows, { nets, start, round }).map(({ amount }) => amount))
  return sum(lines.map(({ gross }) => gross)).plus(charges)
}

/** What would be left of the total if the net amounts were nothing. */
function flatTotal(
  lines: readonly LineFigures[],
  following: readonly Decimal[],
  { rows }: Charging,
): Decimal {
  const start = sum(lines.map(({ gross }, i) => gross.minus(following[i] ?? 0)))
  const nets = lines.map(() => new Decimal(0))
  const charges = rowFigures(rows, { nets, start, round: (amount) => amount })
  return start.plus(sum(charges.map(({ amount }) => amount)))
}
