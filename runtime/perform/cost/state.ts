// The state of a place as it is kept: what is there, and what was there at the end of some months, so that what comes late
// reads the story from there and not from its start.
import {
  layersIn,
  readStock,
  writeStock,
  type Stock,
  type StockText,
} from "../../../engine/ledger/costing/index.ts"
import { addDays } from "../../../engine/value/index.ts"
import type { Mark, Stand, State } from "./types.ts"

/** Months that are kept, and layers that their stocks may have together: every posting reads and writes them. */
const MOST_MARKS = 6
const MOST_LAYERS = 300

interface StandText extends StockText {
  readonly until: string
}
interface StateText extends StandText {
  readonly marks?: readonly (StandText & { readonly day: string })[]
}

/** The state that `writeState` wrote, as PostgreSQL kept it. */
export function readState(text: string): State {
  const kept = JSON.parse(text) as StateText
  return {
    ...readStand(kept),
    marks: (kept.marks ?? []).map((mark) => ({ ...readStand(mark), day: mark.day })),
  }
}

export function writeState({ marks, ...stand }: State): StateText {
  return { ...writeStand(stand), marks: marks.map((mark) => ({ ...writeStand(mark), day: mark.day })) }
}

const readStand = (text: StandText): Stand => ({ stock: readStock(text), until: text.until })
const writeStand = ({ stock, until }: Stand): StandText => ({ ...writeStock(stock), until })

/** The state after a movement on `day`, the latest there: a month that has ended leaves a mark. */
export function goOn(before: State | undefined, stock: Stock, day: string): State {
  if (before === undefined) return { stock, until: day, marks: [] }
  const { stock: was, until, marks } = before
  const isNewMonth = until !== "" && day.slice(0, 7) > until.slice(0, 7)
  const mark = { stock: was, until, day: monthBefore(day) }
  return { stock, until: day > until ? day : until, marks: newest(isNewMonth ? [...marks, mark] : marks) }
}

/** The newest marks, as many as are kept. */
export function newest(marks: readonly Mark[]): readonly Mark[] {
  const kept: Mark[] = []
  let layers = 0
  for (const mark of marks.slice(-MOST_MARKS).reverse()) {
    layers += layersIn(mark.stock)
    if (layers > MOST_LAYERS) break
    kept.unshift(mark)
  }
  return kept
}

/** The last days of the months from that of `first` to the one before that of `last`, the newest that are kept. */
export function monthsBetween(first: string, last: string): readonly string[] {
  const days: string[] = []
  for (let day = monthBefore(last); day >= first && days.length < MOST_MARKS; day = monthBefore(day))
    days.unshift(day)
  return days
}

/** The last day before the month of `day`. */
function monthBefore(day: string): string {
  return addDays(`${day.slice(0, 7)}-01`, -1) ?? day
}

/** What was at the place by the end of the day, if that is known. */
export function standBy({ stock, until, marks }: State, day: string): Stand | undefined {
  return until <= day ? { stock, until } : marks.find((mark) => mark.until <= day && day <= mark.day)
}
