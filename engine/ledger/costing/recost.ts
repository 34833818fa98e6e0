// New entries of one thing and what they do to those that are there: their values, and the adjustments of others.
import { adjustmentsOf, type Adjustment } from "./adjustments.ts"
import { ZERO } from "./portion.ts"
import { replay, type Beginning, type CostFault, type Replayed, type Watch } from "./replay.ts"
import { emptyStock } from "./stock.ts"
import { compareMoments, timelineOf, type CostRow, type Moment } from "./timeline.ts"
import type { Stock, Terms, Worth } from "./types.ts"

export interface Recosting {
  readonly beginning: Beginning
  /** Every entry since the beginning, adjustments and reversals included. */
  readonly rows: readonly CostRow[]
  /** Entries to be written, numbered after all others; reversals with their values. */
  readonly drafts: readonly CostRow[]
  /** Days at whose end the places are to be known. */
  readonly days?: readonly string[]
}

export interface Recosted {
  /** What each draft is worth. */
  readonly worth: ReadonlyMap<string, Worth>
  /** To be appended to the entries that were there, or are written with them. */
  readonly adjustments: readonly Adjustment[]
  /** Every place of rows and drafts, at the end. */
  readonly stocks: ReadonlyMap<string, Stock>
  /** All places by the end of the days asked for, as far as something is later. */
  readonly marks: Replayed["marks"]
  readonly faults: readonly CostFault[]
}

/** Works out the drafts in their places in time, and what that changes for the rows after them. With no rows, when
 * nothing is later than the drafts, it costs as much as the drafts alone. */
export function recost(terms: Terms, { beginning, rows, drafts, days }: Recosting): Recosted {
  const all = [...rows, ...drafts]
  const replayed = replay(terms, timelineOf(terms.method, all), beginning, {
    watch: watchOf(rows, drafts),
    days,
  })
  const worth = new Map<string, Worth>()
  for (const draft of drafts) worth.set(draft.id, replayed.worth.get(draft.id) ?? asSaid(terms, draft))
  const booked = [...rows, ...drafts.map((draft) => ({ ...draft, ...worth.get(draft.id) }))]
  return {
    worth,
    adjustments: adjustmentsOf(replayed, booked),
    stocks: stocksAfter(all, replayed, beginning),
    marks: replayed.marks,
    faults: replayed.faults.filter((fault) => worth.has(fault.entry) || isOfOthers(fault)),
  }
}

/** What drafts can do to entries that are there; what these refer to may stand before the beginning. */
function isOfOthers(fault: CostFault): boolean {
  return fault.kind === "below_zero" || (fault.kind === "origin" && fault.why !== "unknown")
}

/** The stock at every place of the rows, also where all that moved is reversed. */
function stocksAfter(
  rows: readonly CostRow[],
  { stocks }: Replayed,
  beginning: Beginning,
): ReadonlyMap<string, Stock> {
  const keys = new Set(rows.map(({ key }) => key))
  return new Map([...keys].map((key) => [key, stocks.get(key) ?? beginning.stocks.get(key) ?? emptyStock]))
}

/** Additions and reversals are worth what they say; at a standard value nothing is added to the stock. */
function asSaid({ method }: Terms, { quantity, value = ZERO, variance = ZERO, reverses }: CostRow): Worth {
  return method === "standard" && reverses === undefined
    ? { quantity, value: ZERO, variance: value.negated() }
    : { quantity, value, variance }
}

/** From the first moment on at which the drafts change what is there, at their places. */
function watchOf(rows: readonly CostRow[], drafts: readonly CostRow[]): Watch | undefined {
  const reversed = new Set(drafts.flatMap(({ reverses }) => reverses ?? []))
  const [first, ...more] = [...drafts, ...rows.filter(({ id }) => reversed.has(id))]
  if (first === undefined) return undefined
  const since = more.reduce<Moment>(
    (earliest, row) => (compareMoments(row, earliest) < 0 ? row : earliest),
    first,
  )
  return { since, places: new Set(drafts.map(({ key }) => key)) }
}
