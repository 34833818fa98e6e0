// Keeps the books of one legal entity: takes its steps one after the other through the door, and leaves out what is there
// already. The documents themselves tell how far the books are: a process that is killed leaves no other marks.
import { record } from "../record.ts"
import type { Batch } from "../types.ts"
import type { Foundation } from "./foundation.ts"
import type { Book, BooksDoor, Seen, Step } from "./types.ts"

/** What became of the steps. */
export interface Kept {
  /** Documents made or moved now. */
  readonly done: number
  /** Documents that were refused, each with the reason. */
  readonly refused: readonly string[]
}

/** Lays what of the foundation is missing. Its last batch is the mark of its end: from then on the company's defaults, and
 * all else of it, are the company's own affair. */
export async function lay(
  company: string,
  { batches, defaults }: Foundation,
  door: BooksDoor,
): Promise<void> {
  const last = batches.at(-1)
  if (last === undefined || (await missing(last, door)).length === 0) return
  for (const batch of batches) {
    if (batch === last) await door.change("base.company", company, defaults)
    const records = await missing(batch, door)
    if (records.length > 0) await door.create(batch.entity, records)
  }
}

async function missing({ entity, records }: Batch, door: BooksDoor): Promise<Batch["records"]> {
  const there = await door.states(entity)
  return records.filter(({ id }) => !there.has(id))
}

/** How a running tale is watched and stopped. */
export interface Watch {
  /** Told after each document made how many steps are behind. */
  progress(count: number): void
  /** Whether to stop before the next step. */
  isOver(): boolean
}

/** Takes the steps in their order, from the last one whose document is there: what people have done since to those before
 * stays. A document that is refused, because somebody has closed its month, say, is left, and the books go on. */
export async function keep(steps: readonly Step[], door: BooksDoor, watch: Watch): Promise<Kept> {
  const states = await statesOf(steps, door)
  const begin = Math.max(
    0,
    steps.findLastIndex(({ id, says }) => says !== undefined && states.has(id)),
  )
  const seen = remembering(door)
  const refused: string[] = []
  let done = 0
  for (const [at, step] of [...steps.entries()].slice(begin)) {
    if (watch.isOver()) break
    try {
      if (!(await take(step, states.get(step.id), { door, seen }))) continue
      done++
      watch.progress(at + 1)
    } catch (fault) {
      if (!(fault instanceof Error)) throw fault
      refused.push(`${step.entity} of ${step.on}: ${fault.message}`)
    }
  }
  return { done, refused }
}

interface Hands {
  readonly door: BooksDoor
  readonly seen: Remembering
}

/** Whether there was anything to be done: a document that is there is only moved out of the state that it began in. */
async function take(step: Step, state: string | undefined, { door, seen }: Hands): Promise<boolean> {
  const { entity, id, says, moves, begins } = step
  if (state !== undefined && state !== begins) return false
  if (state === undefined && says !== undefined) {
    const fields = await says(seen)
    if (fields === null) return false
    const [book] = await door.create(entity, [record(id, fields)])
    if (book !== undefined) seen.remember(book)
  }
  for (const name of moves) await door.move(entity, id, name)
  return true
}

async function statesOf(steps: readonly Step[], door: BooksDoor): Promise<ReadonlyMap<string, string>> {
  const entities = [...new Set(steps.map(({ entity }) => entity))]
  const all = new Map<string, string>()
  for (const entity of entities) for (const [id, state] of await door.states(entity)) all.set(id, state)
  return all
}

interface Remembering extends Seen {
  remember(book: Book): void
}

/** Documents made lately need not be read again: their rows stay as they are. */
function remembering(door: BooksDoor): Remembering {
  const lately = new Map<string, Book>()
  return {
    find: door.find,
    read: async (entity, id) => lately.get(id) ?? door.read(entity, id),
    remember(book) {
      lately.set(book.id, book)
      for (const [oldest] of lately) {
        if (lately.size <= MOST) break
        lately.delete(oldest)
      }
    },
  }
}
const MOST = 2000
