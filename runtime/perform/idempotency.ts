// Idempotency keys: a write that is sent twice is done once, and answers twice alike.
import { createHash } from "node:crypto"
import { Problem } from "../../engine/error/index.ts"
import { once } from "../../engine/plan/index.ts"
import type {
  CreateAction,
  DeleteAction,
  TransitionAction,
  UpdateAction,
} from "../../engine/request/index.ts"
import type { Reply } from "../../engine/response/index.ts"
import { bind, keptTemplate, takeKey, type Row, type Statement } from "../sql/index.ts"
import { bindings } from "./caller.ts"
import type { Performance } from "./performance.ts"

/** The statement that takes the key of a write, bound; none when it came without. */
export function takingKey(
  action: CreateAction | UpdateAction | DeleteAction | TransitionAction,
  { caller, moment }: Performance,
): Statement[] {
  const { idempotencyKey: key } = action
  if (key === undefined) return []
  const { model } = caller.tenant
  const request = createHash("sha256").update(JSON.stringify(action)).digest("hex")
  const template = once(model, "sql take key", () => takeKey(model))
  return [bind(template, bindings(caller, moment, { key, actor: caller.principal.id, request }))]
}

/** The reply that the first request with the key got. RUN014 when that was another request. */
export async function firstReply(
  key: string,
  taking: readonly Statement[],
  { parts, caller, moment }: Performance,
  make: (kept: readonly Row[]) => Reply,
): Promise<Reply> {
  const { model, address } = caller.tenant
  const template = once(model, "sql kept reply", () => keptTemplate(model))
  const [rows] = await parts.database.run(address, [
    bind(template, bindings(caller, moment, { key, actor: caller.principal.id })),
  ])
  const [request, body] = rows?.[0] ?? []
  if (request === undefined || !taking.some(({ values }) => values.includes(request)))
    throw new Problem("RUN014", {
      detail: "This Idempotency-Key came before with another request.",
      hint: "Make a new key for each new request.",
      path: "Idempotency-Key",
    })
  const kept = JSON.parse(body ?? "[]") as Row[]
  const reply = make(kept)
  return { ...reply, headers: { ...reply.headers, "idempotency-replayed": "true" } }
}
