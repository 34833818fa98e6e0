// Entries of a ledger with costing get their values: look -> decide, between the drafting of a posting and its being
// written. What is later is corrected by adjustments in the same posting.
import type { Entry } from "../../../engine/ledger/index.ts"
import type { Adjustment, CostRow, Worth } from "../../../engine/ledger/costing/index.ts"
import { once } from "../../../engine/plan/index.ts"
import { formatDecimal } from "../../../engine/value/index.ts"
import { keepStates } from "../../sql/ledger/cost/index.ts"
import type { Unit } from "../transition/unit.ts"
import { lookAt } from "./look.ts"
import { refuseBackdating, refuseFaults } from "./refuse.ts"
import { writeState } from "./state.ts"
import { readStories } from "./story.ts"
import type { CostBook, CostedEntries, Thing } from "./types.ts"
import { draftRows, isLast, workOutLast, workOutLate, type WorkedOut } from "./work-out.ts"

/** Works out what the drafted entries are worth; `keep` queues what is to be written after them. */
export async function costEntries(
  unit: Unit,
  book: CostBook,
  entries: readonly Entry[],
): Promise<CostedEntries> {
  const works = await workOutAll(unit, book, await lookAt(unit, book, entries))
  const { caller } = unit.performance
  refuseBackdating(book, works, caller)
  refuseFaults(book, works)
  const drafted = new Map(
    works.flatMap(({ thing }) => thing.drafts.map((seen) => [seen.entry.id, seen] as const)),
  )
  const worth = new Map(works.flatMap(({ recosted }) => [...recosted.worth]))
  const rows = new Map(works.flatMap(({ drafts }) => drafts.map((row) => [row.id, row] as const)))
  const costed = entries.map((entry) =>
    valued(book, entry, { row: rows.get(entry.id), worth: worth.get(entry.id) }),
  )
  const adjustments = works.flatMap(({ recosted }) => recosted.adjustments)
  const { newId } = unit.performance.parts
  const own = adjustments.flatMap((one) => {
    const entry = drafted.get(one.adjusts)?.entry
    return entry === undefined ? [] : adjusting(book, entry, one, newId())
  })
  const others = adjustments
    .filter(({ adjusts }) => !drafted.has(adjusts))
    .map((one, ord) => ({ ord, id: newId(), ...inputOf(book, one) }))
  return {
    entries: [...costed, ...own],
    adjustments: JSON.stringify(others),
    ids: [...costed, ...own, ...others].map(({ id }) => id),
    keep: () => keep(unit, book, works),
  }
}

/** Things with something later need their stories: one more look, for all of them. */
async function workOutAll(
  unit: Unit,
  book: CostBook,
  things: readonly Thing[],
): Promise<readonly WorkedOut[]> {
  const all = things.map((thing) => ({ thing, drafts: draftRows(book, thing) }))
  const late = all.filter(({ thing, drafts }) => !isLast(thing, drafts))
  const stories = await readStories(unit, book, late)
  return all.map(({ thing, drafts }) => {
    const story = stories.get(thing.name)
    return story === undefined ? workOutLast(book, thing, drafts) : workOutLate(book, thing, drafts, story)
  })
}

interface Outcome {
  readonly row: CostRow | undefined
  readonly worth: Worth | undefined
}

function valued(book: CostBook, entry: Entry, { row, worth }: Outcome): Entry {
  if (row === undefined || worth === undefined) throw new Error(`the entry ${entry.id} was not worked out`)
  const { rate } = book.costing
  const rated = rate !== undefined && row.rate !== undefined ? { [rate]: formatDecimal(row.rate) } : {}
  const { origin: _, ...rest } = entry
  return {
    ...rest,
    ...(row.origin === undefined ? {} : { origin: { kind: "entry", id: row.origin } }),
    values: { ...entry.values, ...measured(book, worth), ...rated },
  }
}

function measured({ costing }: CostBook, { quantity, value, variance }: Worth): Record<string, string> {
  return {
    [costing.quantity]: formatDecimal(quantity),
    [costing.value]: formatDecimal(value),
    ...(costing.variance === undefined ? {} : { [costing.variance]: formatDecimal(variance) }),
  }
}

/** An adjustment of an entry that is written with it. */
function adjusting(
  book: CostBook,
  entry: Entry,
  { adjusts, cause, ...worth }: Adjustment,
  id: string,
): Entry {
  return {
    ...entry,
    id,
    date: worth.date,
    values: { ...entry.values, ...measured(book, worth), adjusts },
    ...(cause === undefined ? {} : { origin: { kind: "entry", id: cause } }),
  }
}

function inputOf(book: CostBook, { adjusts, cause, date, ...worth }: Adjustment): Record<string, unknown> {
  return { adjusts, origin: cause ?? null, date, ...measured(book, worth) }
}

function keep(unit: Unit, book: CostBook, works: readonly WorkedOut[]): void {
  const { model } = unit.performance.caller.tenant
  const states = works.flatMap((work) =>
    [...work.states].map(([place, state]) => ({
      place: JSON.parse(place) as unknown, // the text of a JSON array that PostgreSQL made
      state: writeState(state),
    })),
  )
  const template = once(model, `sql cost keep ${book.ledger.id}`, () => keepStates({ ...book, model }))
  unit.queue(unit.bound([template], { states: JSON.stringify(states) }))
}
