// The lines of a document: rounded one by one, or worked out exactly, rounded in their totals and shared out again.
import { compareText, Decimal, roundToStep } from "../../value/index.ts"
import { spread, sum } from "../spread.ts"
import { exactLine, roundedLine, type Holds } from "./line.ts"
import type { BaseLine, Charging, LineFigures, TaxFigure } from "./types.ts"

type Rounding = Pick<Charging, "rounding" | "step">

/** The figures of every line, multiples of the step in both ways of rounding. */
export function figuresOf(
  lines: readonly BaseLine[],
  holds: Holds,
  { rounding, step }: Rounding,
): LineFigures[] {
  if (rounding === "line") return lines.map((line) => roundedLine(line, holds, step))
  const exact = lines.map((line) => exactLine(line, holds, step))
  const nets = netsOf(lines, exact, holds, step)
  const amounts = amountsOf(exact, step)
  return exact.map((line, i) => {
    const net = nets[i] ?? line.net
    const taxes = line.taxes.map(({ tax, base }, j) => ({
      tax,
      base: net.plus(roundToStep(base.minus(line.net), step)),
      amount: amounts[i]?.[j] ?? new Decimal(0),
    }))
    const asked = roundToStep(lines[i]?.amount ?? line.net, step)
    return {
      net,
      taxes,
      gross: asked.plus(sum(taxes.filter(({ tax }) => !holds(tax)).map(({ amount }) => amount))),
    }
  })
}

/** Amounts that hold no tax are rounded as they are; what is left of the others sums to their rounded exact sum. */
function netsOf(
  lines: readonly BaseLine[],
  exact: readonly LineFigures[],
  holds: Holds,
  step: Decimal,
): readonly Decimal[] {
  const taken = exact.flatMap(({ taxes }, i) => (taxes.some(({ tax }) => holds(tax)) ? [i] : []))
  const figures = taken.map((i) => exact[i]?.net ?? new Decimal(0))
  const shared = spread(figures, roundToStep(sum(figures), step), step)
  return lines.map(({ amount }, i) => shared[taken.indexOf(i)] ?? roundToStep(amount, step))
}

/** By line and tax: each tax rounded in its total over the lines, and shared out so that the lines sum to that. */
function amountsOf(exact: readonly LineFigures[], step: Decimal): readonly Decimal[][] {
  const places = new Map<string, { line: number; at: number; amount: Decimal }[]>()
  exact.forEach(({ taxes }, line) =>
    taxes.forEach(({ tax, amount }, at) => {
      const found = places.get(tax.key)
      if (found === undefined) places.set(tax.key, [{ line, at, amount }])
      else found.push({ line, at, amount })
    }),
  )
  const amounts: Decimal[][] = exact.map(() => [])
  for (const found of places.values()) {
    const figures = found.map(({ amount }) => amount)
    const parts = spread(figures, roundToStep(sum(figures), step), step)
    found.forEach(({ line, at }, i) => ((amounts[line] ??= [])[at] = parts[i] ?? new Decimal(0)))
  }
  return amounts
}

/** Base and amount of each tax over all lines, in the order of the taxes, equals by key. */
export function taxesOf(lines: readonly LineFigures[]): TaxFigure[] {
  const found = new Map<string, TaxFigure>()
  for (const { tax, base, amount } of lines.flatMap(({ taxes }) => taxes)) {
    const before = found.get(tax.key)
    found.set(tax.key, { tax, base: base.plus(before?.base ?? 0), amount: amount.plus(before?.amount ?? 0) })
  }
  return [...found.values()].sort((a, b) => a.tax.order - b.tax.order || compareText(a.tax.key, b.tax.key))
}
