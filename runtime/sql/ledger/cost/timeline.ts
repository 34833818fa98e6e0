// The story of the things of some drafts: from its start, or from a day at whose end their places are known.
import { Draft } from "../../draft.ts"
import { quoteIdentifier as q } from "../../quote.ts"
import type { Template } from "../../template.ts"
import { keyText, partsOf, same, things, type Part, type CostingBook } from "./place.ts"
import { takenOf, worthOf } from "./worth.ts"

/**
 * The statements that read the stories of the things of the input `drafts`, after the day that the input `since`,
 * `[{thing, day}]`, has for a thing. They give rows of [thing, id, place, date, number, quantity, value, variance, counted,
 * rate, adjusts, origin, reverses], what the ledger does not have being null; and rows of [thing, origin, quantity, value,
 * taken] of what stands before that day and is taken from after it, as it was by the end of it.
 */
export function storyTemplates(book: CostingBook): readonly Template[] {
  return [entries(book), originsBefore(book)]
}

function entries(book: CostingBook): Template {
  const { entity, costing, model } = book
  const draft = new Draft(model)
  const within = partsOf(entity, costing.within)
  const table = `${draft.table(entity.table)} e ON ${same("t", "e", within)}`
  return draft.finish(
    `SELECT ${storyColumns(book).join(", ")} FROM ${begun(book, within, draft)} JOIN ${table} WHERE t.day IS NULL OR e.date > t.day`,
  )
}

/** The columns of an entry `e` of a story. */
export function storyColumns({ entity, costing }: CostingBook): readonly string[] {
  const column = (name: string | undefined): string => (name === undefined ? "NULL" : `e.${q(name)}::text`)
  const { quantity, value, variance, counted, rate } = costing
  return [
    keyText("e", partsOf(entity, costing.within)),
    "e.id::text",
    keyText("e", partsOf(entity, costing.by)),
    ...["date", "number", quantity, value, variance, counted, rate].map(column),
    ...["adjusts", "origin", "reverses"].map(column),
  ]
}

/** The things, each with the day after which its story is read. */
function begun({ entity }: CostingBook, within: readonly Part[], draft: Draft): string {
  const since = draft.param({ kind: "input", name: "since" }, "jsonb")
  const columns = within.map(({ name }) => `d.${q(name)}`).join(", ")
  return `(SELECT ${columns}, s.day FROM ${things("d", within, entity, draft)} LEFT JOIN jsonb_to_recordset(${since}) s(thing text, day date) ON s.thing = ${keyText("d", within)}) t`
}

function originsBefore(book: CostingBook): Template {
  const { entity, costing, model } = book
  const draft = new Draft(model)
  const within = partsOf(entity, costing.within)
  const table = draft.table(entity.table)
  const named = `SELECT DISTINCT t.day, e.origin FROM ${begun(book, within, draft)} JOIN ${table} e ON ${same("t", "e", within)} WHERE e.date > t.day AND e.origin IS NOT NULL AND e.adjusts IS NULL`
  const drafts = draft.param({ kind: "input", name: "taken" }, "jsonb")
  const asked = `SELECT x.day, x.origin FROM jsonb_to_recordset(${drafts}) x(day date, origin uuid)`
  const columns = [
    keyText("e", within),
    "e.id::text",
    "w.quantity::text",
    "w.value::text",
    "k.quantity::text",
  ]
  return draft.finish(
    `SELECT ${columns.join(", ")} FROM (${named} UNION ${asked}) o JOIN ${table} e ON e.id = o.origin AND e.date <= o.day CROSS JOIN LATERAL (${worthOf(book, draft, "o.day")}) w CROSS JOIN LATERAL (${takenOf(book, draft, "o.day")}) k`,
  )
}
