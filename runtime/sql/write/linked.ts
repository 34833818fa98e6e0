// The records that a transition reads through references, held still while it is decided: one statement for all of them.
import type { Model } from "../../../engine/model/index.ts"
import type { Linked } from "../../../engine/plan/index.ts"
import { Draft } from "../draft.ts"
import type { Template } from "../template.ts"
import { reached } from "./refresh.ts"

/** Locks them, entity by entity and by id within; none where there are none. Input `ids`: of the record itself, which must be
 * locked before. A row of counts. */
export function linkedTemplates(linked: readonly Linked[], model: Model): readonly Template[] {
  if (linked.length === 0) return []
  const draft = new Draft(model)
  const locked = linked.map(({ entity, ways }, i) => {
    const ids = ways.map((way) => reached(way, "ids", draft)).join(" UNION ALL ")
    return `l${i} AS MATERIALIZED (SELECT t.id FROM ${draft.table(entity.table)} t WHERE t.id IN (${ids}) ORDER BY t.id FOR NO KEY UPDATE)`
  })
  const counts = linked.map((_, i) => `(SELECT count(*) FROM l${i})`)
  return [draft.finish(`WITH ${locked.join(", ")} SELECT ${counts.join(" + ")}`)]
}
