// What a document, or a posting, has written into a ledger.
import type { Expression } from "../../../engine/expression/index.ts"
import type { Model } from "../../../engine/model/index.ts"
import type { Selection } from "../../../engine/plan/index.ts"
import { Draft } from "../draft.ts"
import { jsonOf } from "../read/columns.ts"
import { quoteIdentifier as q } from "../quote.ts"
import type { Template } from "../template.ts"

/** The column that is asked for, and what the grant shows of the entries. */
export interface Written {
  readonly column: string
  readonly select: Selection
  readonly where: readonly Expression[]
}

/** Rows of [json], in the order of writing, of the entries whose column is among the input `ids`. */
export function writtenTemplate({ column, select, where }: Written, model: Model): Template {
  const draft = new Draft(model)
  const row = draft.row(select.table)
  const ids = draft.param({ kind: "input", name: "ids" }, "uuid[]")
  const json = jsonOf(select, row, draft)
  const conditions = [
    `${row.alias}.${q(column)} = ANY(${ids})`,
    ...where.map((one) => draft.condition(one, row)),
  ]
  return draft.finish(
    `SELECT ${json}::text FROM ${draft.from(row)} WHERE ${conditions.join(" AND ")} ORDER BY ${row.alias}.number`,
  )
}
