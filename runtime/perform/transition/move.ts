// One record's move in its life cycle, inside a transaction: look -> decide -> write, and the moves that follow from it.
import { transitionOf, type Grant } from "../../../engine/access/index.ts"
import { Problem } from "../../../engine/error/index.ts"
import type { Entity } from "../../../engine/model/index.ts"
import { acting, planInput, planMove, type WriteEnv } from "../../../engine/plan/index.ts"
import type { JsonObject } from "../../../engine/request/index.ts"
import { transition, type Refused } from "../../../engine/workflow/index.ts"
import { NOBODY } from "../caller.ts"
import { carryOut, makeReferred } from "./carry-out.ts"
import { lookTemplates, seenOf, type Seen } from "./look.ts"
import type { Unit } from "./unit.ts"

/** Which record is to make which transition. */
export interface Move {
  readonly id: string
  readonly name: string
  readonly input: JsonObject
  /** The version the caller has seen. */
  readonly version?: number
  /** How many moves led to this one. */
  readonly depth: number
}

const MOST_DEPTH = 12

/** Makes the move under the grant, whose entity is the record's. Refuses with WFL001 from the wrong state, WFL002 with all
 * guards that do not hold, WFL005 where moves do not end. */
export async function move(unit: Unit, move: Move, grant: Grant): Promise<void> {
  const { caller, moment, parts } = unit.performance
  const { model } = caller.tenant
  const { entity } = grant
  const { id, name } = move
  if (move.depth > MOST_DEPTH)
    throw new Problem("WFL005", {
      detail: `"${name}" of ${entity.title} follows from ${MOST_DEPTH} other transitions.`,
      hint: "Look for transitions that call each other in a circle.",
    })
  const asked = transitionOf(name, entity, model)
  const env: WriteEnv = {
    ...moment,
    user: { ...caller.principal.attributes, id: caller.principal.id },
    newId: parts.newId,
  }
  const input = planInput(asked, move.input, env)
  const answers = await unit.ask(lookTemplates([asked], grant, model), {
    id,
    user_id: userId(caller.principal.id),
  })
  const seen = seenOf(answers, grant, caller, move.version)
  const made = decided(entity, name, input, seen, unit)
  await makeReferred(unit, { made, env })
  await unit.write(planMove({ id, name, made }, entity, model, env), acting(entity.id, model))
  await carryOut(unit, { id, entity, made, env, depth: move.depth })
}

function decided(entity: Entity, name: string, input: JsonObject, { snapshot, user }: Seen, unit: Unit) {
  const { caller, moment, parts } = unit.performance
  const { model } = caller.tenant
  const lifecycle = model.lifecycles.get(entity.id)
  if (lifecycle === undefined) throw new Error(`${entity.id} has no life cycle`)
  const decision = transition(
    lifecycle,
    snapshot,
    { name, input, user, ...moment, newId: parts.newId },
    model,
  )
  if (decision.kind === "refused") throw refusal(decision)
  return decision
}

/** The refusal of a transition, all faults at once. */
function refusal({ code, faults }: Refused): Problem {
  const [first] = faults
  const detail = faults.length === 1 && first ? first.message : `${faults.length} things stand in the way.`
  return new Problem(code, { detail, errors: faults, ...(first === undefined ? {} : { path: first.path }) })
}

function userId(id: string): string | null {
  return id === NOBODY ? null : id
}
