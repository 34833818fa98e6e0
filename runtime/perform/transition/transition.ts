// A move in the life cycle of a record, at the door: one transaction for it and all that follows, and the reply.
import type { Grant } from "../../../engine/access/index.ts"
import { approvalEntity } from "../../../engine/model/index.ts"
import { once, planRead } from "../../../engine/plan/index.ts"
import type { TransitionAction } from "../../../engine/request/index.ts"
import type { Reply } from "../../../engine/response/index.ts"
import { finalTemplate, type Row, type Template } from "../../sql/index.ts"
import { userIdOf } from "../caller.ts"
import { isUnmet } from "../explain.ts"
import { firstReply, takingKey } from "../idempotency.ts"
import type { Performance } from "../performance.ts"
import { inTransaction } from "./in-transaction.ts"
import { move } from "./move.ts"
import { rehearse } from "./rehearse.ts"

/** Makes the transition and gives the record as it is then; 202 and the approval where others must agree first. A dry run
 * does all of it, tells what it would leave behind, and rolls back. */
export async function performTransition(
  action: TransitionAction,
  grant: Grant,
  performance: Performance,
): Promise<Reply> {
  const { parts, caller, rooms } = performance
  if (action.run === "dry" || performance.run === "dry") return rehearse(action, grant, performance)
  const key = takingKey(action, performance)
  try {
    const { rows, unit, moved } = await rooms.timeAsync("run", () =>
      inTransaction(performance, async (unit) => {
        unit.queue(key)
        const moved = await move(unit, { ...action, depth: 0 }, grant)
        const [rows = []] = await unit.commit(
          [final(key.length > 0 ? "kept" : "told", grant, performance)],
          inputs(action, performance),
        )
        return { rows, unit, moved }
      }),
    )
    for (const { entity, id } of unit.written) await parts.written?.(caller, entity, [id])
    return moved.kind === "asked" ? askedReply(moved.approval, rows) : recordReply(rows)
  } catch (fault) {
    if (!isUnmet(fault, "idempotency")) throw fault
    return firstReply(action.idempotencyKey ?? "", key, performance, recordReply)
  }
}

/** The statement that reads the record once all is done. */
function final(keeping: "kept" | "told", grant: Grant, { caller }: Performance): Template {
  const { model } = caller.tenant
  return once(model, `sql final ${keeping} ${grant.entity.id} ${grant.key}`, () => {
    const plan = planRead({ kind: "read", entity: grant.entity.id, id: "", expand: [] }, grant, model)
    return finalTemplate(plan, keeping, model)
  })
}

function inputs(
  { id, idempotencyKey }: TransitionAction,
  { caller }: Performance,
): Record<string, string | null> {
  return { id, key: idempotencyKey ?? null, actor: userIdOf(caller.principal) }
}

/** 202: the record has not moved, others are to agree first. */
function askedReply(approval: string, rows: readonly Row[]): Reply {
  const body = `{"approval":${JSON.stringify(approval)},"record":${rows[0]?.[0] ?? "null"}}`
  return { status: 202, headers: { location: `/api/v1/records/${approvalEntity}/${approval}` }, body }
}

/** The record with its version as ETag. */
function recordReply(rows: readonly Row[]): Reply {
  const [json, version] = rows[0] ?? []
  return { status: 200, headers: { etag: `"${version ?? ""}"` }, body: json ?? "null" }
}
