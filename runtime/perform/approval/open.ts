// An approval as it is read, locked, before somebody says what he thinks of it.
import { Problem } from "../../../engine/error/index.ts"
import { approvalEntity, delegationEntity, type Model } from "../../../engine/model/index.ts"
import { acting, once, planRead } from "../../../engine/plan/index.ts"
import { missing } from "../../../engine/response/index.ts"
import { lockTemplate, readTemplate, standsForTemplate, type Template } from "../../sql/index.ts"
import { userIdOf } from "../caller.ts"
import type { Unit } from "../transition/index.ts"

/** A record of `base.approval`. */
export interface Approval {
  readonly id: string
  readonly title: string
  readonly regarding: { readonly entity: string; readonly id: string }
  readonly status: "open" | "given" | "refused" | "withdrawn"
  readonly asked_by: string
  readonly transition: string
  readonly input: string
  readonly seen_version: number
  readonly step: string
  readonly need: number
  readonly approvers: readonly string[]
  readonly due_on: string | null
  readonly escalation: readonly string[]
  readonly decisions: readonly Decided[]
}
export interface Decided {
  readonly id: string
  readonly step: string
  readonly by: string
  readonly behalf: string
  readonly verdict: "given" | "refused"
}

/** The approval, and in whose place the caller may speak, himself first. RUN001 where there is none, WFL009 where it is
 * closed. */
export async function openedApproval(
  unit: Unit,
  id: string,
): Promise<{ readonly approval: Approval; readonly standsFor: readonly string[] }> {
  const { caller } = unit.performance
  const { model } = caller.tenant
  const [, rows, delegators = []] = await unit.ask(templates(model), {
    id,
    user_id: userIdOf(caller.principal),
  })
  const [json] = rows?.[0] ?? []
  if (typeof json !== "string") throw missing("approval")
  const approval = JSON.parse(json) as Approval // a selection of ours, of an entity whose fields are the system's
  if (approval.status !== "open")
    throw new Problem("WFL009", { detail: `The approval is ${approval.status} already.` })
  return { approval, standsFor: [caller.principal.id, ...delegators.flatMap(([one]) => one ?? [])] }
}

function templates(model: Model): readonly Template[] {
  return once(model, "sql opened approval", () => {
    const grant = acting(approvalEntity, model)
    const plan = planRead({ kind: "read", entity: approvalEntity, id: "", expand: [] }, grant, model)
    const delegations = model.entities.get(delegationEntity)
    return [
      lockTemplate(grant.entity, model),
      readTemplate(plan, model),
      ...(delegations === undefined ? [] : [standsForTemplate(delegations, model)]),
    ]
  })
}
