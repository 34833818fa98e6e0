// Several records made one, in one transaction: the survivor takes over what it lacks, all that refers to the others comes
// to refer to it, and the others are deleted. History keeps what they held.
import type { Grant } from "../../../engine/access/index.ts"
import { nearest, Problem } from "../../../engine/error/index.ts"
import type { Entity } from "../../../engine/model/index.ts"
import { acting, once, planDelete, planRead, planUpdate } from "../../../engine/plan/index.ts"
import { isTaken, mergedPatch } from "../../../engine/record/index.ts"
import type { JsonObject, MergeAction } from "../../../engine/request/index.ts"
import { replyRead, type Reply } from "../../../engine/response/index.ts"
import { arrayText, mergedTemplates, readTemplate } from "../../sql/index.ts"
import { RolledBack } from "../explain.ts"
import type { Performance } from "../performance.ts"
import { inTransaction, writeEnvOf, type Unit } from "../transition/index.ts"
import { inOrder } from "./order.ts"
import { referAnew, type Moved } from "./refer-anew.ts"

/** Gives the survivor; a dry run `{survivor, record, merged, moved}`: the one that would stay, as it would be, the ids that
 * would go, and how many records of which entities refer to those. Refuses with REQ002 where the entity's records are not
 * merged, with PLN006 where one of the records is not there, not shown or not of those that may be merged, or where a choice
 * is of a field that is not taken over; and whatever a change of a referring record refuses. */
export async function performMerge(
  action: MergeAction,
  grant: Grant,
  performance: Performance,
): Promise<Reply> {
  const { caller, parts } = performance
  let told: Reply | undefined
  try {
    const { reply, written } = await inTransaction(performance, async (unit) => {
      const merged = await makeOne(unit, action, grant)
      const plan = planRead(
        { kind: "read", entity: grant.entity.id, id: merged.id, expand: [] },
        grant,
        caller.tenant.model,
      )
      const final = readTemplate(plan, caller.tenant.model)
      if (action.run === "real") {
        const answers = await unit.commit([final], { id: merged.id })
        return { reply: replyRead(plan, answers), written: unit.written }
      }
      const [rows = []] = await unit.ask([final], { id: merged.id })
      told = outlook(merged, rows[0]?.[0] ?? "null")
      throw new RolledBack()
    })
    for (const { entity, id } of written) await parts.written?.(caller, entity, [id])
    return reply
  } catch (fault) {
    if (fault instanceof RolledBack && told !== undefined) return told
    throw fault
  }
}

interface Merged {
  readonly id: string
  readonly losers: readonly string[]
  readonly moved: readonly Moved[]
}

async function makeOne(unit: Unit, action: MergeAction, grant: Grant): Promise<Merged> {
  const { entity } = grant
  const { model } = unit.performance.caller.tenant
  if (entity.merge === undefined)
    throw new Problem("REQ002", {
      detail: `${entity.plural} are not merged.`,
      hint: 'The entity would say how in "merge".',
    })
  const [id = "", ...losers] = await inOrder(unit, action, entity.merge, grant)
  const [survivor = {}, ...others] = await valuesOf(unit, [id, ...losers], entity)
  const chosen = choicesOf(action, entity, [survivor, ...others])
  const patch = mergedPatch(entity, survivor, others, chosen)
  const moved = await referAnew(unit, entity, { id, losers })
  const notes = once(model, `sql merged ${entity.id}`, () => mergedTemplates(entity, model))
  unit.queue(unit.bound(notes, { id, losers: arrayText(losers) }))
  for (const loser of losers)
    await unit.write(planDelete({ kind: "delete", entity: entity.id, id: loser }, grant, model), grant)
  if (Object.keys(patch).length > 0) {
    const env = writeEnvOf(unit.performance)
    const plan = planUpdate({ kind: "update", entity: entity.id, id, patch }, grant, model, env)
    await unit.write({ ...plan, reply: "none" }, grant)
  }
  return { id, losers, moved }
}

function outlook({ id, losers, moved }: Merged, record: string): Reply {
  const parts = [
    `"survivor":${JSON.stringify(id)}`,
    `"record":${record}`,
    `"merged":${JSON.stringify(losers)}`,
    `"moved":${JSON.stringify(moved)}`,
  ]
  return { status: 200, headers: {}, body: `{${parts.join(",")}}` }
}

/** The values of the records chosen, by field. */
function choicesOf(
  { choices }: MergeAction,
  entity: Entity,
  [survivor = {}, ...others]: readonly JsonObject[],
): Readonly<Record<string, JsonObject>> {
  const taken = [...entity.fields.values()].filter((field) => isTaken(field, survivor))
  const names = taken.map(({ name }) => name)
  const wrong = Object.keys(choices).filter((name) => !names.includes(name))
  const errors = wrong.map((name) => {
    const near = nearest(name, names)
    return {
      path: `/choices/${name}`,
      code: "PLN006",
      message: `"${name}" is nothing that a ${entity.title.toLowerCase()} takes over.`,
      ...(near === undefined ? {} : { hint: `Did you mean "${near}"?` }),
    }
  })
  if (errors.length > 0)
    throw new Problem("PLN006", { detail: errors.map(({ message }) => message).join(" "), errors })
  const all = [survivor, ...others]
  return Object.fromEntries(
    Object.entries(choices).flatMap(([name, id]) => {
      const record = all.find((one) => one["id"] === id)
      return record === undefined ? [] : [[name, record]]
    }),
  )
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
