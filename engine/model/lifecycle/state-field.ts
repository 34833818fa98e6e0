// The field `state` of a record with a life cycle: its values are the states, and nobody but a transition writes it.
import type { JsonObject, LifecycleSource } from "../../metaschema/index.ts"
import { inOrder } from "../layout/layout.ts"
import { present } from "../present.ts"
import type { Field } from "../types.ts"

export const stateName = "state"

/** The field of the entity that lives through the life cycle. */
export function stateField({ $id, states, initial }: LifecycleSource): Field {
  const declared = inOrder(states)
  const names = declared.map(([name]) => name)
  const titles: JsonObject = Object.fromEntries(declared.map(([name, { title }]) => [name, title]))
  const colored = declared.flatMap(([name, { color }]) =>
    color === undefined ? [] : [[name, color] as const],
  )
  const colors: JsonObject | undefined = colored.length === 0 ? undefined : Object.fromEntries(colored)
  return {
    name: stateName,
    title: "State",
    fieldType: "text",
    type: { kind: "text" },
    json: "string",
    storage: { kind: "column", column: { type: "text" } },
    nullable: false,
    required: true,
    system: true,
    unique: false,
    indexed: true,
    lifecycle: $id,
    enum: names,
    values: names,
    default: { kind: "constant", value: initial },
    source: { enum_titles: titles, ...present({ enum_colors: colors }) },
  }
}

/** Whether the field is the state of a life cycle, not a declared field of that name. */
export function isState(field: Field): boolean {
  return field.lifecycle !== undefined
}
