// What goes out: the layers that it takes, and what is owed beyond them.
import { Decimal, roundTo } from "../../value/index.ts"
import { split } from "./bring.ts"
import { ZERO, portion, sameRate, type Amount } from "./portion.ts"
import { append, first, layersOf, prepend, queueOf, type Queue, type Layer } from "./queue.ts"
import type { Movement, Stock, Terms } from "./types.ts"

export interface Issued {
  readonly stock: Stock
  /** What went out is worth, not below zero. */
  readonly value: Decimal
}

/** What is taken before the oldest: the layer of an entry, then those that are worth the same. */
export interface Preferred {
  readonly entry?: string
  readonly rate?: Amount
}

/** The stock after `quantity` (above zero) went out by `movement`. Beyond what is there the cost is presumed: that of
 * the layer touched last, else the movement's rate, else nothing. */
export function issue(terms: Terms, stock: Stock, movement: Movement, out: Outgoing): Issued {
  const taking: Taking = { terms, layers: stock.layers, wanted: out.quantity, value: ZERO, last: stock.last }
  if (terms.method === "fifo" && out.preferred !== undefined) takePreferred(taking, out.preferred)
  takeOldest(taking)
  const { wanted, last } = taking
  const presumed = presume(terms, wanted, last, movement)
  const owing: Layer = { entry: movement.id, quantity: wanted, value: presumed }
  const value = taking.value.plus(presumed)
  return {
    value,
    stock: {
      quantity: stock.quantity.minus(out.quantity),
      value: stock.value.minus(value),
      layers: taking.layers,
      owed: wanted.isZero() ? stock.owed : append(stock.owed, owing),
      ...(last && { last }),
    },
  }
}

export interface Outgoing {
  readonly quantity: Decimal
  readonly preferred?: Preferred
}

/** An issue under way. */
interface Taking {
  readonly terms: Terms
  layers: Queue
  wanted: Decimal
  value: Decimal
  last: Layer | undefined
}

function takeOldest(taking: Taking): void {
  for (let next = first(taking.layers); next && !taking.wanted.isZero(); next = first(taking.layers)) {
    const left = takeOf(taking, next.layer)
    taking.layers = left === undefined ? next.rest : prepend(next.rest, left)
  }
}

function takePreferred(taking: Taking, preferred: Preferred): void {
  const own = (layer: Layer): boolean => layer.entry === preferred.entry
  const { rate } = preferred
  takeWhere(taking, own)
  if (rate !== undefined) takeWhere(taking, (layer) => sameRate(layer, rate))
}

function takeWhere(taking: Taking, chosen: (layer: Layer) => boolean): void {
  if (taking.wanted.isZero()) return
  const layers = layersOf(taking.layers)
  if (!layers.some(chosen)) return
  const left = layers.map((layer) =>
    chosen(layer) && !taking.wanted.isZero() ? takeOf(taking, layer) : layer,
  )
  taking.layers = queueOf(left.filter((layer) => layer !== undefined))
}

/** Takes of the layer what is still wanted, and gives what is left of it. */
function takeOf(taking: Taking, layer: Layer): Layer | undefined {
  const [taken, left] = split(taking.terms, layer, Decimal.min(taking.wanted, layer.quantity))
  taking.wanted = taking.wanted.minus(taken.quantity)
  taking.value = taking.value.plus(taken.value)
  taking.last = layer
  return left.quantity.isZero() ? undefined : left
}

function presume(terms: Terms, wanted: Decimal, last: Layer | undefined, movement: Movement): Decimal {
  if (wanted.isZero()) return ZERO
  return last === undefined
    ? roundTo(wanted.times(movement.rate ?? ZERO), terms.scale)
    : portion(last.value, wanted, last.quantity, terms.scale)
}
