// The effect that copies what is about the document to a record that it refers to.
import { entityAt } from "../layout/layout.ts"
import { inside, type Place } from "../report.ts"
import type { Effect, Entity, Field } from "../types.ts"
import type { EffectSource, Head } from "./effect-source.ts"
import type { TransitionGround } from "./scope.ts"
import { readTarget } from "./target.ts"

type Source = Extract<EffectSource, { carry: string }>

export function readCarry(
  head: Head,
  source: Source,
  place: Place,
  ground: TransitionGround,
): Effect | undefined {
  const { layout, entity } = ground
  const carried = entityAt(source.carry, inside(place, "carry"), layout)
  const target = readTarget(source.to, undefined, inside(place, "to"), ground)
  if (carried === undefined || target === undefined) return undefined
  const at = inside(place, "via")
  const field = carried.fields.get(source.via)
  if (field === undefined)
    return void layout.report.unknown(at, `field of ${carried.id}`, source.via, carried.fields.keys())
  for (const { id } of [entity, target.entity] satisfies readonly Entity[])
    if (!names(field).includes(id))
      layout.report.fault("MOD014", at, `"${source.via}" of ${carried.id} does not refer to ${id}.`)
  return { ...head, kind: "carry", entity: carried.id, via: source.via, target: target.expression }
}

/** The entities whose records the field can name. */
function names({ storage }: Field): readonly string[] {
  if (storage.kind === "any_ref") return storage.targets.map(({ entity }) => entity)
  return storage.kind === "ref" ? [storage.entity] : []
}
