// What is about the moved record, copied to another: ordinary creates, with rules, derived values and history.
import type { Entity } from "../../../engine/model/index.ts"
import { acting, once, planCreate, planRead, type WriteEnv } from "../../../engine/plan/index.ts"
import type { JsonObject } from "../../../engine/request/index.ts"
import { copyOf, type Work } from "../../../engine/workflow/index.ts"
import { carriedTemplate } from "../../sql/index.ts"
import type { Unit } from "./unit.ts"

/** The record that moved. */
interface Moved {
  readonly id: string
  readonly entity: Entity
  readonly env: WriteEnv
}

/** Queues the copies; who asked for the move is who made them. */
export async function carryOver(
  unit: Unit,
  { entity: id, via, to }: Extract<Work, { kind: "carry" }>,
  { id: from, entity: moved, env }: Moved,
): Promise<void> {
  const { model } = unit.performance.caller.tenant
  const grant = acting(id, model)
  const { entity } = grant
  const template = once(model, `sql carried ${id} ${via} ${moved.id}`, () => {
    const { select } = planRead({ kind: "read", entity: id, id: "", expand: [] }, grant, model)
    return carriedTemplate(entity, via, [moved.id, select], model)
  })
  const [rows = []] = await unit.ask([template], { id: from })
  const target = entity.fields.get(via)?.storage.kind === "any_ref" ? to : to.id
  const records = rows.map(([json]): JsonObject => {
    const record = JSON.parse(json ?? "{}") as JsonObject // built by a selection of ours
    return { ...copyOf(entity, record), [via]: target }
  })
  if (records.length === 0) return
  const plan = planCreate({ kind: "create", entity: id, form: "many", records }, grant, model, env)
  await unit.write({ ...plan, reply: "none" }, grant)
}
