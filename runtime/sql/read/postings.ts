// The entries of postings, as a dry run shows them.
import type { Model } from "../../../engine/model/index.ts"
import type { ReadPlan } from "../../../engine/plan/index.ts"
import { Draft } from "../draft.ts"
import type { Template } from "../template.ts"
import { jsonOf } from "./columns.ts"
import { whereText } from "./list.ts"

/** Rows of [json], in order of writing: the entries of the postings in the input `postings` that may be seen. */
export function postingsTemplate(
  { entity, select, where }: Pick<ReadPlan, "entity" | "select" | "where">,
  model: Model,
): Template {
  const draft = new Draft(model)
  const row = draft.row(entity)
  const json = jsonOf(select, row, draft)
  const seen = where.map((one) => draft.condition(one, row))
  const these = `${row.alias}.posting = ANY(${draft.param({ kind: "input", name: "postings" }, "uuid[]")})`
  return draft.finish(
    `SELECT ${json}::text FROM ${draft.from(row)}${whereText([these, ...seen])} ORDER BY ${row.alias}.number`,
  )
}
