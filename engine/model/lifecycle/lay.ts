// Decides the life cycles: states and transitions of an entity's records, resolved and checked against the model.
import type { LifecycleSource } from "../../metaschema/index.ts"
import { entityAt, inOrder, type LayoutGround } from "../layout/layout.ts"
import type { Ground } from "../outline/ground.ts"
import { present } from "../present.ts"
import type { Loaded } from "../read/items.ts"
import { inside } from "../report.ts"
import type { Entity, Lifecycle, State, Table, Transition } from "../types.ts"
import { readApproval } from "./approval.ts"
import { editableIn } from "./editing.ts"
import { readEffects } from "./effects.ts"
import { readGuards } from "./guards.ts"
import { inputTable } from "./input.ts"
import { reportPaths } from "./paths.ts"
import { rolesThere, type CycleGround } from "./scope.ts"

/** Life cycles by entity; all faults are reported. */
export function layLifecycles(layout: LayoutGround, outline: Ground): ReadonlyMap<string, Lifecycle> {
  const inputs = new Map<string, Table>()
  for (const { source, place } of layout.items.lifecycles.values())
    for (const [name, transition] of Object.entries(source.transitions)) {
      const table = inputTable(source.entity, [name, transition], inside(place, "transitions", name), [
        layout,
        outline,
      ])
      inputs.set(table.id, table)
    }
  const found = new Map<string, Lifecycle>()
  for (const [id, loaded] of layout.items.lifecycles) {
    const entity = livingEntity(id, loaded, found, layout)
    if (entity === undefined) continue
    found.set(entity.id, layLifecycle(id, loaded, { layout, entity, inputs }))
  }
  return found
}

/** The entity whose records live through it: a catalogue or documents, one life cycle at most. */
function livingEntity(
  id: string,
  { source, place }: Loaded<LifecycleSource>,
  found: ReadonlyMap<string, Lifecycle>,
  layout: LayoutGround,
): Entity | undefined {
  const at = inside(place, "entity")
  const entity = entityAt(source.entity, at, layout)
  if (entity === undefined) return undefined
  const other = found.get(entity.id)
  if (other !== undefined) {
    layout.report.fault(
      "MOD014",
      at,
      `${entity.id} has the life cycle ${other.id} already, so ${id} cannot be another.`,
    )
    return undefined
  }
  if (["document", "master", "reference"].includes(entity.kind)) return entity
  layout.report.fault(
    "MOD014",
    at,
    `${entity.id} is of kind ${entity.kind}: only documents and catalogues have a life cycle.`,
  )
  return undefined
}

function layLifecycle(
  id: string,
  { source, place }: Loaded<LifecycleSource>,
  ground: CycleGround,
): Lifecycle {
  const { entity } = ground
  reportPaths(source, place, ground)
  const transitions = inOrder(source.transitions).map(([name, one]): [string, Transition] => {
    const at = inside(place, "transitions", name)
    const input = ground.inputs.get(`${entity.id}#${name}`) ?? neverAsked
    const within = { ...ground, input }
    return [
      name,
      {
        name,
        title: one.title,
        from: one.from,
        to: one.to,
        roles: rolesThere(one.roles, inside(at, "roles"), ground.layout),
        guards: readGuards(one, at, within),
        input,
        effects: readEffects(one.effects ?? {}, inside(at, "effects"), within),
        ...present({
          description: one.description,
          icon: one.icon,
          confirm: one.confirm,
          approval: one.approval && readApproval(one.approval, inside(at, "approval"), within),
        }),
      },
    ]
  })
  return {
    id,
    entity: entity.id,
    initial: source.initial,
    states: new Map(inOrder(source.states).map(([name]) => [name, layState(name, source)])),
    transitions: new Map(transitions),
  }
}

const neverAsked: Table = { id: "", table: "", title: "", fields: new Map(), rules: [], unique: [] }

function layState(name: string, source: LifecycleSource): State {
  const {
    title = name,
    description,
    color,
    deletable = name === source.initial,
    final = false,
  } = source.states[name] ?? {}
  return {
    name,
    title,
    editable: editableIn(name, source),
    deletable,
    final,
    ...present({ description, color }),
  }
}
