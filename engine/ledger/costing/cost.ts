// What one movement is worth and what is there after it: the rules of FIFO and moving average.
import { Decimal, roundTo } from "../../value/index.ts"
import { bring } from "./bring.ts"
import { issue, type Outgoing } from "./issue.ts"
import { ZERO, nextPortion, portion } from "./portion.ts"
import { emptyQueue, queueOf, type Layer } from "./queue.ts"
import { costAtStandard } from "./standard.ts"
import type { Costed, Movement, Origin, Stock, Terms } from "./types.ts"

/** What is known beside the movement. */
export interface Beside {
  /** What the origin of a `taken` cost is worth. */
  readonly origin?: Origin
  /** What is added to what the movement brings in, by entries of their own. */
  readonly added?: Decimal
}

/** What `movement` is worth where `stock` is, and the stock after it; see SPEC.md. Values are at `terms.scale`. A `taken`
 * cost whose origin is not given counts as `current`. */
export function cost(terms: Terms, stock: Stock, movement: Movement, beside: Beside = {}): Costed {
  if (terms.method === "standard") return costAtStandard(terms, stock, movement, beside.origin)
  if (movement.cost.kind === "counted") return count(terms, stock, movement, movement.cost.quantity)
  if (movement.quantity.isNegative()) return leave(terms, stock, movement, outgoing(movement, beside.origin))
  return arrive(terms, stock, movement, { ...beside, value: incoming(terms, stock, movement, beside.origin) })
}

interface Arrival extends Beside {
  readonly value: Decimal
}

function arrive(terms: Terms, stock: Stock, movement: Movement, { value, added }: Arrival): Costed {
  const layer: Layer = { entry: movement.id, quantity: movement.quantity, value: value.plus(added ?? ZERO) }
  return {
    ...bring(terms, stock, layer),
    worth: { quantity: movement.quantity, value, variance: ZERO },
  }
}

function leave(terms: Terms, stock: Stock, movement: Movement, out: Outgoing): Costed {
  const issued = issue(terms, stock, movement, out)
  return {
    stock: issued.stock,
    corrections: [],
    worth: { quantity: out.quantity.negated(), value: issued.value.negated(), variance: ZERO },
  }
}

/** The value of what comes in. */
function incoming(terms: Terms, stock: Stock, movement: Movement, origin: Origin | undefined): Decimal {
  const { cost: from, quantity } = movement
  if (from.kind === "given") return from.value
  if (from.kind === "taken" && origin !== undefined)
    return nextPortion(origin.value, quantity, {
      taken: origin.taken,
      whole: origin.quantity,
      scale: terms.scale,
    })
  return movement.rate === undefined
    ? currentValue(terms, stock, quantity)
    : roundTo(quantity.times(movement.rate), terms.scale)
}

function outgoing({ id, cost: from, quantity, rate }: Movement, origin: Origin | undefined): Outgoing {
  const wanted = quantity.negated()
  if (from.kind === "taken" && origin !== undefined)
    return { quantity: wanted, preferred: { entry: from.origin, rate: origin } }
  if (rate === undefined) return { quantity: wanted }
  return { quantity: wanted, preferred: { entry: id, rate: { quantity: new Decimal(1), value: rate } } }
}

/** A count: the difference comes in or goes out; with a rate, all that is there is worth that much from now on. */
function count(terms: Terms, stock: Stock, movement: Movement, counted: Decimal): Costed {
  const quantity = counted.minus(stock.quantity)
  const { rate } = movement
  if (rate !== undefined) return revalue(terms, stock, { ...movement, quantity, rate }, counted)
  const difference: Movement = { ...movement, quantity, cost: { kind: "current" } }
  if (!quantity.isZero()) return cost(terms, stock, difference)
  return { stock, corrections: [], worth: { quantity: ZERO, value: ZERO, variance: ZERO } }
}

function revalue(
  terms: Terms,
  stock: Stock,
  { id, quantity, rate }: Movement & { readonly rate: Decimal },
  counted: Decimal,
): Costed {
  const more = Decimal.max(quantity, ZERO)
  const arriving: Layer = { entry: id, quantity: more, value: roundTo(more.times(rate), terms.scale) }
  const { stock: filled, corrections } = bring(terms, stock, arriving)
  const value = roundTo(counted.times(rate), terms.scale)
  const layer: Layer = { entry: id, quantity: counted, value }
  const change = value.minus(filled.value).plus(arriving.value)
  return {
    corrections,
    worth: { quantity, value: change, variance: ZERO },
    stock: {
      quantity: counted,
      value,
      layers: counted.isZero() ? emptyQueue : queueOf([layer]),
      owed: emptyQueue,
      last: counted.isZero() ? { entry: id, quantity: new Decimal(1), value: rate } : layer,
    },
  }
}

/** What `quantity` is worth by what is there, or was last. */
function currentValue(terms: Terms, stock: Stock, quantity: Decimal): Decimal {
  const of = stock.quantity.isPositive() && !stock.quantity.isZero() ? stock : stock.last
  return of === undefined ? ZERO : portion(of.value, quantity, of.quantity, terms.scale)
}
