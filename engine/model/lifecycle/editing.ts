// Which fields people may change in which state: held as rules of the entity, so that a write refuses with a message at the
// field, and known to forms. The database holds the same by a trigger.
import type { LifecycleSource } from "../../metaschema/index.ts"
import { booleanType, type Expressions } from "../express/expressions.ts"
import { changeScope } from "../express/scope.ts"
import type { EntityOutline } from "../outline/outline.ts"
import type { Field, Rule, State, Table } from "../types.ts"

/** What may be changed in a state: as declared, or all in the initial state and nothing elsewhere. */
export function editableIn(name: string, { states, initial }: LifecycleSource): State["editable"] {
  const declared = states[name]?.editable ?? name === initial
  if (declared === true) return true
  return new Set(declared === false ? [] : declared)
}

/** The table with its fields closed in the states that say so, and the rules that hold them closed. */
export function closeByState(table: Table, outline: EntityOutline, all: Expressions): Table {
  const { lifecycle } = outline
  if (lifecycle === undefined) return table
  const fields = new Map(
    [...table.fields].map(([name, field]) => {
      const closed = field.system || field.derived !== undefined ? [] : closedStates(name, lifecycle)
      return [name, closed.length === 0 ? field : { ...field, closedIn: closed }]
    }),
  )
  const rules = [...fields.values()].flatMap((field) => closingRule(field, { ...outline, lifecycle }, all))
  return { ...table, fields, rules: [...table.rules, ...rules] }
}

function closedStates(field: string, lifecycle: LifecycleSource): readonly string[] {
  return Object.keys(lifecycle.states).filter((name) => {
    const editable = editableIn(name, lifecycle)
    return editable !== true && !editable.has(field)
  })
}

type Living = EntityOutline & { readonly lifecycle: LifecycleSource }

/** Single values may be sent again as they are; rows and lists may not be sent at all. */
function closingRule(field: Field, outline: Living, all: Expressions): readonly Rule[] {
  const { name, title, closedIn, type } = field
  if (closedIn === undefined) return []
  const closed = `!(old.state in [${closedIn.map((state) => `'${state}'`).join(", ")}])`
  const isList = type.kind === "list"
  const text = isList ? closed : `${closed} || ${name} == old.${name}`
  const assert = all.read(
    text,
    changeScope({ shape: outline, parent: undefined }, all),
    booleanType,
    outline.place,
  )
  if (assert === undefined) return []
  const message = `${title} ${whenOpen(closedIn, outline)}.`
  const rule = {
    id: `${outline.id}#state/${name}`,
    assert,
    message,
    path: `/${name}`,
    needsOld: true,
  } as const
  return [isList ? { ...rule, by: "state", on: name } : { ...rule, by: "state" }]
}

function whenOpen(closed: readonly string[], { title, lifecycle }: Living): string {
  const open = Object.entries(lifecycle.states).filter(([name]) => !closed.includes(name))
  if (open.length === 0) return "can be given only when the record is made"
  return `can be changed only while the ${title.toLowerCase()} is ${open.map(([, state]) => state.title).join(" or ")}`
}
