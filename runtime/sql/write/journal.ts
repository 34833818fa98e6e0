// What every write leaves behind in its own transaction: a row of history and a row of the outbox.
import type { Entity } from "../../../engine/model/index.ts"
import type { Draft } from "../draft.ts"
import { quoteLiteral } from "../quote.ts"

/** CTEs that write history (unless the entity keeps none) and outbox from the CTE `w`, given its columns as SQL. */
export function journal(
  entity: Entity,
  action: string,
  from: { id: string; version: string; changes: string },
  draft: Draft,
): string[] {
  const name = quoteLiteral(entity.id)
  const outbox = `o AS (INSERT INTO ${draft.table("_outbox")} (entity, record, version, action, changes) SELECT ${name}, ${from.id}, ${from.version}, ${quoteLiteral(action)}, ${from.changes} FROM w)`
  if (!entity.carries.history) return [outbox]
  // Asked for only where it is used: PostgreSQL refuses a parameter without a place.
  const actor = draft.param({ kind: "user", field: "id" }, "uuid")
  return [
    `h AS (INSERT INTO ${draft.table("_history")} (entity, record, version, action, by, changes) SELECT ${name}, ${from.id}, ${from.version}, ${quoteLiteral(action)}, ${actor}, ${from.changes} FROM w)`,
    outbox,
  ]
}
