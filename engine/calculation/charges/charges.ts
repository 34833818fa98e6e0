// The door of taxes and charges: lines with their taxes, charges over the document, a discount, and how to round.
import { roundToStep } from "../../value/index.ts"
import { holdStep, sum } from "../spread.ts"
import { discounted } from "./discount.ts"
import { figuresOf, taxesOf } from "./lines.ts"
import { rowFigures } from "./rows.ts"
import type { Charged, Charging } from "./types.ts"

/** Works out net amounts, taxes, charges and totals (SPEC.md, CA1 to CA14). Refuses with CAL001 rates that leave no
 * price, CAL003 a discount that cannot be shared, CAL004 a charge on no earlier row, CAL005 a step not above zero. */
export function charges(charging: Charging): Charged {
  const { step, totalStep = step } = charging
  holdStep(step)
  holdStep(totalStep)
  const plain = figuresOf(charging.lines, (tax) => tax.included, charging)
  const { lines, discount, target } = discounted(plain, charging)
  const nets = lines.map((line) => line.net)
  const taxes = taxesOf(lines)
  const [net, tax] = [sum(nets), sum(taxes.map(({ amount }) => amount))]
  const rows = rowFigures(charging.rows, {
    nets,
    start: net.plus(tax),
    round: (amount) => roundToStep(amount, step),
  })
  const ofRows = sum(rows.map(({ amount }) => amount))
  const asked = target ?? sum(lines.map(({ gross }) => gross)).plus(ofRows)
  const total = roundToStep(asked, totalStep)
  const roundOff = total.minus(net).minus(tax).minus(ofRows)
  return { lines, taxes, rows, discount, net, tax, charges: ofRows, roundOff, total }
}
