// Room 8 of a write: what its statements gave -> reply.
import type { WritePlan } from "../../engine/plan/index.ts"
import { replyCreate, replyDelete, replyUpdate, type Reply } from "../../engine/response/index.ts"
import type { Row } from "../sql/index.ts"

/** The rows of each statement, in order. */
export type Answers = readonly (readonly Row[])[]

/** The reply to a write from the rows kept under its idempotency key. */
export function repliedAgain(plan: WritePlan, kept: readonly Row[]): Reply {
  const records = kept.map((row) => ({ id: String(row[1]) }))
  return replied(plan.kind === "create" ? { ...plan, records } : plan, [kept])
}

/** The reply to a write from the answers of its statements. */
export function replied(plan: WritePlan, answers: Answers): Reply {
  if (plan.kind === "create") return replyCreate(plan, answers)
  return plan.kind === "update" ? replyUpdate(plan, answers) : replyDelete(plan)
}
