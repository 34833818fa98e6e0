// What verifying costs reads: the things of a ledger, and the whole stories of some of them.
import { Draft } from "../../draft.ts"
import { quoteIdentifier as q } from "../../quote.ts"
import type { Template } from "../../template.ts"
import { keyText, partsOf, same, type CostingBook } from "./place.ts"
import { storyColumns } from "./timeline.ts"

/** Rows of [thing, entries, method], the method as its latest entry has it. */
export function thingsTemplate({ entity, costing, model }: CostingBook): Template {
  const draft = new Draft(model)
  const row = draft.row(entity)
  const thing = keyText(row.alias, partsOf(entity, costing.within))
  const method = draft.value(costing.method, row)
  return draft.finish(
    `SELECT ${thing}, count(*)::text, (array_agg(${method} ORDER BY ${row.alias}.number DESC))[1] FROM ${draft.from(row)} GROUP BY 1 ORDER BY 1`,
  )
}

/** Rows as the story of the things in the input `things`, a JSON array of their names, has them. */
export function wholeTemplate(book: CostingBook): Template {
  const { entity, costing, model } = book
  const draft = new Draft(model)
  const names = draft.param({ kind: "input", name: "things" }, "jsonb")
  const parts = partsOf(entity, costing.within)
  const asked = parts.map(({ name, type }, at) => `(n.value ->> ${at})::${type} AS ${q(name)}`).join(", ")
  return draft.finish(
    `SELECT ${storyColumns(book).join(", ")} FROM (SELECT ${asked} FROM jsonb_array_elements(${names}) n) t JOIN ${draft.table(entity.table)} e ON ${same("t", "e", parts)}`,
  )
}
