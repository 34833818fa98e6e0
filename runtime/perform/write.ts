// Writing: one round trip where nothing must be looked at before; look -> decide -> write in one transaction otherwise.
import type { Grant } from "../../engine/access/index.ts"
import {
  planCalculation,
  planCreate,
  planDelete,
  planUpdate,
  unlike,
  type WriteEnv,
  type WritePlan,
} from "../../engine/plan/index.ts"
import type { Model } from "../../engine/model/index.ts"
import type { CreateAction, DeleteAction, PreviewAction, UpdateAction } from "../../engine/request/index.ts"
import type { Reply } from "../../engine/response/index.ts"
import type { Statement, Template, Value } from "../sql/index.ts"
import { preview, writeCalculated } from "./calculate/write.ts"
import { bindings } from "./caller.ts"
import { explained, RolledBack } from "./explain.ts"
import { firstReply, takingKey } from "./idempotency.ts"
import { inputsOf, looksOf, templatesOf } from "./inputs.ts"
import { Memory } from "./memory.ts"
import type { Performance } from "./performance.ts"
import { replied, repliedAgain, type Answers } from "./replied.ts"
import { boundBy } from "./stale.ts"
import { whyNotMet } from "./unmet.ts"

type WritingAction = CreateAction | UpdateAction | DeleteAction

export async function write(action: WritingAction, grant: Grant, performance: Performance): Promise<Reply> {
  const { parts, caller, rooms } = performance
  const plan = rooms.time("plan", () => checked(planned(action, grant, performance), action, grant))
  const once = takingKey(action, performance)
  const outcome = await rooms.timeAsync("run", () =>
    run(plan, grant, once, performance).catch((fault: unknown) => whyNotMet(fault, plan, grant, performance)),
  )
  if (outcome === "taken")
    return firstReply(plan.key ?? "", once, performance, (kept) => repliedAgain(plan, kept))
  const reply = rooms.time("reply", () => replied(plan, outcome))
  await parts.written?.(
    caller,
    plan.entity.id,
    plan.kind === "create" ? plan.records.map((record) => String(record["id"])) : [plan.id],
  )
  return reply
}

/** The record as a create or an update would leave it; nothing is kept. */
export async function performPreview(
  { work }: PreviewAction,
  grant: Grant,
  performance: Performance,
): Promise<Reply> {
  const { rooms } = performance
  const plan = rooms.time("plan", () => planned(work, grant, performance))
  if (plan.kind === "delete") throw new Error("a preview deletes nothing")
  const answers = await rooms.timeAsync("run", () =>
    preview(plan, grant, performance).catch((fault: unknown) => whyNotMet(fault, plan, grant, performance)),
  )
  if (answers === "taken") throw new Error("a preview came with an idempotency key")
  const { body } = rooms.time("reply", () => replied(plan, answers))
  return { status: 200, headers: {}, body: body ?? "null" }
}

function planned(action: WritingAction, grant: Grant, { parts, caller, moment }: Performance): WritePlan {
  const { model } = caller.tenant
  const env: WriteEnv = {
    ...moment,
    user: { ...caller.principal.attributes, id: caller.principal.id },
    newId: parts.newId,
  }
  if (action.kind === "create") return planCreate(action, grant, model, env)
  return action.kind === "update" ? planUpdate(action, grant, model, env) : planDelete(action, grant, model)
}

/** What people make is not there already; what the system carries in comes as it was. */
function checked(plan: WritePlan, action: WritingAction, grant: Grant): WritePlan {
  if (plan.kind !== "create" || action.kind !== "create" || grant.by === "system") return plan
  return unlike(plan, grant.access(plan.entity.id), action.duplicates)
}

/** Runs the statements of a write; `taken` when its idempotency key was used before. */
async function run(
  plan: WritePlan,
  grant: Grant,
  once: readonly Statement[],
  performance: Performance,
): Promise<Answers | "taken"> {
  const { parts, caller, rooms } = performance
  const { address, model } = caller.tenant
  if (plan.kind !== "delete" && planCalculation(plan, model) !== undefined)
    return writeCalculated(plan, grant, once, performance)
  const templates = rooms.time("compile", () => templatesOf(plan, grant, model))
  const inputs = inputsOf(plan, caller.principal.id)
  const looks = looksOf(plan, model)
  const memory = new Memory(model)
  memory.note(plan)
  const bound = (of: readonly Template[], before: Inputs = {}): readonly Statement[] =>
    boundBy(memory, of, bindings(caller, performance.moment, { ...inputs, ...before }))
  const statements = (before: Inputs): readonly Statement[] => [...once, ...bound(templates, before)]
  if (looks.length === 0 && performance.run === "real")
    return explained(parts.database.run(address, statements({}), doneBy(plan, grant, model)), model, plan)
  const work = parts.database.transaction(address, async (tx) => {
    const seen = looks.length === 0 ? [] : await tx.run(bound(looks.map((look) => look.template)))
    const before = Object.fromEntries(
      looks.map(({ input }, i) => [input, `{${(seen[i] ?? []).map((row) => row[0]).join(",")}}`]),
    )
    if (performance.run === "real") return tx.commit(statements(before))
    await tx.run(statements(before))
    throw new RolledBack()
  })
  return explained(work, model, plan)
}

type Inputs = Readonly<Record<string, Value>>

/** What is worked out, and states that the system carries in, only the house may write. */
function doneBy(plan: WritePlan, { by, entity }: Grant, { lifecycles }: Model): "house" | undefined {
  const carriesIn = plan.kind === "create" && by === "system" && lifecycles.has(entity.id)
  return carriesIn || plan.refresh.length > 0 ? "house" : undefined
}
