// What a document has written into a ledger.
import type { Model } from "../../../engine/model/index.ts"
import type { ReadPlan } from "../../../engine/plan/index.ts"
import { Draft } from "../draft.ts"
import { jsonOf } from "../read/columns.ts"
import { quoteIdentifier as q } from "../quote.ts"
import type { Template } from "../template.ts"
import { sourceColumn } from "./reverse.ts"

/** Rows of [json], in the order of writing, of the entries of the document `id`, an entity's, that the plan lets see. */
export function bookedTemplate(
  { select, where }: Pick<ReadPlan, "select" | "where">,
  source: string,
  model: Model,
): Template {
  const draft = new Draft(model)
  const row = draft.row(select.table)
  const id = draft.param({ kind: "input", name: "id" }, "uuid")
  const json = jsonOf(select, row, draft)
  const conditions = [
    `${row.alias}.${q(sourceColumn(row, source))} = ${id}`,
    ...where.map((one) => draft.condition(one, row)),
  ]
  return draft.finish(
    `SELECT ${json}::text FROM ${draft.from(row)} WHERE ${conditions.join(" AND ")} ORDER BY ${row.alias}.number`,
  )
}
