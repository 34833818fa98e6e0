// A write whose records are calculated: one transaction, of which nobody sees a part; and a preview, which is the same
// and leaves nothing behind.
import type { Grant } from "../../../engine/access/index.ts"
import { once, type CreatePlan, type UpdatePlan } from "../../../engine/plan/index.ts"
import { createdTemplate, updatedTemplate, type Row, type Statement, type Template } from "../../sql/index.ts"
import { RolledBack } from "../explain.ts"
import { inputsOf } from "../inputs.ts"
import type { Performance } from "../performance.ts"
import { inTransaction } from "../transition/index.ts"

type Answers = readonly (readonly Row[])[]
type Plan = CreatePlan | UpdatePlan

/** Writes and calculates; gives the answer of the last statement, as other writes do. A dry run throws RolledBack. */
export function writeCalculated(
  plan: Plan,
  grant: Grant,
  taking: readonly Statement[],
  performance: Performance,
): Promise<Answers> {
  const inputs = inputsOf(plan, performance.caller.principal.id)
  return inTransaction(
    performance,
    async (unit) => {
      unit.queue(taking)
      await unit.write({ ...plan, reply: "none" }, grant)
      const last = [lastOf(plan, grant, performance)]
      if (performance.run === "real") return unit.commit(last, inputs)
      await unit.ask(last, inputs)
      throw new RolledBack()
    },
    plan,
  )
}

/** What a write would give, undone. */
export async function preview(plan: Plan, grant: Grant, performance: Performance): Promise<Answers> {
  const inputs = inputsOf(plan, performance.caller.principal.id)
  let seen: Answers = []
  try {
    await inTransaction(
      performance,
      async (unit) => {
        await unit.write({ ...plan, reply: "none" }, grant)
        seen = await unit.ask([lastOf(plan, grant, performance)], inputs)
        throw new RolledBack()
      },
      plan,
    )
  } catch (fault) {
    if (!(fault instanceof RolledBack)) throw fault
  }
  return seen
}

function lastOf(plan: Plan, grant: Grant, { caller }: Performance): Template {
  const { model } = caller.tenant
  const keyed = plan.key !== undefined
  const key = `sql last ${plan.kind} ${plan.entity.id} ${keyed ? "keyed" : ""} ${grant.key}`
  const shape = { entity: plan.entity, select: plan.select, once: keyed }
  return once(model, key, () =>
    plan.kind === "create" ? createdTemplate(shape, model) : updatedTemplate(shape, model),
  )
}
