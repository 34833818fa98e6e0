// Likelihoods worked out anew for all records that have not ended: what others came to has changed what they learn.
import type { Condition, Entity, Field, Model } from "../../../engine/model/index.ts"
import { Draft } from "../draft.ts"
import { quoteIdentifier as q } from "../quote.ts"
import type { Template } from "../template.ts"
import { derivedValue } from "./refresh.ts"

/** Rows of [id] of the records that changed, among those that `allowed` holds for. */
export function learnTemplate(
  entity: Entity,
  fields: readonly Field[],
  allowed: Condition,
  model: Model,
): Template {
  const draft = new Draft(model)
  const row = draft.row(entity)
  const values = fields.map((field) => `${derivedValue(field, row, draft)} AS ${q(field.name)}`)
  const where = typeof allowed === "object" ? ` WHERE ${draft.condition(allowed, row)}` : ""
  const inner = `SELECT ${row.alias}.id, ${values.join(", ")} FROM ${draft.from(row)}${where}`
  const set = fields.map(({ name }) => `${q(name)} = s.${q(name)}`).join(", ")
  const changed = fields.map(({ name }) => `t.${q(name)} IS DISTINCT FROM s.${q(name)}`).join(" OR ")
  return draft.finish(
    `UPDATE ${draft.table(entity.table)} t SET ${set} FROM (${inner}) s WHERE t.id = s.id AND (${changed}) RETURNING t.id::text`,
  )
}
