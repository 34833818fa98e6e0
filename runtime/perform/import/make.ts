// Makes records that were read of a file, some hundreds in a statement, in the transaction of the import.
import type { Grant } from "../../../engine/access/index.ts"
import { planCreate, type CreatePlan } from "../../../engine/plan/index.ts"
import type { JsonObject } from "../../../engine/request/index.ts"
import { isWorthRetrying } from "../../database/index.ts"
import { explained } from "../explain.ts"
import { writeEnvOf } from "../transition/move.ts"
import type { Unit } from "../transition/unit.ts"

const AT_ONCE = 500

/** The ids of the records made. Refuses like a create of all of them in an array. */
export async function make(
  records: readonly JsonObject[],
  grant: Grant,
  unit: Unit,
): Promise<readonly string[]> {
  const { model } = unit.performance.caller.tenant
  const plan = planCreate(
    { kind: "create", entity: grant.entity.id, form: "many", records },
    grant,
    model,
    writeEnvOf(unit.performance),
  )
  const work = write(plan, grant, unit)
  await work.catch((fault: unknown) => {
    if (isWorthRetrying(fault)) throw fault
    return explained(work, model, plan)
  })
  return plan.records.map((record) => String(record["id"]))
}

async function write(plan: CreatePlan, grant: Grant, unit: Unit): Promise<void> {
  for (let start = 0; start < plan.records.length; start += AT_ONCE) {
    const records = plan.records.slice(start, start + AT_ONCE)
    await unit.write({ ...plan, records, reply: "none" }, grant)
    await unit.ask([], {})
  }
}
