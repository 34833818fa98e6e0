// What the drafts of one thing are worth: from its state where nothing is later, else from its whole story.
import {
  isAddition,
  recost,
  type CostRow,
  type Recosted,
  type Stock,
  type Terms,
} from "../../../engine/ledger/costing/index.ts"
import { draftRow } from "./rows.ts"
import type { CostBook, Thing } from "./types.ts"

/** A thing's drafts worked out. */
export interface WorkedOut {
  readonly thing: Thing
  readonly rows: readonly CostRow[]
  readonly drafts: readonly CostRow[]
  /** What moved and is not reversed, drafts included. */
  readonly live: readonly CostRow[]
  readonly recosted: Recosted
  /** The latest day of each place. */
  readonly until: ReadonlyMap<string, string>
}

/** The drafts as rows. */
export function draftRows(book: CostBook, { drafts }: Thing): readonly CostRow[] {
  return drafts.map((seen, at) => draftRow(book, seen, at))
}

/** Whether the state of the thing is all that its drafts ask for: nothing is later, and nothing that is written changes. */
export function isLast({ places }: Thing, drafts: readonly CostRow[]): boolean {
  const until = [...places.values()].map(({ state }) => state?.until)
  return drafts.every(
    (draft) =>
      draft.reverses === undefined &&
      !isAddition(draft) &&
      until.every((day) => day !== undefined && day <= draft.date),
  )
}

/** Works the drafts out; `rows` are all entries of the thing, none where its state is enough. */
export function workOut(
  { costing }: CostBook,
  thing: Thing,
  { rows, drafts, from }: { rows: readonly CostRow[]; drafts: readonly CostRow[]; from: "state" | "story" },
): WorkedOut {
  const [first] = thing.drafts
  if (first === undefined) throw new Error("a thing without drafts")
  const terms: Terms = {
    method: first.method,
    scale: costing.scale,
    negative: thing.drafts.every(({ negative }) => negative),
  }
  const stocks = from === "state" ? stocksOf(thing) : new Map<string, Stock>()
  const origins = from === "state" ? thing.origins : new Map<string, never>()
  const recosted = recost(terms, { beginning: { stocks, origins }, rows, drafts })
  const live = moving([...rows, ...drafts])
  return {
    thing,
    rows,
    drafts,
    live,
    recosted,
    until: lastDays(from === "state" ? daysOf(thing) : new Map(), live),
  }
}

function moving(rows: readonly CostRow[]): readonly CostRow[] {
  const reversed = new Set(rows.flatMap(({ reverses }) => reverses ?? []))
  return rows.filter(
    (row) =>
      row.adjusts === undefined && row.reverses === undefined && !reversed.has(row.id) && !isAddition(row),
  )
}

function stocksOf({ places }: Thing): ReadonlyMap<string, Stock> {
  return new Map(
    [...places].flatMap(([name, { state }]) => (state === undefined ? [] : [[name, state.stock]])),
  )
}

function daysOf({ places }: Thing): ReadonlyMap<string, string> {
  return new Map(
    [...places].flatMap(([name, { state }]) => (state === undefined ? [] : [[name, state.until]])),
  )
}

function lastDays(known: ReadonlyMap<string, string>, live: readonly CostRow[]): ReadonlyMap<string, string> {
  const last = new Map(known)
  const reach = (place: string, day: string): void => {
    if (day > (last.get(place) ?? "")) last.set(place, day)
  }
  for (const { key, date } of live) reach(key, date)
  return last
}
