// Room 8 of a write: what its statements gave -> reply.
import type { WritePlan } from "../../engine/plan/index.ts"
import { replyCreate, replyDelete, replyUpdate, type Reply } from "../../engine/response/index.ts"
import type { Row } from "../sql/index.ts"

/** The rows of each statement, in order. */
export type Answers = readonly (readonly Row[])[]

/** The reply to a write from the answers of its statements; also from those kept under an idempotency key. */
export function replied(plan: WritePlan, answers: Answers): Reply {
  if (plan.kind === "create") return replyCreate(plan, answers)
  return plan.kind === "update" ? replyUpdate(plan, answers) : replyDelete(plan)
}
