// One record's move in its life cycle, inside a transaction: look -> decide -> write, and the moves that follow from it.
import { transitionOf, type Grant } from "../../../engine/access/index.ts"
import { Problem } from "../../../engine/error/index.ts"
import type { Field, Lifecycle, Transition } from "../../../engine/model/index.ts"
import { acting, planInput, planMove, type Clean, type WriteEnv } from "../../../engine/plan/index.ts"
import {
  transition,
  type Asks,
  type Made,
  type Refused,
  type TransitionEvent,
} from "../../../engine/workflow/index.ts"
import { NOBODY, userIdOf } from "../caller.ts"
import type { Performance } from "../performance.ts"
import { openApproval } from "./ask.ts"
import { carryOut, makeReferred } from "./carry-out.ts"
import { collect } from "./collect.ts"
import { lookTemplates, seenOf, type Seen } from "./look.ts"
import { namedBy, namedInputs, withNamed } from "./named.ts"
import type { Move, Moved } from "./moved.ts"
import { drawAtOnce, drawNumbers, numbersAtOnce, numbersIn, readsNumbers } from "./numbers.ts"
import type { Unit } from "./unit.ts"

const MOST_DEPTH = 12

/** Makes the move under the grant, whose entity is the record's. Refuses with WFL001 from the wrong state, WFL002 with all
 * guards that do not hold, WFL005 where moves do not end. */
export async function move(unit: Unit, asking: Move, grant: Grant): Promise<Moved> {
  const { caller } = unit.performance
  const { model } = caller.tenant
  const { entity } = grant
  const { id, name, depth } = asking
  if (depth > MOST_DEPTH) throw endless(name, entity.title)
  const asked = transitionOf(name, entity, model)
  const env = writeEnvOf(unit.performance)
  const input = planInput(asked, asking.input, env)
  const draw = numbersAtOnce(asked, entity, model)
  const seen = await look(unit, asked, grant, { ...asking, input, draw })
  const event: TransitionEvent = {
    ...{ name, input: seen.input, user: seen.user, today: env.today, now: env.now, newId: env.newId },
    ...(draw.length === 0 ? {} : { numbers: seen.numbers }),
    // Seeding asks nobody.
    ...(asking.approved === true || caller.principal.id === NOBODY ? { approved: true } : {}),
  }
  const first = decided(lifecycleOf(entity.id, unit), seen, event, unit)
  if (first.kind === "asks")
    return openApproval(unit, { entity, id, asked, input, seen, steps: first.steps, env })
  const collected = await collect(unit, first, id, entity)
  const made = await numbered(unit, first, { seen, event, asked, grant, move: asking, env })
  await makeReferred(unit, { made, env })
  await unit.write(planMove({ id, name, made, collected }, entity, model, env), acting(entity.id, model))
  await carryOut(unit, { id, entity, made, env, depth, onward: move })
  return { kind: "made" }
}

interface Deciding {
  readonly seen: Seen
  readonly event: TransitionEvent
  readonly asked: Transition
  readonly grant: Grant
  readonly move: Move
  readonly env: WriteEnv
}

/** The decision with its numbers in it, where something reads them. */
async function numbered(unit: Unit, made: Made, deciding: Deciding): Promise<Made> {
  const { seen, event, asked, grant, move, env } = deciding
  const { entity } = grant
  const { model } = unit.performance.caller.tenant
  if (!readsNumbers(asked, made, entity, model)) return made
  const numbers = await drawNumbers(unit, planMove({ ...move, made, collected: {} }, entity, model, env))
  const again = decided(lifecycleOf(entity.id, unit), seen, { ...event, numbers }, unit)
  if (again.kind !== "made") throw new Error(`${asked.name} of ${entity.id} hangs on its own number`)
  return again
}

/** What the look saw, the input with the records that it refers to, and the numbers that it drew. */
export type Looked = Seen & {
  readonly input: Clean
  readonly numbers: NonNullable<TransitionEvent["numbers"]>
}
type Looking = Pick<Move, "id" | "version"> & { readonly input: Clean; readonly draw?: readonly Field[] }

/** Locks the record and reads what the transition needs; draws the numbers asked for last. RUN001 and RUN002 as `seenOf` says, PLN006 where the input refers
 * to nothing that is there. */
export async function look(
  unit: Unit,
  transition: Transition,
  grant: Grant,
  { id, version, input, draw = [] }: Looking,
): Promise<Looked> {
  const { caller } = unit.performance
  const { model } = caller.tenant
  const { locks, reads } = lookTemplates([transition], grant, model)
  const named = namedBy(input, transition, grant, model)
  const draws = drawAtOnce(draw, grant.entity, model)
  const asked = await unit.ask([...locks, ...reads, ...named.map(({ template }) => template), ...draws], {
    ...{ id, ids: `{${id}}`, user_id: userIdOf(caller.principal) },
    ...namedInputs(named, input),
  })
  const answers = asked.slice(locks.length)
  const seen = seenOf(answers.slice(0, reads.length), grant, caller, version)
  unit.memory.see(grant.entity, seen.snapshot.record)
  const numbers = draws.length === 0 ? {} : numbersIn(draw, asked.at(-1)?.[0])
  return { ...seen, input: withNamed(input, named, answers.slice(reads.length)), numbers }
}

/** What is known to the defaults and values of a write. */
export function writeEnvOf({ caller, moment, parts }: Performance): WriteEnv {
  const { principal } = caller
  return { ...moment, user: { ...principal.attributes, id: principal.id }, newId: parts.newId }
}

export function lifecycleOf(entity: string, unit: Unit): Lifecycle {
  const lifecycle = unit.performance.caller.tenant.model.lifecycles.get(entity)
  if (lifecycle === undefined) throw new Error(`${entity} has no life cycle`)
  return lifecycle
}

function decided(lifecycle: Lifecycle, { snapshot }: Seen, event: TransitionEvent, unit: Unit): Made | Asks {
  const decision = transition(lifecycle, snapshot, event, unit.performance.caller.tenant.model)
  if (decision.kind === "refused") throw refusal(decision)
  return decision
}

/** The refusal of a transition, all faults at once. */
function refusal({ code, faults }: Refused): Problem {
  const [first] = faults
  const detail = faults.length === 1 && first ? first.message : `${faults.length} things stand in the way.`
  return new Problem(code, { detail, errors: faults, ...(first === undefined ? {} : { path: first.path }) })
}

function endless(name: string, title: string): Problem {
  return new Problem("WFL005", {
    detail: `"${name}" of ${title} follows from ${MOST_DEPTH} other transitions.`,
    hint: "Look for transitions that call each other in a circle.",
  })
}
