// The approvals that wait for the caller.
import { approvalEntity, delegationEntity, type Model } from "../../../engine/model/index.ts"
import { acting, once, planRead } from "../../../engine/plan/index.ts"
import type { Reply } from "../../../engine/response/index.ts"
import { bind, myApprovalsTemplate } from "../../sql/index.ts"
import { bindings, momentOf, userIdOf, type Caller } from "../caller.ts"
import { explained } from "../explain.ts"
import type { PerformParts } from "../performance.ts"

/** `{items}`, those due first: of steps that the caller may give himself or in another's place, or that are overdue and
 * have come to him. */
export async function listApprovals(caller: Caller, parts: PerformParts): Promise<Reply> {
  const { tenant, principal } = caller
  const { model, address } = tenant
  const template = myApprovals(model)
  if (template === undefined) return { status: 200, headers: {}, body: '{"items":[]}' }
  const moment = momentOf(parts.clock(), tenant.time_zone)
  const statement = bind(template, bindings(caller, moment, { user_id: userIdOf(principal) }))
  const [rows = []] = await explained(parts.database.run(address, [statement]), model)
  return { status: 200, headers: {}, body: `{"items":[${rows.map(([json]) => json).join(",")}]}` }
}

function myApprovals(model: Model) {
  if (!model.entities.has(approvalEntity)) return undefined
  return once(model, "sql my approvals", () => {
    const grant = acting(approvalEntity, model)
    const expand = ["asked_by"]
    const { select } = planRead({ kind: "read", entity: approvalEntity, id: "", expand }, grant, model)
    return myApprovalsTemplate(grant.entity, model.entities.get(delegationEntity), select, model)
  })
}
