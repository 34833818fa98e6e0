// Standard values: all that moves is worth its fixed rate, and what was paid differently is a variance.
import { roundTo, type Decimal } from "../../value/index.ts"
import { ZERO, nextPortion } from "./portion.ts"
import { queueOf, type Layer } from "./queue.ts"
import { emptyStock } from "./stock.ts"
import type { Costed, Movement, Origin, Stock, Terms } from "./types.ts"

/** What `movement` is worth at its rate (nothing without one). What empties the stock takes all its value with it; what
 * that differs from the rate is a variance too, as is a cost that was given or taken. */
export function costAtStandard(
  terms: Terms,
  stock: Stock,
  movement: Movement,
  origin: Origin | undefined,
): Costed {
  const rate = movement.rate ?? ZERO
  const at = (quantity: Decimal): Decimal => roundTo(quantity.times(rate), terms.scale)
  const counted = movement.cost.kind === "counted" ? movement.cost.quantity : undefined
  const after = counted ?? stock.quantity.plus(movement.quantity)
  const quantity = after.minus(stock.quantity)
  const value = counted === undefined && !after.isZero() ? stock.value.plus(at(quantity)) : at(after)
  const change = value.minus(stock.value)
  const paid = counted === undefined ? (paidFor(terms, movement, origin) ?? at(quantity)) : change
  return {
    worth: { quantity, value: change, variance: change.minus(paid) },
    corrections: [],
    stock: wholly({ entry: movement.id, quantity: after, value }),
  }
}

/** A stock without a story: one layer, or one debt. */
function wholly(layer: Layer): Stock {
  const { quantity, value } = layer
  const stock = { ...emptyStock, quantity, value }
  if (quantity.isZero()) return stock
  return quantity.isNegative()
    ? { ...stock, owed: queueOf([{ ...layer, quantity: quantity.abs(), value: value.negated() }]) }
    : { ...stock, layers: queueOf([layer]), last: layer }
}

function paidFor(
  terms: Terms,
  { cost, quantity }: Movement,
  origin: Origin | undefined,
): Decimal | undefined {
  if (cost.kind === "given") return cost.value
  if (cost.kind !== "taken" || origin === undefined || quantity.isNegative()) return undefined
  const { value, taken, quantity: whole } = origin
  return nextPortion(value, quantity, { taken, whole, scale: terms.scale })
}
