// Somebody says what he thinks of an approval: it goes on to its next step, and with the last one the transition happens,
// in the same transaction and in the name of who asked for it.
import { Problem } from "../../../engine/error/index.ts"
import { approvalEntity } from "../../../engine/model/index.ts"
import { acting, once, planRead, planUpdate } from "../../../engine/plan/index.ts"
import { recordId, type JsonObject } from "../../../engine/request/index.ts"
import type { Reply } from "../../../engine/response/index.ts"
import { isGiven, type Vote } from "../../../engine/workflow/index.ts"
import { finalTemplate } from "../../sql/index.ts"
import { momentOf, type Caller } from "../caller.ts"
import type { Performance, PerformParts } from "../performance.ts"
import { noRooms } from "../rooms.ts"
import { inTransaction, tell, writeEnvOf, type Unit } from "../transition/index.ts"
import { goOn } from "./go-on.ts"
import { openedApproval, type Approval } from "./open.ts"

export type Verdict = "approve" | "refuse" | "withdraw"

/** What is said of an approval. */
export interface Said {
  readonly id: string
  readonly verdict: Verdict
  readonly comment?: string
}

/** Gives the approval as it is then. Refuses with WFL008 who may not say so, WFL009 where it is closed, and with what the
 * transition itself refuses with. */
export async function performVerdict(said: Said, caller: Caller, parts: PerformParts): Promise<Reply> {
  const moment = momentOf(parts.clock(), caller.tenant.time_zone)
  const performance: Performance = { parts, caller, moment, rooms: noRooms, run: "real" }
  const id = recordId(said.id)
  const { rows, unit } = await inTransaction(performance, async (unit) => {
    const { approval, standsFor } = await openedApproval(unit, id)
    if (said.verdict === "withdraw") await withdraw(unit, approval)
    else await say(unit, approval, standsFor, said)
    const [rows = []] = await unit.commit([final(performance)], { id })
    return { rows, unit }
  })
  for (const one of unit.written) await parts.written?.(caller, one.entity, [one.id])
  return { status: 200, headers: {}, body: rows[0]?.[0] ?? "null" }
}

async function withdraw(unit: Unit, approval: Approval): Promise<void> {
  if (approval.asked_by !== unit.performance.caller.principal.id)
    throw new Problem("WFL008", { detail: "Only who asked for it withdraws it." })
  await change(unit, approval, { status: "withdrawn" })
}

async function say(
  unit: Unit,
  approval: Approval,
  standsFor: readonly string[],
  { verdict, comment }: Said,
): Promise<void> {
  const { caller, moment } = unit.performance
  const me = caller.principal.id
  const { approver, escalated } = voiceOf(approval, standsFor, moment.today, me)
  const word = verdict === "approve" ? "given" : "refused"
  const decision = {
    ...{ step: approval.step, by: me, behalf: approver, verdict: word, decided_at: moment.now },
    ...(comment === undefined ? {} : { comment }),
  }
  const decisions = [...approval.decisions.map(({ id }) => ({ id })), decision]
  if (word === "refused") {
    await change(unit, approval, { status: "refused", decisions })
    const about = {
      entity: acting(approval.regarding.entity, caller.tenant.model).entity,
      id: approval.regarding.id,
      env: writeEnvOf(unit.performance),
    }
    return tell(unit, [approval.asked_by], `${approval.title}: refused.`, about)
  }
  const before = approval.decisions.filter(({ step }) => step === approval.step)
  const votes: readonly Vote[] = [
    ...before.map(({ behalf }) => ({ approver: behalf, escalated: !approval.approvers.includes(behalf) })),
    { approver, escalated },
  ]
  if (!isGiven(votes, approval.need)) return change(unit, approval, { decisions })
  const next = await goOn(unit, approval)
  await change(
    unit,
    approval,
    next.kind === "step" ? { ...next.fields, decisions } : { status: "given", decisions },
  )
  if (next.kind === "done") await next.happen()
}

/** In whose place the caller speaks. Nobody approves what he asked for, nor speaks twice in a step. */
function voiceOf(approval: Approval, standsFor: readonly string[], today: string, me: string): Vote {
  const { approvers, escalation, due_on, decisions, step, asked_by } = approval
  if (me === asked_by)
    throw new Problem("WFL008", {
      detail: "Nobody approves what he has asked for himself.",
      hint: "You may withdraw it.",
    })
  const here = decisions.filter((one) => one.step === step)
  if (here.some(({ by }) => by === me)) throw new Problem("WFL009", { detail: "You have said so already." })
  const open = (ids: readonly string[]): string | undefined =>
    standsFor.find(
      (one) => ids.includes(one) && one !== asked_by && !here.some(({ behalf }) => behalf === one),
    )
  const approver = open(approvers)
  if (approver !== undefined) return { approver, escalated: false }
  const higher = due_on !== null && due_on < today ? open(escalation) : undefined
  if (higher !== undefined) return { approver: higher, escalated: true }
  throw new Problem("WFL008", {
    detail: "You are none of those who approve this step.",
    hint: "GET /api/v1/approvals lists those that wait for you.",
  })
}

async function change(unit: Unit, { id }: Approval, patch: JsonObject): Promise<void> {
  const { model } = unit.performance.caller.tenant
  const grant = acting(approvalEntity, model)
  const action = { kind: "update", entity: approvalEntity, id, patch } as const
  await unit.write(
    { ...planUpdate(action, grant, model, writeEnvOf(unit.performance)), reply: "none" },
    grant,
  )
}

function final({ caller }: Performance) {
  const { model } = caller.tenant
  return once(model, "sql final approval", () => {
    const grant = acting(approvalEntity, model)
    const plan = planRead({ kind: "read", entity: approvalEntity, id: "", expand: [] }, grant, model)
    return finalTemplate(plan, "told", model)
  })
}
