// Likelihoods worked out anew for records that have not ended: what others came to has changed what they learn.
import type { Condition, Entity, Field, Model } from "../../../engine/model/index.ts"
import { Draft, type Row } from "../draft.ts"
import { quoteIdentifier as q } from "../quote.ts"
import type { Template } from "../template.ts"
import { derivedValue } from "./refresh.ts"

/** Rows of [id] in their order: the next records after the input `after` that `allowed` holds for and that have not ended;
 * `most` at most. */
export function learnersTemplate(
  entity: Entity,
  fields: readonly Field[],
  [allowed, most]: readonly [Condition, number],
  model: Model,
): Template {
  const draft = new Draft(model)
  const row = draft.row(entity)
  const where = [
    `${row.alias}.id > ${draft.param({ kind: "input", name: "after" }, "uuid")}`,
    `(${fields.map((field) => isOpen(field, row, draft)).join(" OR ")})`,
    ...(typeof allowed === "object" ? [draft.condition(allowed, row)] : []),
  ]
  return draft.finish(
    `SELECT ${row.alias}.id::text FROM ${draft.from(row)} WHERE ${where.join(" AND ")} ORDER BY ${row.alias}.id LIMIT ${most}`,
  )
}

function isOpen({ derived }: Field, row: Row, draft: Draft): string {
  if (derived?.kind !== "likelihood") return "false"
  return `NOT (${draft.condition(derived.won, row, "total")} OR ${draft.condition(derived.lost, row, "total")})`
}

/** Rows of [id] of those among the input `ids` that have another likelihood now. */
export function learnTemplate(entity: Entity, fields: readonly Field[], model: Model): Template {
  const draft = new Draft(model)
  const row = draft.row(entity)
  const values = fields.map((field) => `${derivedValue(field, row, draft)} AS ${q(field.name)}`)
  const ids = draft.param({ kind: "input", name: "ids" }, "uuid[]")
  const inner = `SELECT ${row.alias}.id, ${values.join(", ")} FROM ${draft.from(row)} WHERE ${row.alias}.id = ANY(${ids})`
  const set = fields.map(({ name }) => `${q(name)} = s.${q(name)}`).join(", ")
  const changed = fields.map(({ name }) => `t.${q(name)} IS DISTINCT FROM s.${q(name)}`).join(" OR ")
  return draft.finish(
    `UPDATE ${draft.table(entity.table)} t SET ${set} FROM (${inner}) s WHERE t.id = s.id AND (${changed}) RETURNING t.id::text`,
  )
}
