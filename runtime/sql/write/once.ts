// Idempotency keys: the key's row is taken first, in the transaction of the write, and holds the reply at its end.
// A second request with the key waits on that row, then finds it taken.
import type { Model } from "../../../engine/model/index.ts"
import { Draft } from "../draft.ts"
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

/** What was kept under a key: rows of [request, body]. */
export function keptTemplate(model: Model): Template {
  const draft = new Draft(model)
  const key = draft.param({ kind: "input", name: "key" }, "text")
  const principal = draft.param({ kind: "input", name: "actor" }, "uuid")
  return draft.finish(
    `SELECT request, body FROM ${draft.table("_idempotency")} WHERE key = ${key} AND principal = ${principal}`,
  )
}
