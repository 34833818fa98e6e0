// Whether the values of a costing ledger are right: every thing's story is told from its start, and compared.
import { nothing, recost, type CostRow, type Method } from "../../../engine/ledger/costing/index.ts"
import { once } from "../../../engine/plan/index.ts"
import { formatDecimal } from "../../../engine/value/index.ts"
import type { Row, Template } from "../../sql/index.ts"
import { thingsTemplate, wholeTemplate } from "../../sql/ledger/cost/index.ts"
import type { Caller } from "../caller.ts"
import { isMethod } from "./look.ts"
import { writtenRow } from "./rows.ts"
import type { CostBook } from "./types.ts"

/** Asks one statement with its inputs. */
type Ask = (template: Template, inputs: Readonly<Record<string, string>>) => Promise<readonly Row[]>

/** The faults told at most, and the entries that are held at a time. */
const MOST = 20
const HELD = 50_000

/** Rows of ["costs", json] with `{entry, quantity, value}` of entries that lack so much, with all that adjusts them. */
export async function verifyCosts(
  book: CostBook,
  model: Caller["tenant"]["model"],
  ask: Ask,
): Promise<readonly Row[]> {
  const { id } = book.ledger
  const things = await ask(
    once(model, `sql cost things ${id}`, () => thingsTemplate({ ...book, model })),
    {},
  )
  const story = once(model, `sql cost whole ${id}`, () => wholeTemplate({ ...book, model }))
  const faults: Row[] = []
  for (const batch of batches(things)) {
    if (faults.length >= MOST) break
    const methods = new Map(batch.map(([thing, , method]) => [thing ?? "", method]))
    const names = [...methods.keys()].map((name) => JSON.parse(name) as unknown) // PostgreSQL made the texts of them
    const stories = new Map<string, CostRow[]>()
    for (const row of await ask(story, { things: JSON.stringify(names) })) {
      const rows = stories.get(row[0] ?? "") ?? []
      stories.set(row[0] ?? "", rows)
      rows.push(writtenRow(row))
    }
    for (const [thing, rows] of stories) {
      const method = methods.get(thing)
      if (isMethod(method)) faults.push(...faultsOf(book, method, rows))
    }
  }
  return faults.slice(0, MOST)
}

/** Things in their order, so many that their entries can be held; one that has more stands alone. */
function* batches(things: readonly Row[]): Generator<readonly Row[]> {
  let batch: Row[] = []
  let held = 0
  for (const thing of things) {
    const entries = Number(thing[1])
    if (batch.length > 0 && held + entries > HELD) {
      yield batch
      batch = []
      held = 0
    }
    batch.push(thing)
    held += entries
  }
  if (batch.length > 0) yield batch
}

function faultsOf({ costing }: CostBook, method: Method, rows: readonly CostRow[]): readonly Row[] {
  const terms = { method, scale: costing.scale, negative: true }
  const { adjustments } = recost(terms, { beginning: nothing, rows, drafts: [] })
  return adjustments.map(({ adjusts, quantity, value }) => [
    "costs",
    JSON.stringify({ entry: adjusts, quantity: formatDecimal(quantity), value: formatDecimal(value) }),
  ])
}
