// The effects on a record that the document refers to: changing it, and moving it in its own life cycle.
import type { Expression } from "../../expression/index.ts"
import { inside, type Place } from "../report.ts"
import type { Effect, Entity } from "../types.ts"
import { aimOf, transitionsOf } from "./create.ts"
import type { EffectSource, Head } from "./effect-source.ts"
import { readOver } from "./read.ts"
import { aimScope, type TransitionGround } from "./scope.ts"
import { readValues } from "./values.ts"

type UpdateSource = Extract<EffectSource, { update: string }>
type MoveSource = Extract<EffectSource, { transition: string }>

export function readUpdate(
  head: Head,
  source: UpdateSource,
  place: Place,
  ground: TransitionGround,
): Effect | undefined {
  const target = readTarget(source.update, source.each, inside(place, "update"), ground)
  if (target === undefined) return undefined
  const scope = aimScope(source.each, place, ground)
  return {
    ...head,
    kind: "update",
    target: target.expression,
    values: readValues(source.set, [target.entity, inside(place, "set")], scope, ground),
    ...aimOf(source, place, ground),
  }
}

export function readMove(
  head: Head,
  source: MoveSource,
  place: Place,
  ground: TransitionGround,
): Effect | undefined {
  const target = readTarget(source.transition, source.each, inside(place, "transition"), ground)
  if (target === undefined) return undefined
  const { id } = target.entity
  const input = ground.inputs.get(`${id}#${source.name}`)
  if (input === undefined)
    return void ground.layout.report.unknown(
      inside(place, "name"),
      `transition of ${id}`,
      source.name,
      transitionsOf(id, ground.inputs),
    )
  const scope = aimScope(source.each, place, ground)
  return {
    ...head,
    kind: "transition",
    target: target.expression,
    transition: source.name,
    input: readValues(source.input ?? {}, [input, inside(place, "input")], scope, ground),
    ...aimOf(source, place, ground),
  }
}

/** The path to the record; one that does not end on a reference to one entity is reported. */
export function readTarget(
  text: string,
  each: string | undefined,
  place: Place,
  ground: TransitionGround,
): { readonly expression: Expression; readonly entity: Entity } | undefined {
  const expression = readOver(text, aimScope(each, place, ground), undefined, place, ground)
  if (expression === undefined) return undefined
  const { type } = expression.node
  const [id] = type.kind === "ref" && type.entities.length === 1 ? type.entities : []
  const entity = id === undefined ? undefined : ground.layout.entities.get(id)
  if (entity !== undefined) return { expression, entity }
  return void ground.layout.report.fault("MOD014", place, `"${text}" does not name a record of one entity.`)
}
