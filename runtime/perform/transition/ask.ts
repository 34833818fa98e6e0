// A transition that others must agree to first: the record stays, and an approval of its first step is opened.
import { Problem } from "../../../engine/error/index.ts"
import {
  approvalEntity,
  type ApprovalStep,
  type Entity,
  type Transition,
} from "../../../engine/model/index.ts"
import {
  acting,
  once,
  planCreate,
  planUpdate,
  type Clean,
  type WriteEnv,
} from "../../../engine/plan/index.ts"
import { addDays } from "../../../engine/value/index.ts"
import { needOf, type AskedStep } from "../../../engine/workflow/index.ts"
import { openApprovalsTemplate } from "../../sql/index.ts"
import type { Seen } from "./look.ts"
import { holders, tell } from "./notify.ts"
import type { Unit } from "./unit.ts"

/** What is asked for, of which record as it was seen. */
export interface Asking {
  readonly entity: Entity
  readonly id: string
  readonly asked: Transition
  readonly input: Clean
  readonly seen: Seen
  readonly steps: readonly AskedStep[]
  readonly env: WriteEnv
}

/** Opens the approval and tells the approvers. One that is open for the record as it is now is enough (WFL006); an older
 * one is withdrawn. WFL007 where too few could approve. */
export async function openApproval(
  unit: Unit,
  asking: Asking,
): Promise<{ readonly kind: "asked"; readonly approval: string }> {
  const { entity, id, asked, input, seen, steps, env } = asking
  const { caller } = unit.performance
  const { model } = caller.tenant
  const [step] = steps
  if (step === undefined) throw new Error(`no step of ${asked.name} is needed`)
  await withdrawOlder(unit, asking)
  const grant = acting(approvalEntity, model)
  const record = {
    ...(await opened(unit, step, caller.principal.id, env)),
    title: titleOf(asking),
    regarding: { entity: entity.id, id },
    transition: asked.name,
    input: JSON.stringify(input),
    seen_version: seen.version,
    asked_by: caller.principal.id,
  }
  const plan = planCreate(
    { kind: "create", entity: approvalEntity, form: "one", records: [record] },
    grant,
    model,
    env,
  )
  await unit.write({ ...plan, reply: "none" }, grant)
  await tell(unit, record.approvers, `${record.title}: your approval is asked for.`, { entity, id, env })
  return { kind: "asked", approval: String(plan.records[0]?.["id"]) }
}

/** The fields of an approval that its step decides: who may approve, how many must, and until when. */
export async function opened(unit: Unit, { step, users }: AskedStep, askedBy: string, { today }: WriteEnv) {
  const others = (ids: readonly string[]): string[] =>
    [...new Set(ids)].filter((one) => one !== askedBy).sort()
  const approvers = others([...users, ...(await holders(unit, step.roles))])
  const escalation = others(await holders(unit, step.escalate))
  const need = needOf(step, approvers.length)
  if (approvers.length < Math.max(need, 1)) throw tooFew(step, need, approvers.length)
  const due = step.days === undefined ? null : addDays(today, step.days)
  return { step: step.name, need, approvers, escalation, due_on: due ?? null }
}

function titleOf({ entity, asked, seen }: Asking): string {
  const name = seen.snapshot.record[entity.titleField]
  const called = typeof name === "string" && entity.titleField !== "id" ? ` ${name}` : ""
  return `${asked.title}: ${entity.title}${called}`.slice(0, 300)
}

async function withdrawOlder(unit: Unit, { entity, id, asked, seen, env }: Asking): Promise<void> {
  const { model } = unit.performance.caller.tenant
  const approvals = model.entities.get(approvalEntity)
  if (approvals === undefined) throw new Error(`there is no ${approvalEntity}`)
  const template = once(model, `sql open approvals ${entity.id}`, () =>
    openApprovalsTemplate(approvals, entity.id, model),
  )
  const [rows = []] = await unit.ask([template], { id, transition: asked.name })
  for (const [approval, version] of rows) {
    if (version === String(seen.version))
      throw new Problem("WFL006", {
        detail: `"${asked.title}" waits for approval already.`,
        hint: "GET /api/v1/records/base.approval tells how far it is.",
      })
    const grant = acting(approvalEntity, model)
    const patch = { status: "withdrawn" }
    const action = { kind: "update", entity: approvalEntity, id: approval ?? "", patch } as const
    await unit.write({ ...planUpdate(action, grant, model, env), reply: "none" }, grant)
  }
}

function tooFew({ title }: ApprovalStep, need: number, there: number): Problem {
  return new Problem("WFL007", {
    detail:
      there === 0
        ? `Nobody could approve "${title}".`
        : `"${title}" needs ${need} approvals, but only ${there} could give one.`,
    hint: "Somebody else than who asks must have one of its roles.",
  })
}
