// What is left of records that were made one: the history of the survivor tells of each, whole.
import type { Entity, Model } from "../../../engine/model/index.ts"
import { Draft } from "../draft.ts"
import { quoteIdentifier as q, quoteLiteral } from "../quote.ts"
import type { Template } from "../template.ts"

/** Notes each loser, as it was, in the history of the survivor; nothing for an entity without history. Inputs `id` of the
 * survivor and `losers`. */
export function mergedTemplates(entity: Entity, model: Model): readonly Template[] {
  if (!entity.carries.history) return []
  const draft = new Draft(model)
  const id = draft.param({ kind: "input", name: "id" }, "uuid")
  const losers = draft.param({ kind: "input", name: "losers" }, "uuid[]")
  const actor = draft.param({ kind: "user", field: "id" }, "uuid")
  const secret = [...entity.fields.values()]
    .filter((field) => field.format === "secret")
    .map((field) => ` - ${quoteLiteral(field.name)}`)
  const table = draft.table(entity.table)
  return [
    draft.finish(
      `INSERT INTO ${draft.table("_history")} (entity, record, version, action, by, changes)` +
        ` SELECT ${quoteLiteral(entity.id)}, s.id, s.version, 'merge', ${actor}, to_jsonb(l)${secret.join("")}` +
        ` FROM ${table} s, ${table} l WHERE s.id = ${id} AND l.id = ANY(${losers}) ORDER BY array_position(${losers}, l.${q("id")})`,
    ),
  ]
}
