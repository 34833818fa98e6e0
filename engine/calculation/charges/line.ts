// The net amount and the taxes of one line: rounded as they are worked out, or exact.
import type { Decimal } from "../../value/index.ts"
import { roundToStep } from "../../value/index.ts"
import { sum } from "../spread.ts"
import { partsOf, takeApart, taxOn, type Part } from "./taxes.ts"
import type { BaseLine, LineFigures, Tax, TaxFigure } from "./types.ts"

/** Which taxes the amount of a line holds. */
export type Holds = (tax: Tax) => boolean

/** Rounding on the line: tax that the amount holds is rounded first and net is the rest; other taxes are worked out on
 * the rounded net amount. */
export function roundedLine(line: BaseLine, holds: Holds, step: Decimal): LineFigures {
  const parts = partsOf(line)
  const asked = roundToStep(line.amount, step)
  const held = takeApart(asked, heldOf(parts, holds)).amounts
  const rounded = new Map([...held].map(([key, amount]) => [key, roundToStep(amount, step)]))
  const net = asked.minus(sum(rounded.values()))
  let base = net
  const taxes = parts.map(({ tax }): TaxFigure => {
    const figure = {
      tax,
      base,
      amount: rounded.get(tax.key) ?? roundToStep(taxOn(tax, base, line.quantity), step),
    }
    if (tax.enlarges) base = base.plus(figure.amount)
    return figure
  })
  return {
    net,
    taxes,
    gross: asked.plus(sum(taxes.filter(({ tax }) => !holds(tax)).map(({ amount }) => amount))),
  }
}

/** Nothing rounded but an amount that holds taxes: that is what is asked for. */
export function exactLine(line: BaseLine, holds: Holds, step: Decimal): LineFigures {
  const parts = partsOf(line)
  const held = heldOf(parts, holds)
  const asked = held.length === 0 ? line.amount : roundToStep(line.amount, step)
  const { net, amounts } = takeApart(asked, held)
  const taxes = parts.map(({ tax, base, amount }) => ({
    tax,
    base: base.slope.times(net).plus(base.flat),
    amount: amounts.get(tax.key) ?? amount.slope.times(net).plus(amount.flat),
  }))
  return { net, taxes, gross: net.plus(sum(taxes.map(({ amount }) => amount))) }
}

/** The part of what is asked for the line that does not grow with its net amount: the taxes on its quantity. */
export function flatOf(line: BaseLine): Decimal {
  return sum(partsOf(line).map(({ amount }) => amount.flat))
}

function heldOf(parts: readonly Part[], holds: Holds): readonly Part[] {
  return parts.filter(({ tax }) => holds(tax))
}
