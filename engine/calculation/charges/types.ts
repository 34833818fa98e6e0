// What taxes and charges are worked out of, and what comes out.
import type { Decimal } from "../../value/index.ts"

/** A tax as its definition says. */
export interface Tax {
  readonly key: string
  /** `percent` of the base; `fixed`: so much for each unit of quantity; `division`: the base is the price less the tax,
   * as rate / (100 - rate) of the base; `group`: its members, in its place. */
  readonly kind: "percent" | "fixed" | "division" | "group"
  /** Percent, or the amount per unit; below zero for what is withheld. */
  readonly rate: Decimal
  /** Whether the amount of a line holds it already. */
  readonly included: boolean
  /** Whether its amount is part of the base of the taxes after it. */
  readonly enlarges: boolean
  /** Where it stands among the taxes of a line, lowest first; equals stay as given. */
  readonly order: number
  readonly members: readonly Tax[]
}

export interface BaseLine {
  readonly amount: Decimal
  readonly quantity: Decimal
  readonly taxes: readonly Tax[]
}

/** A charge over the whole document. `amount`: so much; percent `of_net`: of the net total; percent `of_row`: of the
 * amount of an earlier row; percent `of_total`: of the running total after an earlier row, or at the start. */
export interface ChargeRow {
  readonly kind: "amount" | "of_net" | "of_row" | "of_total"
  /** The amount, or percent. */
  readonly value: Decimal
  /** The earlier row that is meant, from 1; the one just before where absent. */
  readonly row?: number
  /** With `of_net`: the percentage of each line that has its own, by its place among the lines. */
  readonly rates?: readonly (Decimal | undefined)[]
}

export interface Discount {
  readonly on: "net" | "total"
  readonly percent?: Decimal
  readonly amount?: Decimal
}

export interface Charging {
  readonly lines: readonly BaseLine[]
  readonly rows: readonly ChargeRow[]
  readonly discount?: Discount
  /** Whether taxes are rounded on each line, or kept exact until the totals of the document. */
  readonly rounding: "line" | "document"
  /** The smallest amount there is, such as 0.01. */
  readonly step: Decimal
  /** The smallest amount that the total is rounded to, such as 0.05; `step` where absent. */
  readonly totalStep?: Decimal
}

export interface TaxFigure {
  readonly tax: Tax
  readonly base: Decimal
  readonly amount: Decimal
}
export interface LineFigures {
  readonly net: Decimal
  /** What is asked for the line: its amount and the taxes that it does not hold. */
  readonly gross: Decimal
  readonly taxes: readonly TaxFigure[]
}
export interface RowFigures {
  readonly base: Decimal
  readonly amount: Decimal
  /** The running total after the row. */
  readonly total: Decimal
}

/** All amounts are multiples of the step, and `total` = `net` + `tax` + `charges` + `roundOff`. */
export interface Charged {
  readonly lines: readonly LineFigures[]
  /** One for each tax that occurs, in their order. */
  readonly taxes: readonly TaxFigure[]
  readonly rows: readonly RowFigures[]
  readonly discount: Decimal
  readonly net: Decimal
  readonly tax: Decimal
  readonly charges: Decimal
  readonly roundOff: Decimal
  readonly total: Decimal
}
