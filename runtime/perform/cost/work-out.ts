// What the drafts of one thing are worth: from its state where nothing is later, else from its story.
import {
  emptyStock,
  isAddition,
  recost,
  type CostRow,
  type Recosted,
  type Terms,
} from "../../../engine/ledger/costing/index.ts"
import { draftRow } from "./rows.ts"
import { goOn, monthsBetween, newest } from "./state.ts"
import type { Story } from "./story.ts"
import type { CostBook, Mark, Stand, State, Thing } from "./types.ts"

/** A thing's drafts worked out. */
export interface WorkedOut {
  readonly thing: Thing
  readonly rows: readonly CostRow[]
  readonly drafts: readonly CostRow[]
  /** What moved and is not reversed, drafts included. */
  readonly live: readonly CostRow[]
  readonly recosted: Recosted
  /** The states of the places that change. */
  readonly states: ReadonlyMap<string, State>
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

/** Works out drafts at the end of time. */
export function workOutLast(book: CostBook, thing: Thing, drafts: readonly CostRow[]): WorkedOut {
  const stocks = new Map([...thing.places].map(([name, { state }]) => [name, state?.stock ?? emptyStock]))
  const beginning = { stocks, origins: thing.origins }
  const recosted = recost(termsOf(book, thing), { beginning, rows: [], drafts })
  const live = moving(drafts)
  const day = live.reduce((last, { date }) => (date > last ? date : last), "")
  const states = [...recosted.stocks].map(
    ([name, stock]) => [name, goOn(thing.places.get(name)?.state, stock, day)] as const,
  )
  return { thing, rows: [], drafts, live, recosted, states: new Map(states) }
}

/** Works out drafts in their places in time. */
export function workOutLate(
  book: CostBook,
  thing: Thing,
  drafts: readonly CostRow[],
  story: Story,
): WorkedOut {
  const { rows, beginning, since } = story
  const live = moving([...rows, ...drafts])
  const end = live.reduce((last, { date }) => (date > last ? date : last), "")
  const days = end === "" ? [] : monthsBetween(since, end)
  const recosted = recost(termsOf(book, thing), { beginning, rows, drafts, days })
  const untils = new Map(days.map((day) => [day, lastDays(story.stands, live, day)]))
  const last = lastDays(story.stands, live, "9999-12-31")
  const states = [...recosted.stocks].map(([name, stock]): readonly [string, State] => {
    const kept = (thing.places.get(name)?.state?.marks ?? []).filter(({ day }) => day < since)
    const made = days.flatMap((day): readonly Mark[] => {
      const mark = recosted.marks.get(day)
      return mark === undefined
        ? []
        : [{ day, stock: mark.get(name) ?? emptyStock, until: untils.get(day)?.get(name) ?? "" }]
    })
    return [name, { stock, until: last.get(name) ?? "", marks: newest([...kept, ...made]) }]
  })
  return { thing, rows, drafts, live, recosted, states: new Map(states) }
}

function termsOf({ costing }: CostBook, { drafts }: Thing): Terms {
  const [first] = drafts
  if (first === undefined) throw new Error("a thing without drafts")
  return { method: first.method, scale: costing.scale, negative: drafts.every(({ negative }) => negative) }
}

function moving(rows: readonly CostRow[]): readonly CostRow[] {
  const reversed = new Set(rows.flatMap(({ reverses }) => reverses ?? []))
  return rows.filter(
    (row) =>
      row.adjusts === undefined && row.reverses === undefined && !reversed.has(row.id) && !isAddition(row),
  )
}

/** The day of the latest movement of each place by the end of `day`. */
function lastDays(
  stands: ReadonlyMap<string, Stand>,
  live: readonly CostRow[],
  day: string,
): ReadonlyMap<string, string> {
  const last = new Map([...stands].map(([place, { until }]) => [place, until]))
  for (const { key, date } of live) if (date <= day && date > (last.get(key) ?? "")) last.set(key, date)
  return last
}
