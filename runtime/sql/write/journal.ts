// What every write leaves behind in its own transaction: a row of history and a row of the outbox.
import type { Entity } from "../../../engine/model/index.ts"
import type { Draft } from "../draft.ts"
import { quoteLiteral } from "../quote.ts"

/** CTEs that write history (unless the entity keeps none) and outbox from the CTE `w`, given its columns as SQL. What has
 * changed is worked out once for both. */
export function journal(
  entity: Entity,
  action: string,
  from: { id: string; version: string; changes: string },
  draft: Draft,
): string[] {
  const name = quoteLiteral(entity.id)
  const said = `j AS MATERIALIZED (SELECT ${from.id} AS record, ${from.version} AS version, ${from.changes} AS changes FROM w)`
  const outbox = `o AS (INSERT INTO ${draft.table("_outbox")} (entity, record, version, action, changes) SELECT ${name}, j.record, j.version, ${quoteLiteral(action)}, j.changes FROM j)`
  if (!entity.carries.history) return [said, outbox]
  // Asked for only where it is used: PostgreSQL refuses a parameter without a place.
  const actor = draft.param({ kind: "user", field: "id" }, "uuid")
  return [
    said,
    `h AS (INSERT INTO ${draft.table("_history")} (entity, record, version, action, by, changes) SELECT ${name}, j.record, j.version, ${quoteLiteral(action)}, ${actor}, j.changes FROM j)`,
    outbox,
  ]
}
