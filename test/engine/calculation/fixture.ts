// Taxes, lines and the figures of what comes out, as short text.
import {
  charges,
  type BaseLine,
  type Charged,
  type Charging,
  type Tax,
} from "../../../engine/calculation/index.ts"
import { Decimal } from "../../../engine/value/index.ts"

export function decimal(value: string | number): Decimal {
  return new Decimal(value)
}

/** A tax of so many percent on top of the price, unless said otherwise. */
export function tax(key: string, rate: string | number, more: Partial<Tax> = {}): Tax {
  return {
    key,
    rate: decimal(rate),
    kind: "percent",
    included: false,
    enlarges: false,
    order: 0,
    members: [],
    ...more,
  }
}

export function line(
  amount: string | number,
  taxes: readonly Tax[] = [],
  quantity: string | number = 1,
): BaseLine {
  return { amount: decimal(amount), quantity: decimal(quantity), taxes }
}

/** Worked out with rounding on the line and cents, unless said otherwise. */
export function charged(lines: readonly BaseLine[], more: Partial<Charging> = {}): Charged {
  return charges({ lines, rows: [], rounding: "line", step: decimal("0.01"), ...more })
}

/** The totals with two decimals; taxes as [key, base, amount]. */
export function totals(found: Charged): Record<string, unknown> {
  const { net, tax: taxed, roundOff, total } = found
  return {
    net: net.toFixed(2),
    tax: taxed.toFixed(2),
    round_off: roundOff.toFixed(2),
    total: total.toFixed(2),
  }
}

export function taxLines(found: Charged): readonly string[][] {
  return found.taxes.map(({ tax: { key }, base, amount }) => [key, base.toFixed(2), amount.toFixed(2)])
}
