// Expressions that name users: one, or a list of them.
import type { Expression, Scope, Type } from "../../expression/index.ts"
import { userEntity } from "../outline/system-fields.ts"
import { inside, type Place } from "../report.ts"
import { readOver } from "./read.ts"
import type { TransitionGround } from "./scope.ts"

/** The expressions; one that names no users is reported. */
export function readUsers(
  texts: readonly string[] = [],
  place: Place,
  scope: Scope,
  ground: TransitionGround,
): readonly Expression[] {
  return texts.flatMap((text, index) => {
    const at = inside(place, index)
    const expression = readOver(text, scope, undefined, at, ground)
    if (expression === undefined) return []
    if (namesUsers(expression.node.type)) return [expression]
    ground.layout.report.fault(
      "MOD014",
      at,
      `"${text}" does not name users.`,
      `It refers to ${userEntity} or a list of them.`,
    )
    return []
  })
}

function namesUsers(type: Type): boolean {
  const one = type.kind === "list" ? type.of : type
  return one.kind === "ref" && one.entities.length === 1 && one.entities[0] === userEntity
}
