// What comes in: it first fills what went out before it was there, the rest becomes a layer.
import { Decimal } from "../../value/index.ts"
import { ZERO, portion } from "./portion.ts"
import { append, first, layersOf, prepend, queueOf, type Layer } from "./queue.ts"
import { joined } from "./stock.ts"
import type { Correction, Stock, Terms } from "./types.ts"

export interface Brought {
  readonly stock: Stock
  /** What the entries that went below zero are worth more or less. */
  readonly corrections: readonly Correction[]
}

/** The stock after `layer` came in; its value is at `terms.scale`. */
export function bring(terms: Terms, stock: Stock, layer: Layer): Brought {
  if (layer.quantity.isZero()) return { stock, corrections: [] }
  const { rest, owed, corrections } = fill(terms, stock, layer)
  const quantity = stock.quantity.plus(layer.quantity)
  const corrected = corrections.reduce((sum, { value }) => sum.plus(value), ZERO)
  const value = stock.value.plus(layer.value).plus(corrected)
  const layers = rest.quantity.isZero() ? stock.layers : put(terms, stock, rest)
  return { stock: { quantity, value, layers, owed, last: layer }, corrections }
}

/** With an average, all that is there is one layer, whatever it was before. */
function put(terms: Terms, { layers }: Stock, layer: Layer): Stock["layers"] {
  if (terms.method === "fifo") return append(layers, layer)
  return queueOf([[...layersOf(layers), layer].reduce(joined)])
}

/** Takes of `layer` what is owed, oldest first: each gets its share of the layer's value instead of what was presumed. */
function fill(terms: Terms, stock: Stock, layer: Layer) {
  const corrections: Correction[] = []
  let rest = layer
  let owed = stock.owed
  for (let next = first(owed); next !== undefined && !rest.quantity.isZero(); next = first(owed)) {
    const part = Decimal.min(next.layer.quantity, rest.quantity)
    const [filled, left] = split(terms, next.layer, part)
    const [cost, remaining] = split(terms, rest, part)
    const value = filled.value.minus(cost.value)
    if (!value.isZero()) corrections.push({ entry: filled.entry, cause: layer.entry, value })
    owed = left.quantity.isZero() ? next.rest : prepend(next.rest, left)
    rest = remaining
  }
  return { rest, owed, corrections }
}

/** The layer in two, the first of quantity `part` (at most its own). */
export function split(terms: Terms, layer: Layer, part: Decimal): readonly [taken: Layer, left: Layer] {
  const value = portion(layer.value, part, layer.quantity, terms.scale)
  return [
    { ...layer, quantity: part, value },
    { ...layer, quantity: layer.quantity.minus(part), value: layer.value.minus(value) },
  ]
}
