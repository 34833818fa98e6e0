// The query of the effect `carry`: the records that name a document, whole.
import { columnOf, type Entity, type Model } from "../../../engine/model/index.ts"
import type { Selection } from "../../../engine/plan/index.ts"
import { Draft } from "../draft.ts"
import { quoteIdentifier as q } from "../quote.ts"
import type { Template } from "../template.ts"
import { jsonOf } from "./columns.ts"

/** Rows of [json], oldest first: the records of `entity` whose reference `via` names the document `id` of `named`. */
export function carriedTemplate(
  entity: Entity,
  via: string,
  [named, select]: readonly [named: string, select: Selection],
  model: Model,
): Template {
  const draft = new Draft(model)
  const row = draft.row(entity)
  const column = columnOf(named, entity.fields.get(via)) ?? via
  const id = draft.param({ kind: "input", name: "id" }, "uuid")
  const json = jsonOf(select, row, draft)
  return draft.finish(
    `SELECT ${json}::text FROM ${draft.from(row)} WHERE ${row.alias}.${q(column)} = ${id} ORDER BY ${row.alias}.id`,
  )
}
