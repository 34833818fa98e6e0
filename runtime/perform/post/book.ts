// Writes what a transition posts: the entries by its rules and the mirrors of what it reverses, one statement a ledger, and
// works out anew what is summed up of them. All of it is one posting.
import {
  dayOfReversal,
  entriesOf,
  mirrorOf,
  type Entry,
  type PostingFrame,
  type WrittenEntry,
} from "../../../engine/ledger/index.ts"
import type { Entity, Ledger, Model } from "../../../engine/model/index.ts"
import { once, refreshes, tableOf } from "../../../engine/plan/index.ts"
import type { EffectOf, Work } from "../../../engine/workflow/index.ts"
import {
  entryInput,
  postedIdsTemplate,
  postTemplate,
  refreshTemplates,
  unreversedTemplate,
} from "../../sql/index.ts"
import { costEntries, type CostedEntries } from "../cost/index.ts"
import type { Unit } from "../transition/unit.ts"
import { ledgersInOrder } from "./order.ts"

export type Book = Extract<Work, { readonly kind: "book" }>

/** Entries by ledger. */
type Books = Map<string, readonly Entry[]>

/** Posts and reverses for the document; all that the works say is one posting. */
export async function book(
  unit: Unit,
  works: readonly Book[],
  source: PostingFrame["source"],
): Promise<void> {
  const { parts, caller } = unit.performance
  const { model } = caller.tenant
  const frame: PostingFrame = { posting: parts.newId(), source, newId: parts.newId }
  unit.postings.push(frame.posting)
  const books: Books = new Map()
  for (const work of works)
    if (work.effect.kind === "post") add(books, work.effect.ledger, posted(work.effect, work, frame, model))
    else await reverse(unit, work.effect, work, [books, frame])
  await write(unit, books, frame.posting)
}

function posted(
  effect: EffectOf<"post">,
  { env }: Book,
  frame: PostingFrame,
  model: Model,
): readonly Entry[] {
  const ledger = ledgerOf(effect.ledger, model)
  const { date, rules } = effect
  return entriesOf({ ledger, entries: entriesEntity(ledger, model), date, rules }, env, frame)
}

/** Looks for what is to be reversed, in all its ledgers at once, and adds the mirrors. */
async function reverse(
  unit: Unit,
  effect: EffectOf<"reverse">,
  { env }: Book,
  [books, frame]: readonly [Books, PostingFrame],
): Promise<void> {
  const { model } = unit.performance.caller.tenant
  const { entity, id } = frame.source
  const ledgers = ledgersInOrder(model).filter(
    (ledger) => ledger.sources.includes(entity) && (effect.ledger === "all" || effect.ledger === ledger.id),
  )
  const looks = ledgers.map((ledger) =>
    once(model, `sql unreversed ${ledger.id} ${entity}`, () => unreversedTemplate(ledger, entity, model)),
  )
  const answers = await unit.ask(looks, { id })
  const date = dayOfReversal(effect.date, env)
  ledgers.forEach((ledger, at) => {
    // PostgreSQL built the objects from a selection of ours.
    const found = (answers[at] ?? []).map(([json]) => JSON.parse(json ?? "null") as WrittenEntry)
    add(books, ledger.id, mirrorOf(found, ledger, frame, date))
  })
}

/** Queues a statement for each ledger, and what must be worked out anew of its entries. */
async function write(unit: Unit, books: Books, posting: string): Promise<void> {
  const { model } = unit.performance.caller.tenant
  const written: Ledger[] = []
  for (const ledger of ledgersInOrder(model)) {
    const entries = books.get(ledger.id) ?? []
    const leaders = written.filter(({ follows }) => follows.some((follow) => follow.ledger === ledger.id))
    if (entries.length === 0 && leaders.length === 0) continue
    const names = leaders.map(({ id }) => id)
    const template = once(model, ["sql post", ledger.id, ...names].join(" "), () =>
      postTemplate(ledger, leaders, model),
    )
    const entity = entriesEntity(ledger, model)
    const { costing } = ledger
    const costed =
      costing === undefined
        ? uncosted(entries)
        : await costEntries(unit, { ledger, costing, entity }, entries)
    const rows = costed.entries.map((entry, at) => entryInput(entry, at, entity))
    const { adjustments, ids, keep } = costed
    unit.memory.enter(entity, rows)
    unit.queue(unit.bound([template], { entries: JSON.stringify(rows), adjustments, posting }))
    keep()
    await refresh(unit, ledger, leaders.length === 0 ? ids : undefined, posting)
    written.push(ledger)
  }
}

/** Entries of a ledger without costing are what their rules say. */
function uncosted(entries: readonly Entry[]): CostedEntries {
  return { entries, adjustments: "[]", ids: entries.map(({ id }) => id), keep: () => undefined }
}

/** Sums that other records keep of the entries; the ids of entries that follow from others are asked for. */
async function refresh(
  unit: Unit,
  ledger: Ledger,
  known: readonly string[] | undefined,
  posting: string,
): Promise<void> {
  const { model } = unit.performance.caller.tenant
  const entity = entriesEntity(ledger, model)
  const templates = once(model, `sql refresh of ${ledger.id}`, () =>
    refreshTemplates(refreshes(entity, { fields: "all", by: "create" }, model), model),
  )
  if (templates.length === 0) return
  const ids = known ?? (await idsOf(unit, ledger, posting))
  unit.queue(unit.bound(templates, { ids: `{${ids.join(",")}}` }))
}

async function idsOf(unit: Unit, ledger: Ledger, posting: string): Promise<readonly string[]> {
  const { model } = unit.performance.caller.tenant
  const template = once(model, `sql posted ids ${ledger.id}`, () => postedIdsTemplate(ledger, model))
  const [rows = []] = await unit.ask([template], { posting })
  return rows.flatMap(([id]) => id ?? [])
}

function add(books: Books, ledger: string, entries: readonly Entry[]): void {
  if (entries.length > 0) books.set(ledger, [...(books.get(ledger) ?? []), ...entries])
}

function ledgerOf(id: string, model: Model): Ledger {
  const ledger = model.ledgers.get(id)
  if (ledger === undefined) throw new Error(`a compiled model names no ledger ${id}`)
  return ledger
}

function entriesEntity({ id }: Ledger, model: Model): Entity {
  return tableOf(id, model) as Entity // the entries of a ledger are an entity
}
