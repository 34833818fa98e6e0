// The whole story of one thing over all its places, from a known beginning: what each movement is worth.
import type { Decimal } from "../../value/index.ts"
import { cost } from "./cost.ts"
import { ZERO } from "./portion.ts"
import { emptyStock } from "./stock.ts"
import { compareMoments, type Moment, type Timeline } from "./timeline.ts"
import type { Correction, Costed, Movement, Origin, Stock, Terms, Worth } from "./types.ts"

/** What is known where a replay begins: places and origins that are not in it are new. */
export interface Beginning {
  readonly stocks: ReadonlyMap<string, Stock>
  readonly origins: ReadonlyMap<string, Origin>
}

export const nothing: Beginning = { stocks: new Map(), origins: new Map() }

export interface Replayed {
  readonly worth: ReadonlyMap<string, Worth>
  readonly corrections: readonly Correction[]
  /** The places that were touched, at the end. */
  readonly stocks: ReadonlyMap<string, Stock>
  /** All places known by the end of each day asked for, but for days after the last movement. */
  readonly marks: ReadonlyMap<string, ReadonlyMap<string, Stock>>
  readonly faults: readonly CostFault[]
}

/** Why movements cannot be as they are. */
export type CostFault =
  /** There would be less than nothing. */
  | { readonly kind: "below_zero"; readonly entry: string; readonly key: string; readonly quantity: Decimal }
  /** The entry whose cost is taken or added to is not there (any more), or later; or what is added to is elsewhere. */
  | { readonly kind: "origin"; readonly entry: string; readonly origin: string; readonly why: OriginFault }
  /** What comes in has no cost, and none was known before. */
  | { readonly kind: "uncosted"; readonly entry: string }
export type OriginFault = "reversed" | "later" | "unknown" | "elsewhere" | "outgoing"

/** Where and from when on a stock below zero is a fault: what was so before is not the doing of who asks. */
export interface Watch {
  readonly since: Moment
  readonly places: ReadonlySet<string>
}

/** What is asked for beside the values: days, in order, at whose end all places are to be known. */
export interface Asked {
  readonly watch?: Watch | undefined
  readonly days?: readonly string[] | undefined
}

/** Replays the timeline; with `watch`, what goes out there and leaves less than nothing is a fault. */
export function replay(
  terms: Terms,
  timeline: Timeline,
  beginning: Beginning,
  { watch, days = [] }: Asked = {},
): Replayed {
  const story = begin(timeline, beginning)
  const marks = new Map<string, ReadonlyMap<string, Stock>>()
  for (const movement of timeline.movements) {
    for (let day = days[marks.size]; day !== undefined && day < movement.date; day = days[marks.size])
      marks.set(day, new Map([...beginning.stocks, ...story.stocks]))
    const costed = step(terms, story, movement)
    const { quantity } = costed.stock
    const mustBeThere = !terms.negative || story.transferred.has(movement.id)
    const isOut = mustBeThere && costed.worth.quantity.isNegative() && quantity.isNegative()
    if (isOut && !quantity.isZero() && isWatched(movement, watch))
      story.faults.push({ kind: "below_zero", entry: movement.id, key: movement.key, quantity })
  }
  story.faults.push(...misplaced(story))
  const { worth, corrections, stocks, faults } = story
  return { worth, corrections, stocks, marks, faults }
}

function isWatched(movement: Movement, watch: Watch | undefined): boolean {
  return watch !== undefined && watch.places.has(movement.key) && compareMoments(movement, watch.since) >= 0
}

/** A replay under way. */
interface Story {
  readonly timeline: Timeline
  readonly added: ReadonlyMap<string, Decimal>
  /** Movements whose cost is taken by others. */
  readonly watched: ReadonlySet<string>
  /** Of these, what goes to another place the same day. */
  readonly transferred: ReadonlySet<string>
  readonly beginning: Beginning
  readonly stocks: Map<string, Stock>
  readonly origins: Map<string, Origin>
  readonly worth: Map<string, Worth>
  readonly corrections: Correction[]
  readonly faults: CostFault[]
}

