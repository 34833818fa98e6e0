// A move in the life cycle of a record: one transaction for it and all that follows, tried again where concurrent ones
// stood in each other's way.
import type { Grant } from "../../../engine/access/index.ts"
import { approvalEntity } from "../../../engine/model/index.ts"
import { once, planRead, type WritePlan } from "../../../engine/plan/index.ts"
import type { TransitionAction } from "../../../engine/request/index.ts"
import type { Reply } from "../../../engine/response/index.ts"
import { isWorthRetrying } from "../../database/index.ts"
import { finalTemplate, type Row, type Template } from "../../sql/index.ts"
import { explained, isUnmet, RolledBack } from "../explain.ts"
import { firstReply, takingKey } from "../idempotency.ts"
import type { Performance } from "../performance.ts"
import { move } from "./move.ts"
import { Unit } from "./unit.ts"

/** Makes the transition and gives the record as it is then; 202 and the approval where others must agree first. A dry run does all of it, tells what it would leave behind,
 * and rolls back. */
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

/** Does it, reads what came of it, and undoes it. */
async function rehearse(action: TransitionAction, grant: Grant, performance: Performance): Promise<Reply> {
  let told: Reply | undefined
  try {
    await inTransaction(performance, async (unit) => {
      await move(unit, { ...action, depth: 0 }, grant)
      const [rows = []] = await unit.ask([final("told", grant, performance)], inputs(action, performance))
      const created = unit.written
        .filter(({ by }) => by === "create")
        .map(({ entity, id }) => ({ entity, id }))
      told = {
        status: 200,
        headers: {},
        body: `{"record":${rows[0]?.[0] ?? "null"},"created":${JSON.stringify(created)}}`,
      }
      throw new RolledBack()
    })
  } catch (fault) {
    if (!(fault instanceof RolledBack)) throw fault
  }
  if (told === undefined) throw new Error("a dry run ended without a word")
  return told
}

const MOST_TRIES = 5

/** The work in a transaction of its own; anew where it met a deadlock, which rolled all of it back. Faults speak of the
 * records of `plan`. */
export async function inTransaction<T>(
  performance: Performance,
  work: (unit: Unit) => Promise<T>,
  plan?: WritePlan,
): Promise<T> {
  const { parts, caller } = performance
  const { address, model } = caller.tenant
  const tried = async (): Promise<T> => {
    for (let tries = 1; ; tries++) {
      try {
        return await parts.database.transaction(address, (tx) => work(new Unit(tx, performance)))
      } catch (fault) {
        if (tries >= MOST_TRIES || !isWorthRetrying(fault)) throw fault
      }
    }
  }
  return explained(tried(), model, plan)
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
  return { id, key: idempotencyKey ?? null, actor: caller.principal.id === "" ? null : caller.principal.id }
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
