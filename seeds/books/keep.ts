// Keeps the books of one legal entity: takes its steps one after the other through the door, and leaves out what is there
// already. The documents themselves tell how far the books are; a process that is killed leaves no other marks.
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

/** Lays what of the foundation is missing. */
export async function lay(
  company: string,
  { batches, defaults }: Foundation,
  door: BooksDoor,
): Promise<void> {
  for (const batch of batches) await layBatch(batch, door)
  await door.change("base.company", company, defaults)
}

async function layBatch({ entity, records }: Batch, door: BooksDoor): Promise<void> {
  const there = await door.states(entity)
  const missing = records.filter(({ id }) => !there.has(id))
  // Accounts refer to headings of the same array, which are laid before them.
  if (missing.length > 0) await door.create(entity, missing)
}

/** How a running tale is watched and stopped. */
export interface Watch {
  /** Told after each step that was taken how many are behind. */
  progress(count: number): void
  /** Whether to stop before the next step. */
  isOver(): boolean
}

/** Takes the steps in their order. A document that is refused, because somebody has closed its month, say, is left, and
 * the books go on with the next. */
export async function keep(steps: readonly Step[], door: BooksDoor, watch: Watch): Promise<Kept> {
  const states = await statesOf(steps, door)
  const seen = remembering(door)
  const refused: string[] = []
  let [done, count] = [0, 0]
  for (const step of steps) {
    if (watch.isOver()) break
    const state = states.get(step.id)
    count++
    if (state === step.ends) continue
    try {
      if (await take(step, state, { door, seen })) done++
    } catch (fault) {
      if (!(fault instanceof Error)) throw fault
      refused.push(`${step.entity} of ${step.on}: ${fault.message}`)
    }
    watch.progress(count)
  }
  return { done, refused }
}

interface Hands {
  readonly door: BooksDoor
  readonly seen: Remembering
}

/** Whether there was anything to be done. */
async function take(
  { entity, id, says, moves }: Step,
  state: string | undefined,
  { door, seen }: Hands,
): Promise<boolean> {
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
