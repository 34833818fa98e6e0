// How records of an entity are made one: the condition, the order of survival and the texts to join are held to its fields.
import { booleanType, type Expressions } from "./expressions.ts"
import { changeScope } from "./scope.ts"
import type { EntityOutline } from "../outline/outline.ts"
import { present } from "../present.ts"
import { inside } from "../report.ts"
import type { Merging } from "../types.ts"

/** The entity's merging, its faults reported; nothing where its records may not be made one. */
export function mergeOf(outline: EntityOutline, all: Expressions): { readonly merge?: Merging } {
  const { source, place, fields } = outline
  const { merge } = source
  if (merge === undefined) return {}
  const { where, order, join = [] } = merge
  const at = inside(place, "merge")
  const scope = changeScope({ shape: outline, parent: undefined }, all)
  if (where !== undefined) all.read(where, scope, booleanType, inside(at, "where"))
  order.forEach((key, index) => all.read(key.replace(/^-/, ""), scope, undefined, inside(at, "order", index)))
  join.forEach((name, index) => {
    const field = fields.get(name)
    const there = inside(at, "join", index)
    if (field === undefined) all.report.unknown(there, "field", name, fields.keys())
    else if (field.type.kind !== "text" || field.system || field.derived !== undefined)
      all.report.fault("MOD014", there, `"${name}" is not a text that people write.`)
  })
  return { merge: { order, join, ...present({ where }) } }
}
