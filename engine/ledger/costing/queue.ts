// Layers in the order in which they came in. A queue never changes: adding and taking give another one, both in
// constant time on average (two linked lists, Okasaki, Purely Functional Data Structures, 5.2).
import type { Decimal } from "../../value/index.ts"

/** So many that came in together; the quantity is above zero. */
export interface Layer {
  /** The movement that brought it. */
  readonly entry: string
  readonly quantity: Decimal
  readonly value: Decimal
}

interface Link {
  readonly layer: Layer
  readonly next: Link | undefined
}

export interface Queue {
  /** Oldest first. */
  readonly front: Link | undefined
  /** Newest first. */
  readonly back: Link | undefined
}

export const emptyQueue: Queue = { front: undefined, back: undefined }

/** The queue with one more layer at its end. */
export function append(queue: Queue, layer: Layer): Queue {
  return queue.front === undefined && queue.back === undefined
    ? { front: { layer, next: undefined }, back: undefined }
    : { front: queue.front, back: { layer, next: queue.back } }
}

/** The oldest layer and the queue without it; undefined when there is none. */
export function first(queue: Queue): { readonly layer: Layer; readonly rest: Queue } | undefined {
  const front = queue.front ?? reverse(queue.back)
  if (front === undefined) return undefined
  const back = queue.front === undefined ? undefined : queue.back
  return { layer: front.layer, rest: { front: front.next, back } }
}

/** The queue with one more layer before all others. */
export function prepend(queue: Queue, layer: Layer): Queue {
  return { front: { layer, next: queue.front ?? reverse(queue.back) }, back: queue.front && queue.back }
}

/** All layers, oldest first. */
export function layersOf(queue: Queue): readonly Layer[] {
  const layers: Layer[] = []
  for (let link = queue.front; link !== undefined; link = link.next) layers.push(link.layer)
  const newest: Layer[] = []
  for (let link = queue.back; link !== undefined; link = link.next) newest.push(link.layer)
  return [...layers, ...newest.reverse()]
}

/** A queue of these layers, oldest first. */
export function queueOf(layers: readonly Layer[]): Queue {
  return { front: linked(layers), back: undefined }
}

function linked(layers: readonly Layer[]): Link | undefined {
  return layers.reduceRight<Link | undefined>((next, layer) => ({ layer, next }), undefined)
}

function reverse(link: Link | undefined): Link | undefined {
  let reversed: Link | undefined
  for (let at = link; at !== undefined; at = at.next) reversed = { layer: at.layer, next: reversed }
  return reversed
}
