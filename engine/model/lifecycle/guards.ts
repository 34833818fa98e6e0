// The conditions of a transition, each with what is said when it does not hold.
import type { LifecycleSource } from "../../metaschema/index.ts"
import { booleanType } from "../express/expressions.ts"
import { inside, type Place } from "../report.ts"
import type { Guard } from "../types.ts"
import { readOver } from "./read.ts"
import { recordScope, type TransitionGround } from "./scope.ts"

type TransitionSource = LifecycleSource["transitions"][string]

/** The one named `guard` first, then the others in their order. */
export function readGuards(
  source: TransitionSource,
  place: Place,
  ground: TransitionGround,
): readonly Guard[] {
  const { report } = ground.layout
  const scope = recordScope(ground)
  if (source.message !== undefined && source.guard === undefined)
    report.fault(
      "MOD013",
      inside(place, "message"),
      "A message is said when a guard does not hold, but there is none.",
    )
  const single =
    source.guard === undefined
      ? undefined
      : readOver(source.guard, scope, booleanType, inside(place, "guard"), ground)
  const message = source.message ?? `${source.title} is not possible: ${source.guard ?? ""}`
  const first: readonly Guard[] =
    single === undefined ? [] : [{ name: "guard", assert: single, message, path: "" }]
  const further = Object.entries(source.guards ?? {}).flatMap(([name, rule]): readonly Guard[] => {
    const at = inside(place, "guards", name)
    const assert = readOver(rule.assert, scope, booleanType, inside(at, "assert"), ground)
    const [field] = rule.path?.slice(1).split("/") ?? []
    if (
      field !== undefined &&
      field !== "" &&
      !ground.entity.fields.has(field) &&
      !ground.input.fields.has(field)
    )
      report.unknown(inside(at, "path"), "field", field, [
        ...ground.entity.fields.keys(),
        ...ground.input.fields.keys(),
      ])
    return assert === undefined ? [] : [{ name, assert, message: rule.message, path: rule.path ?? "" }]
  })
  return [...first, ...further]
}
