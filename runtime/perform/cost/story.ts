// Things whose drafts do not stand at the end of time: their stories are read from the latest day before all that changes
// at whose end every place is known, or from their start.
import {
  isAddition,
  nothing,
  type Beginning,
  type CostRow,
  type Origin,
} from "../../../engine/ledger/costing/index.ts"
import { once } from "../../../engine/plan/index.ts"
import { Decimal } from "../../../engine/value/index.ts"
import type { Row } from "../../sql/index.ts"
import { storyTemplates } from "../../sql/ledger/cost/index.ts"
import type { Unit } from "../transition/unit.ts"
import { draftsText } from "./look.ts"
import { writtenRow } from "./rows.ts"
import { standBy } from "./state.ts"
import type { CostBook, Stand, Thing } from "./types.ts"

/** A thing's entries after a day, and what was known by its end; of the whole story the day is "". */
export interface Story {
  readonly rows: readonly CostRow[]
  readonly beginning: Beginning
  readonly stands: ReadonlyMap<string, Stand>
  /** The first day that something changes. */
  readonly since: string
}

/** A thing whose story is to be read, with its drafts as rows. */
export interface Late {
  readonly thing: Thing
  readonly drafts: readonly CostRow[]
}

interface Chapter extends Late {
  readonly since: string
  readonly begin: { readonly day: string; readonly stands: ReadonlyMap<string, Stand> } | undefined
}

/** Reads the stories of the things, all in one message; by the things' names. */
export async function readStories(
  unit: Unit,
  book: CostBook,
  late: readonly Late[],
): Promise<ReadonlyMap<string, Story>> {
  if (late.length === 0) return new Map()
  const { model } = unit.performance.caller.tenant
  const templates = once(model, `sql cost story ${book.ledger.id}`, () => storyTemplates({ ...book, model }))
  const chapters = late.map(chapterOf)
  const [rows = [], origins = []] = await unit.ask(templates, {
    drafts: draftsText(
      late.flatMap(({ thing }) => thing.drafts.map(({ entry }) => entry)),
      book,
    ),
    since: JSON.stringify(
      chapters.map(({ thing, begin }) => ({ thing: thing.name, day: begin?.day ?? null })),
    ),
    taken: JSON.stringify(chapters.flatMap(takenBefore)),
  })
  const stories = chapters.map((chapter) => [chapter.thing.name, storyOf(chapter)] as const)
  const written = new Map(stories.map(([name]) => [name, [] as CostRow[]]))
  for (const row of rows) written.get(row[0] ?? "")?.push(writtenRow(row))
  const known = new Map(stories.map(([name]) => [name, new Map<string, Origin>()]))
  for (const row of origins) known.get(row[0] ?? "")?.set(row[1] ?? "", originOf(row))
  return new Map(
    stories.map(([name, story]) => {
      const beginning = { stocks: story.beginning.stocks, origins: known.get(name) ?? nothing.origins }
      return [name, { ...story, rows: written.get(name) ?? [], beginning }]
    }),
  )
}

function storyOf({ begin, since }: Chapter): Story {
  const stands = begin?.stands ?? new Map<string, Stand>()
  const stocks = new Map([...stands].map(([place, { stock }]) => [place, stock]))
  return {
    rows: [],
    beginning: { stocks, origins: nothing.origins },
    stands,
    since: begin === undefined ? "" : since,
  }
}

/** The latest day before all that the drafts change at whose end every place of the thing is known. */
function chapterOf({ thing, drafts }: Late): Chapter {
  const added = drafts.filter(isAddition).flatMap(({ origin = "" }) => thing.origins.get(origin)?.day ?? [])
  const reversed = thing.reversed === undefined ? [] : [thing.reversed]
  const days = [...drafts.map(({ date }) => date), ...added, ...reversed]
  const since = days.reduce((first, day) => (day < first ? day : first))
  const states = [...thing.places].map(([name, { state }]) => [name, state] as const)
  const marks = states.flatMap(([, state]) => state?.marks ?? []).map(({ day }) => day)
  const candidates = [...new Set(marks)]
    .filter((day) => day < since)
    .sort()
    .reverse()
  for (const day of candidates) {
    const stands = states.flatMap(([name, state]) => {
      const stand = state && standBy(state, day)
      return stand === undefined ? [] : [[name, stand] as const]
    })
    if (stands.length === states.length)
      return { thing, drafts, since, begin: { day, stands: new Map(stands) } }
  }
  return { thing, drafts, since, begin: undefined }
}

/** Origins of the drafts that may stand before the beginning. */
function takenBefore({ thing, begin }: Chapter) {
  if (begin === undefined) return []
  return thing.drafts.flatMap(({ origin = "" }) =>
    thing.origins.has(origin) ? [{ day: begin.day, origin }] : [],
  )
}

function originOf([, , quantity, value, taken]: Row): Origin {
  return {
    quantity: new Decimal(quantity ?? 0),
    value: new Decimal(value ?? 0),
    taken: new Decimal(taken ?? 0),
  }
}
