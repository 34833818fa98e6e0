// A stock as it is kept beside its balance, and as people read it.
import { Decimal, divide, formatDecimal } from "../../value/index.ts"
import { ZERO, sameRate } from "./portion.ts"
import { emptyQueue, layersOf, queueOf, type Layer } from "./queue.ts"
import type { Stock } from "./types.ts"

export const emptyStock: Stock = {
  quantity: ZERO,
  value: ZERO,
  layers: emptyQueue,
  owed: emptyQueue,
}

type LayerText = readonly [entry: string, quantity: string, value: string]

/** A stock in plain JSON, decimals as text. */
export interface StockText {
  readonly quantity: string
  readonly value: string
  readonly layers: readonly LayerText[]
  readonly owed: readonly LayerText[]
  readonly last?: LayerText
}

/** The stock in plain JSON; `readStock` is its inverse. */
export function writeStock(stock: Stock): StockText {
  return {
    quantity: formatDecimal(stock.quantity),
    value: formatDecimal(stock.value),
    layers: layersOf(stock.layers).map(writeLayer),
    owed: layersOf(stock.owed).map(writeLayer),
    ...(stock.last && { last: writeLayer(stock.last) }),
  }
}

/** The stock that `writeStock` wrote. */
export function readStock(text: StockText): Stock {
  return {
    quantity: new Decimal(text.quantity),
    value: new Decimal(text.value),
    layers: queueOf(text.layers.map(readLayer)),
    owed: queueOf(text.owed.map(readLayer)),
    ...(text.last && { last: readLayer(text.last) }),
  }
}

/** How many layers the stock is made of. */
export function layersIn({ layers, owed }: Stock): number {
  return layersOf(layers).length + layersOf(owed).length
}

/** What is there as quantities with the value of one each, oldest first; neighbours worth the same are one, what is
 * owed is below zero. */
export function queueView(stock: Stock): readonly (readonly [quantity: string, rate: string])[] {
  const owed = layersOf(stock.owed).map((layer) => ({ ...layer, quantity: layer.quantity.negated() }))
  return merged([...layersOf(stock.layers), ...owed]).map(({ quantity, value }) => [
    formatDecimal(quantity),
    formatDecimal((divide(value, quantity) ?? ZERO).abs()),
  ])
}

function merged(layers: readonly Layer[]): readonly Layer[] {
  const result: Layer[] = []
  for (const layer of layers) {
    const before = result.at(-1)
    const same =
      before !== undefined && sameRate({ ...before, quantity: before.quantity.abs() }, absolute(layer))
    if (!same) result.push(layer)
    else result[result.length - 1] = joined(before, layer)
  }
  return result
}

const absolute = (layer: Layer): Layer => ({ ...layer, quantity: layer.quantity.abs() })

/** Both as one layer, named after the later. */
export const joined = (a: Layer, b: Layer): Layer => ({
  entry: b.entry,
  quantity: a.quantity.plus(b.quantity),
  value: a.value.plus(b.value),
})

const writeLayer = ({ entry, quantity, value }: Layer): LayerText => [
  entry,
  formatDecimal(quantity),
  formatDecimal(value),
]
const readLayer = ([entry, quantity, value]: LayerText): Layer => ({
  entry,
  quantity: new Decimal(quantity),
  value: new Decimal(value),
})
