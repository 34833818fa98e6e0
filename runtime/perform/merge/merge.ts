// Several records made one, in one transaction: the survivor takes over what it lacks, all that refers to the others comes
// to refer to it, and the others are deleted. History keeps what they held.
import type { Grant } from "../../../engine/access/index.ts"
import { Problem } from "../../../engine/error/index.ts"
import type { Entity, Merging } from "../../../engine/model/index.ts"
import { acting, once, planDelete, planList, planRead, planUpdate } from "../../../engine/plan/index.ts"
import { mergedPatch } from "../../../engine/record/index.ts"
import type { JsonObject, MergeAction } from "../../../engine/request/index.ts"
import { replyRead, type Reply } from "../../../engine/response/index.ts"
import { listTemplates, lockTemplate, readTemplate } from "../../sql/index.ts"
import type { Performance } from "../performance.ts"
import { inTransaction, writeEnvOf, type Unit } from "../transition/index.ts"
import { referAnew } from "./refer-anew.ts"

/** Gives the survivor. Refuses with REQ002 where the entity's records are not merged, with PLN006 where one of the records
 * is not there, not shown or not of those that may be merged; and whatever a change of a referring record refuses. */
export async function performMerge(
  action: MergeAction,
  grant: Grant,
  performance: Performance,
): Promise<Reply> {
  const { caller, parts } = performance
  const { model } = caller.tenant
  const { entity } = grant
  const { merge } = entity
  if (merge === undefined)
    throw new Problem("REQ002", {
      detail: `${entity.plural} are not merged.`,
      hint: 'The entity would say how in "merge".',
    })
  const { reply, unit } = await inTransaction(performance, async (unit) => {
    const env = writeEnvOf(performance)
    const [id = "", ...losers] = await inOrder(unit, action, merge, grant)
    const [survivor = {}, ...others] = await valuesOf(unit, [id, ...losers], entity)
    const patch = mergedPatch(entity, survivor, others)
    await referAnew(unit, entity, { id, losers })
    for (const loser of losers)
      await unit.write(planDelete({ kind: "delete", entity: entity.id, id: loser }, grant, model), grant)
    if (Object.keys(patch).length > 0) {
      const plan = planUpdate({ kind: "update", entity: entity.id, id, patch }, grant, model, env)
      await unit.write({ ...plan, reply: "none" }, grant)
    }
    const plan = planRead({ kind: "read", entity: entity.id, id, expand: [] }, grant, model)
    const answers = await unit.commit([readTemplate(plan, model)], { id })
    return { reply: replyRead(plan, answers), unit }
  })
  for (const { entity: written, id } of unit.written) await parts.written?.(caller, written, [id])
  return reply
}

/** The ids in the order of survival, their records locked. */
async function inOrder(
  unit: Unit,
  { ids }: MergeAction,
  { where, order }: Merging,
  grant: Grant,
): Promise<readonly string[]> {
  const { entity } = grant
  const { model } = unit.performance.caller.tenant
  const lock = once(model, `sql merge lock ${entity.id}`, () => lockTemplate(entity, model))
  await unit.send([...ids].sort().flatMap((id) => unit.bound([lock], { id })))
  const among = `id in [${ids.map((id) => `'${id}'`).join(", ")}]`
  const sort = order.map((key) => ({ path: key.replace(/^-/, ""), descending: key.startsWith("-") }))
  const plan = planList(
    {
      ...{ kind: "list", entity: entity.id, sort, fields: ["id"], expand: [], count: false },
      ...{ limit: ids.length, filter: where === undefined ? among : `${among} && (${where})` },
    },
    grant,
    model,
  )
  const [rows = []] = await unit.ask(listTemplates(plan, model), {})
  const found = rows.map(([json]) => (JSON.parse(json ?? "{}") as { readonly id: string }).id) // a list of ours
  const missing = ids.find((id) => !found.includes(id))
  if (missing === undefined) return found
  const title = entity.title.toLowerCase()
  const detail = `There is no ${title} ${missing} that could be merged.`
  throw new Problem("PLN006", {
    detail,
    ...(where === undefined ? {} : { hint: `It must hold that ${where}.` }),
    errors: [{ path: `/ids/${ids.indexOf(missing)}`, code: "PLN006", message: detail }],
  })
}

/** The records whole, whoever asks: what he may not write he does not change by merging either. */
async function valuesOf(unit: Unit, ids: readonly string[], entity: Entity): Promise<readonly JsonObject[]> {
  const { model } = unit.performance.caller.tenant
  const template = once(model, `sql merge values ${entity.id}`, () => {
    const action = { kind: "read", entity: entity.id, id: "", expand: [] } as const
    return readTemplate(planRead(action, acting(entity.id, model), model), model)
  })
  const answers = await unit.send(ids.flatMap((id) => unit.bound([template], { id })))
  return answers.map(([row]) => JSON.parse(row?.[0] ?? "{}") as JsonObject) // built by a selection of ours
}
