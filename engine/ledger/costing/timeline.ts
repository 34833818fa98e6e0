// The entries of one thing as a timeline: what moved, in order of date and of writing; what was added to it; and what
// is left out, because it was reversed. Adjustments are no movements: they say what movements were worth after all.
import type { Decimal } from "../../value/index.ts"
import { ZERO } from "./portion.ts"
import type { Addition, Cost, Method, Movement } from "./types.ts"

/** An entry of a costing ledger as it is written. */
export interface CostRow {
  readonly id: string
  /** The place that has a cost of its own: its dimensions as one text. */
  readonly key: string
  readonly date: string
  readonly number: number
  readonly quantity: Decimal
  /** Absent of an entry to be written whose value is worked out. */
  readonly value?: Decimal
  readonly variance?: Decimal
  readonly counted?: Decimal
  readonly rate?: Decimal
  /** The entry that this one adjusts; then `origin` is the entry that caused it, if it was not that one's own cost. */
  readonly adjusts?: string
  /** The entry whose cost this one takes or, without a quantity, adds to. */
  readonly origin?: string
  readonly reverses?: string
}

export interface Timeline {
  readonly movements: readonly Movement[]
  readonly additions: readonly Addition[]
  /** Movements and additions that do not count any more. */
  readonly reversed: ReadonlySet<string>
}

/** A place in time: by date, then by number. */
export interface Moment {
  readonly date: string
  readonly number: number
}

/** Below zero when `a` is before `b`. */
export function compareMoments(a: Moment, b: Moment): number {
  return a.date === b.date ? a.number - b.number : a.date < b.date ? -1 : 1
}

/** The timeline of the rows, which may come in any order. */
export function timelineOf(method: Method, rows: readonly CostRow[]): Timeline {
  const reversed = new Set(rows.flatMap(({ reverses }) => reverses ?? []))
  const movements: Movement[] = []
  const additions: Addition[] = []
  for (const row of rows) {
    if (row.adjusts !== undefined || row.reverses !== undefined || reversed.has(row.id)) continue
    const { origin } = row
    if (isAddition(row) && origin !== undefined)
      additions.push({ id: row.id, key: row.key, date: row.date, origin, value: row.value ?? ZERO })
    else movements.push(movementOf(method, row))
  }
  return { movements: movements.sort(compareMoments), additions, reversed }
}

/** Whether the entry only adds to what another one is worth. */
export function isAddition({ origin, adjusts, counted, quantity }: CostRow): boolean {
  return origin !== undefined && adjusts === undefined && counted === undefined && quantity.isZero()
}

function movementOf(method: Method, row: CostRow): Movement {
  const { id, key, date, number, quantity, rate } = row
  return { id, key, date, number, quantity, cost: costOf(method, row), ...(rate && { rate }) }
}

function costOf(method: Method, { counted, origin, quantity, value, variance }: CostRow): Cost {
  if (counted !== undefined) return { kind: "counted", quantity: counted }
  if (origin !== undefined) return { kind: "taken", origin }
  if (value === undefined || quantity.isNegative()) return { kind: "current" }
  return { kind: "given", value: method === "standard" ? value.minus(variance ?? ZERO) : value }
}