function begin(timeline: Timeline, beginning: Beginning): Story {
  const added = new Map<string, Decimal>()
  for (const { origin, value } of timeline.additions)
    added.set(origin, (added.get(origin) ?? ZERO).plus(value))
  const watched = new Set(
    timeline.movements.flatMap(({ cost: from }) => (from.kind === "taken" ? from.origin : [])),
  )
  return {
    timeline,
    added,
    watched,
    transferred: transfers(timeline),
    beginning,
    stocks: new Map(),
    origins: new Map(beginning.origins),
    worth: new Map(),
    corrections: [],
    faults: [],
  }
}

function transfers({ movements }: Timeline): ReadonlySet<string> {
  const all = new Map(movements.map((one) => [one.id, one]))
  const found = movements.flatMap(({ key, date, quantity, cost: from }) => {
    const left = from.kind === "taken" && quantity.isPositive() ? all.get(from.origin) : undefined
    return left !== undefined && left.key !== key && left.date === date ? [left.id] : []
  })
  return new Set(found)
}

function step(terms: Terms, story: Story, movement: Movement): Costed {
  const { key, id } = movement
  const stock = story.stocks.get(key) ?? story.beginning.stocks.get(key) ?? emptyStock
  const origin = takeOrigin(story, movement)
  const added = story.added.get(id)
  if (isUncosted(terms, stock, movement)) story.faults.push({ kind: "uncosted", entry: id })
  const costed = cost(terms, stock, movement, { ...(origin && { origin }), ...(added && { added }) })
  story.stocks.set(key, costed.stock)
  story.worth.set(id, costed.worth)
  story.corrections.push(...costed.corrections)
  if (story.watched.has(id)) {
    const { quantity, value } = costed.worth
    story.origins.set(id, { quantity: quantity.abs(), value: value.plus(added ?? ZERO).abs(), taken: ZERO })
  }
  for (const correction of costed.corrections) correctOrigin(story, correction)
  return costed
}

/** A value has to come from somewhere: given, taken, a rate, or what was there. */
function isUncosted({ method }: Terms, stock: Stock, { cost: from, quantity, rate }: Movement): boolean {
  if (rate !== undefined) return false
  if (method === "standard") return true
  const more = from.kind === "counted" ? from.quantity.minus(stock.quantity) : quantity
  const isWorkedOut = from.kind === "counted" || from.kind === "current"
  return isWorkedOut && stock.last === undefined && more.isPositive() && !more.isZero()
}

function takeOrigin(story: Story, { id, cost: from, quantity }: Movement): Origin | undefined {
  if (from.kind !== "taken") return undefined
  const origin = story.origins.get(from.origin)
  if (origin === undefined || origin.quantity.isZero()) {
    story.faults.push(originFault(story, id, from.origin))
    return undefined
  }
  if (quantity.isPositive()) story.origins.set(from.origin, { ...origin, taken: origin.taken.plus(quantity) })
  return origin
}

/** What went out is worth more or less, and so is what others take of it from now on. */
function correctOrigin(story: Story, { entry, value }: Correction): void {
  const origin = story.origins.get(entry)
  if (origin !== undefined) story.origins.set(entry, { ...origin, value: origin.value.minus(value) })
}

/** Additions to what is not there, at another place than they say, or did not bring a value in. */
function misplaced(story: Story): readonly CostFault[] {
  const { additions, movements } = story.timeline
  const named = new Set(additions.map(({ origin }) => origin))
  const origins = new Map(movements.flatMap((one) => (named.has(one.id) ? [[one.id, one] as const] : [])))
  return additions.flatMap(({ id: entry, origin, key, date }): readonly CostFault[] => {
    const movement = origins.get(origin)
    if (movement === undefined || date < movement.date) return [originFault(story, entry, origin)]
    if (movement.key !== key) return [{ kind: "origin", entry, origin, why: "elsewhere" }]
    const isIncoming = movement.cost.kind !== "counted" && !movement.quantity.isNegative()
    return isIncoming ? [] : [{ kind: "origin", entry, origin, why: "outgoing" }]
  })
}

function originFault({ timeline }: Story, entry: string, origin: string): CostFault {
  const later = timeline.movements.some(({ id }) => id === origin)
  const why = timeline.reversed.has(origin) ? "reversed" : later ? "later" : "unknown"
  return { kind: "origin", entry, origin, why }
}
