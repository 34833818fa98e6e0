// The decision at the heart of a life cycle: life cycle x snapshot x event -> the next state and what is to be done, or why
// not. Pure: the same in the server, in the browser's preview and in tests.
import type { Fault } from "../error/index.ts"
import { reads, type Env } from "../expression/index.ts"
import type { Guard, Lifecycle, Model, Transition } from "../model/index.ts"
import { stepsOf } from "./approval.ts"
import { worksOf } from "./effects.ts"
import { holds } from "../ledger/index.ts"
import { recordEnv } from "./evaluate.ts"
import type { Decision, Refused, Snapshot, TransitionEvent } from "./types.ts"

/** Decides whether the record makes the transition, and what follows from it. A transition that the life cycle lacks is a
 * fault of the caller and throws. */
export function transition(
  lifecycle: Lifecycle,
  snapshot: Snapshot,
  event: TransitionEvent,
  model: Model,
): Decision {
  const made = lifecycle.transitions.get(event.name)
  if (made === undefined) throw new Error(`${lifecycle.id} has no transition ${event.name}`)
  const env = recordEnv(snapshot, event)
  const refused = wrongState(lifecycle, made, snapshot) ?? refusedGuards(made.guards, env)
  if (refused !== undefined) return refused
  const steps = event.approved === true ? [] : stepsOf(made, env)
  if (steps.length > 0) return { kind: "asks", steps }
  return {
    kind: "made",
    from: stateOf(snapshot),
    to: made.to,
    ...worksOf(lifecycle, made, [env, event], model),
  }
}

/** Why the record cannot make the transition now, as far as can be told before its input is known; empty if it can. */
export function hindrances(
  lifecycle: Lifecycle,
  made: Transition,
  snapshot: Snapshot,
  event: Omit<TransitionEvent, "newId">,
): readonly Fault[] {
  const known = made.guards.filter(({ assert }) => reads(assert.node).every(({ root }) => root !== "input"))
  const refused = wrongState(lifecycle, made, snapshot) ?? refusedGuards(known, recordEnv(snapshot, event))
  return refused?.faults ?? []
}

function wrongState({ states }: Lifecycle, made: Transition, snapshot: Snapshot): Refused | undefined {
  const state = stateOf(snapshot)
  if (made.from.includes(state)) return undefined
  const titled = (name: string): string => states.get(name)?.title ?? name
  const message = `"${made.title}" leads from ${made.from.map(titled).join(" or ")}, but the state is ${titled(state)}.`
  return { kind: "refused", code: "WFL001", faults: [{ path: "/state", code: "WFL001", message }] }
}

/** All that do not hold, each with its own message at its place. */
function refusedGuards(guards: readonly Guard[], env: Env): Refused | undefined {
  const faults = guards
    .filter(({ assert }) => !holds(assert, env))
    .map(({ path, message }): Fault => ({ path, code: "WFL002", message }))
  return faults.length === 0 ? undefined : { kind: "refused", code: "WFL002", faults }
}

function stateOf({ record }: Snapshot): string {
  const state = record["state"]
  return typeof state === "string" ? state : ""
}
