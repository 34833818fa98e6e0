// The whole story of the things of some drafts, and entries of it as they stand, to adjust them.
import { Draft } from "../../draft.ts"
import { quoteIdentifier as q } from "../../quote.ts"
import type { Template } from "../../template.ts"
import type { CostingBook } from "./look.ts"
import { keyText, partsOf, same, things } from "./place.ts"

/** Rows of [thing, id, place, date, number, quantity, value, variance, counted, rate, adjusts, origin, reverses] of all
 * entries of the things of the input `drafts`; what the ledger does not have is null. */
export function timelineTemplate({ entity, costing, model }: CostingBook): Template {
  const draft = new Draft(model)
  const within = partsOf(entity, costing.within)
  const column = (name: string | undefined): string => (name === undefined ? "NULL" : `e.${q(name)}::text`)
  const { quantity, value, variance, counted, rate } = costing
  const columns = [
    keyText("e", within),
    "e.id::text",
    keyText("e", partsOf(entity, costing.by)),
    ...["date", "number", quantity, value, variance, counted, rate].map(column),
    ...["adjusts", "origin", "reverses"].map(column),
  ]
  return draft.finish(
    `SELECT ${columns.join(", ")} FROM ${things("t", within, entity, draft)} JOIN ${draft.table(entity.table)} e ON ${same("t", "e", within)}`,
  )
}
