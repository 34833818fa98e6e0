// The states of places, kept beside their sums after entries were written.
import { ledgerTable } from "../../../../engine/model/index.ts"
import { Draft } from "../../draft.ts"
import { quoteIdentifier as q } from "../../quote.ts"
import type { Template } from "../../template.ts"
import { partsOf, same, sumsOf, type CostingBook } from "./place.ts"

/** Keeps the input `states`: `[{place: [...], state}]`. A state that does not agree with the sums that PostgreSQL keeps,
 * because somebody wrote past us, is left out: the next one works it out anew. */
export function keepStates({ entity, costing, model }: CostingBook): Template {
  const draft = new Draft(model)
  const parts = partsOf(entity, costing.by)
  const states = draft.param({ kind: "input", name: "states" }, "jsonb")
  const columns = parts.map(({ name, type }, at) => `(s.place ->> ${at})::${type} AS ${q(name)}`).join(", ")
  const agrees = [
    `c.${q(costing.quantity)} = (s.state ->> 'quantity')::numeric`,
    `c.${q(costing.value)} = (s.state ->> 'value')::numeric`,
  ].join(" AND ")
  return draft.finish(
    `UPDATE ${draft.table(ledgerTable(entity.id, "cost"))} c SET state = CASE WHEN ${agrees} THEN s.state || jsonb_build_object('sums', ${sumsOf("c", costing)}) END FROM (SELECT ${columns}, s.state FROM jsonb_to_recordset(${states}) s(place jsonb, state jsonb)) s WHERE ${same("c", "s", parts)}`,
  )
}
