// What is seen before entries are costed: the things that they move, with every place of each held until the end.
import { Problem } from "../../../engine/error/index.ts"
import type { Entry } from "../../../engine/ledger/index.ts"
import type { Method } from "../../../engine/ledger/costing/index.ts"
import { once } from "../../../engine/plan/index.ts"
import { Decimal } from "../../../engine/value/index.ts"
import { entryInput, type Row } from "../../sql/index.ts"
import { costLook } from "../../sql/ledger/cost/index.ts"
import type { Unit } from "../transition/unit.ts"
import { readState } from "./state.ts"
import type { CostBook, KnownOrigin, Place, Seen, Thing } from "./types.ts"

/** The things that the entries move, in no order; the drafts of each in theirs. Refuses with LED054 an entry whose ledger
 * knows no method for it. */
export async function lookAt(
  unit: Unit,
  book: CostBook,
  entries: readonly Entry[],
): Promise<readonly Thing[]> {
  const { model } = unit.performance.caller.tenant
  const templates = once(model, `sql cost look ${book.ledger.id}`, () => costLook({ ...book, model }))
  const [, , facts = [], places = [], origins = [], reversals = []] = await unit.ask(templates, {
    drafts: draftsText(entries, book),
    origins: JSON.stringify(entries.flatMap(askedOrigin)),
  })
  if (reversals.some(([, , early]) => early === "t"))
    throw new Problem("LED055", {
      detail: `${book.ledger.title}: a reversal has a day before what it reverses.`,
      hint: "Take the same day or a later one.",
    })
  return thingsOf(book, entries, { facts, places, origins, reversals })
}

/** The entries as flat rows, as PostgreSQL reads them. */
export function draftsText(entries: readonly Entry[], { entity }: CostBook): string {
  return JSON.stringify(entries.map((entry, at) => entryInput(entry, at, entity)))
}

function askedOrigin({ id: draft, origin }: Entry) {
  if (origin === undefined) return []
  return origin.kind === "entry" ? { draft, id: origin.id } : { draft, line: origin.line }
}

interface Answers {
  readonly facts: readonly Row[]
  readonly places: readonly Row[]
  readonly origins: readonly Row[]
  readonly reversals: readonly Row[]
}

function thingsOf(book: CostBook, entries: readonly Entry[], answers: Answers): readonly Thing[] {
  const facts = new Map(answers.facts.map((row) => [row[0], row]))
  const found = new Map(answers.origins.map((row) => [row[0], row]))
  const groups = new Map<string, Seen[]>()
  for (const entry of entries) {
    const fact = facts.get(entry.id)
    if (fact === undefined) throw new Error(`nothing is known of the entry ${entry.id}`)
    const thing = fact[2] ?? ""
    const group = groups.get(thing) ?? []
    group.push(seen(book, entry, fact, found.get(entry.id)?.[1] ?? namedOrigin(entry)))
    groups.set(thing, group)
  }
  const days = new Map(answers.reversals.map(([thing, day]) => [thing, day]))
  return [...groups].map(([name, drafts]) => {
    const reversed = days.get(name)
    const places = answers.places.filter((row) => row[1] === name)
    const origins = answers.origins.filter((row) => row[3] === name)
    return {
      name,
      drafts,
      places: new Map(places.map((row) => [row[0] ?? "", placeOf(row)])),
      origins: new Map(origins.map((row) => [row[1] ?? "", originOf(row)])),
      ...(typeof reversed === "string" ? { reversed } : {}),
    }
  })
}

/** What the entry itself names: one of this posting, or one that is not there. */
function namedOrigin({ origin }: Entry): string | undefined {
  return origin?.kind === "line" ? origin.line : origin?.id
}

const methods: readonly string[] = ["fifo", "moving_average", "standard"] satisfies readonly Method[]
/** Whether the text names a method of costing. */
export const isMethod = (text: string | null | undefined): text is Method => methods.includes(text ?? "")

function seen({ ledger }: CostBook, entry: Entry, fact: Row, origin: string | undefined): Seen {
  const [, place, , method, standard, negative, title] = fact
  if (!isMethod(method))
    throw new Problem("LED054", {
      detail: `${ledger.title}: ${title ?? ""} has no method of costing.`,
      hint: `Choose one of ${methods.join(", ")}.`,
    })
  return {
    entry,
    place: place ?? "",
    title: title ?? "",
    method,
    negative: negative === "t",
    ...(typeof standard === "string" ? { standard: new Decimal(standard) } : {}),
    ...(origin === undefined ? {} : { origin }),
  }
}

function placeOf([, , text]: Row): Place {
  return typeof text === "string" ? { state: readState(text) } : {}
}

function originOf([, , , , day, quantity, value, taken]: Row): KnownOrigin {
  return {
    day: day ?? "",
    quantity: new Decimal(quantity ?? 0),
    value: new Decimal(value ?? 0),
    taken: new Decimal(taken ?? 0),
  }
}
