// Idempotency keys: the key's row is taken first, in the transaction of the write, and holds the reply at its end.
// A second request with the key waits on that row, then finds it taken.
import type { Model } from "../../../engine/model/index.ts"
import type { ReadPlan } from "../../../engine/plan/index.ts"
import { Draft } from "../draft.ts"
import { jsonOf } from "../read/columns.ts"
import type { Template } from "../template.ts"

/** Takes the key, free or older than a day; raises TN002 `idempotency` when it is taken. Inputs: `key`, `request`. */
export function takeKey(model: Model): Template {
  const draft = new Draft(model)
  const key = draft.param({ kind: "input", name: "key" }, "text")
  const principal = draft.param({ kind: "input", name: "actor" }, "uuid")
  const request = draft.param({ kind: "input", name: "request" }, "text")
  return draft.finish(
    `WITH k AS (INSERT INTO ${draft.table("_idempotency")} AS t (key, principal, request) VALUES (${key}, ${principal}, ${request})` +
      ` ON CONFLICT (principal, key) DO UPDATE SET at = now(), request = EXCLUDED.request, status = NULL, headers = NULL, body = NULL WHERE t.at < now() - interval '24 hours' RETURNING 1)` +
      ` SELECT tenon.expect((SELECT count(*) FROM k), 'idempotency')`,
  )
}

/** Wraps the last query of a write, which gives [json, id] or [json, version], so that its first row is kept under the
 * key. Arrays are kept as a JSON array in order of the input `ids`. */
export function savedReply(query: string, draft: Draft): string {
  const key = draft.param({ kind: "input", name: "key" }, "text")
  const principal = draft.param({ kind: "input", name: "actor" }, "uuid")
  const table = draft.table("_idempotency")
  return (
    `WITH reply AS (${query}), kept AS (UPDATE ${table} k SET status = 200, body = (SELECT json_agg(json_build_array(reply.json, reply.id))::text FROM reply)` +
    ` WHERE k.key = ${key} AND k.principal = ${principal}) SELECT reply.json, reply.id FROM reply`
  )
}

/** The record as it is once all is done, [json, version], for the input `id`; `kept` under the key it came with. */
export function finalTemplate(
  { entity, select }: Pick<ReadPlan, "entity" | "select">,
  keeping: "kept" | "told",
  model: Model,
): Template {
  const draft = new Draft(model)
  const row = draft.row(entity)
  const json = jsonOf(select, row, draft)
  const id = draft.param({ kind: "input", name: "id" }, "uuid")
  const query = `SELECT ${json}::text AS json, ${row.alias}.version::text AS id FROM ${draft.from(row)} WHERE ${row.alias}.id = ${id}`
  return draft.finish(keeping === "kept" ? savedReply(query, draft) : query)
}

/** The record as it waits for an approval, [{approval, record}, no version], for the inputs `id` and `approval`. */
export function askedTemplate(
  { entity, select }: Pick<ReadPlan, "entity" | "select">,
  keeping: "kept" | "told",
  model: Model,
): Template {
  const draft = new Draft(model)
  const row = draft.row(entity)
  const approval = draft.param({ kind: "input", name: "approval" }, "uuid")
  const id = draft.param({ kind: "input", name: "id" }, "uuid")
  const json = `json_build_object('approval', ${approval}, 'record', ${jsonOf(select, row, draft)})`
  const query = `SELECT ${json}::text AS json, NULL::text AS id FROM ${draft.from(row)} WHERE ${row.alias}.id = ${id}`
  return draft.finish(keeping === "kept" ? savedReply(query, draft) : query)
}

/** What was kept under a key: rows of [request, body]. */
export function keptTemplate(model: Model): Template {
  const draft = new Draft(model)
  const key = draft.param({ kind: "input", name: "key" }, "text")
  const principal = draft.param({ kind: "input", name: "actor" }, "uuid")
  return draft.finish(
    `SELECT request, body FROM ${draft.table("_idempotency")} WHERE key = ${key} AND principal = ${principal}`,
  )
}
