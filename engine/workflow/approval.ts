// Who must agree to a transition: which steps are needed, how many voices each, and when one is given. Pure counting; who
// the holders of a role are is for the runtime to look up.
import type { Env } from "../expression/index.ts"
import type { ApprovalStep, Transition } from "../model/index.ts"
import { holds } from "../ledger/index.ts"
import { idsOf, recordEnv } from "./evaluate.ts"
import type { AskedStep, Snapshot, TransitionEvent } from "./types.ts"

/** The steps that the transition of the record needs, whatever was given already. */
export function stepsOver(
  transition: Transition,
  snapshot: Snapshot,
  event: Omit<TransitionEvent, "newId">,
): readonly AskedStep[] {
  return stepsOf(transition, recordEnv(snapshot, event))
}

/** The steps that the transition needs now, in order; none where it needs no approval. */
export function stepsOf({ approval }: Transition, env: Env): readonly AskedStep[] {
  if (approval === undefined || !holds(approval.when, env)) return []
  return approval.steps
    .filter(({ when }) => holds(when, env))
    .map((step) => ({ step, users: idsOf(step.users, env) }))
}

/** The step after the one named; undefined where that was the last. */
export function nextStep(steps: readonly AskedStep[], name: string): AskedStep | undefined {
  return steps[steps.findIndex(({ step }) => step.name === name) + 1]
}

/** How many of so many approvers must agree. */
export function needOf({ need }: ApprovalStep, approvers: number): number {
  if (need === "any") return 1
  return need === "all" ? approvers : need
}

/** One voice for a step: of an approver himself or in his place, or of somebody the step was escalated to. */
export interface Vote {
  readonly approver: string
  readonly escalated: boolean
}

/** Whether the step is given. Where it was escalated, one voice from there stands for all that are missing. */
export function isGiven(votes: readonly Vote[], need: number): boolean {
  if (votes.some(({ escalated }) => escalated)) return true
  return new Set(votes.map(({ approver }) => approver)).size >= need
}
