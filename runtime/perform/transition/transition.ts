// A move in the life cycle of a record, at the door: one transaction for it and all that follows, and the reply.
import { rightsOf, type Grant } from "../../../engine/access/index.ts"
import { once, planRead } from "../../../engine/plan/index.ts"
import type { TransitionAction } from "../../../engine/request/index.ts"
import type { Reply } from "../../../engine/response/index.ts"
import { askedTemplate, finalTemplate, type Row, type Template } from "../../sql/index.ts"
import { userIdOf } from "../caller.ts"
import { isUnmet } from "../explain.ts"
import { firstReply, takingKey } from "../idempotency.ts"
import type { Performance } from "../performance.ts"
import { inTransaction } from "./in-transaction.ts"
import { move } from "./move.ts"
import type { Moved } from "./moved.ts"
import { rehearse } from "./rehearse.ts"
import type { Unit } from "./unit.ts"

/** Makes the transition and gives the record as it is then; 202 and the approval where others must agree first. A dry run
 * does all of it, tells what it would leave behind, and rolls back. */
export async function performTransition(
  action: TransitionAction,
  grant: Grant,
  asked: Performance,
): Promise<Reply> {
  const performance = action.duplicates === undefined ? asked : { ...asked, duplicates: action.duplicates }
  const { parts, caller, rooms } = performance
  if (action.run === "dry" || performance.run === "dry") return rehearse(action, grant, performance)
  const key = takingKey(action, performance)
  try {
    const { rows, unit } = await rooms.timeAsync("run", () =>
      inTransaction(performance, async (unit) => {
        unit.queue(key)
        const moved = await move(unit, { ...action, depth: 0 }, grant)
        const templates = [final(moved, key.length > 0 ? "kept" : "told", grant, performance)]
        const [rows = []] = await unit.commit(templates, inputs(action, moved, performance))
        return { rows, unit }
      }),
    )
    for (const { entity, id } of unit.written) await parts.written?.(caller, entity, [id])
    return transitionReply(rows, made(unit, caller))
  } catch (fault) {
    if (!isUnmet(fault, "idempotency")) throw fault
    return firstReply(action.idempotencyKey ?? "", key, performance, transitionReply)
  }
}

/** The statement that reads the record once all is done. */
function final(moved: Moved, keeping: "kept" | "told", grant: Grant, { caller }: Performance): Template {
  const { model } = caller.tenant
  return once(model, `sql final ${moved.kind} ${keeping} ${grant.entity.id} ${grant.key}`, () => {
    const plan = planRead({ kind: "read", entity: grant.entity.id, id: "", expand: [] }, grant, model)
    return moved.kind === "asked" ? askedTemplate(plan, keeping, model) : finalTemplate(plan, keeping, model)
  })
}

function inputs(
  { id, idempotencyKey }: TransitionAction,
  moved: Moved,
  { caller }: Performance,
): Record<string, string | null> {
  const approval = moved.kind === "asked" ? moved.approval : null
  return { id, key: idempotencyKey ?? null, actor: userIdOf(caller.principal), approval }
}

/** How many of the records made are told: who makes hundreds looks at a list. */
const MOST_TOLD = 20

/** The records that were made besides, as links (RFC 8288); of those alone whose kind the caller may read. */
function made({ written }: Unit, { tenant, principal }: Performance["caller"]): string {
  const rights = rightsOf(principal.roles, tenant.model)
  return written
    .filter(({ by, entity }) => by === "create" && rights.access(entity).read !== false)
    .slice(0, MOST_TOLD)
    .map(({ entity, id }) => `</api/v1/records/${entity}/${id}>; rel="created"`)
    .join(", ")
}

/** The record with its version as ETag and what was made besides; 202 where it has not moved, since others are to agree
 * first. */
function transitionReply(rows: readonly Row[], link = ""): Reply {
  const [json, version] = rows[0] ?? []
  const body = json ?? "null"
  const links = link === "" ? {} : { link }
  return version === null || version === undefined
    ? { status: 202, headers: {}, body }
    : { status: 200, headers: { etag: `"${version}"`, ...links }, body }
}
