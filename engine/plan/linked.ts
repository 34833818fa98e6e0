// What else a transition must hold still while it is decided: records that it reads through references, where what it reads
// there changes by what others do - a state, or what is counted up of them. Masters are read as they are.
import { reads } from "../expression/index.ts"
import type { Back, Entity, Field, Model, Table, Transition } from "../model/index.ts"
import { sightOf } from "../workflow/index.ts"
import { once } from "./memo.ts"
import { tableOf } from "./refresh.ts"
import type { Way } from "./types.ts"

/** Records of an entity to lock, and the ways that lead to them from the record that moves. */
export interface Linked {
  readonly entity: Entity
  readonly ways: readonly Way[]
}

/** The records that must stay as they are read while any of the transitions is decided, by entity in the order of ids. */
export function planLinked(
  transitions: readonly Transition[],
  entity: Entity,
  model: Model,
): readonly Linked[] {
  const found = new Map<string, Map<string, readonly Back[]>>()
  for (const path of transitions.flatMap((transition) => sightOf(transition, entity).record))
    for (const { id, back } of linksOn(path, entity, model)) {
      const ways = found.get(id) ?? new Map<string, readonly Back[]>()
      found.set(id, ways.set(JSON.stringify(back), back))
    }
  return [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([id, ways]) => {
      const target = model.entities.get(id)
      return target === undefined || !isKeptByRequests(target, model)
        ? []
        : [{ entity: target, ways: [...ways.values()].map((back): Way => ({ when: "after", back })) }]
    })
}

interface Link {
  readonly id: string
  readonly back: readonly Back[]
}

/** Where a path ends, if that is in another record and moves there: `lines.order_line.to_deliver` in the order. */
function linksOn(path: string, entity: Entity, model: Model): readonly Link[] {
  const names = path.split(".")
  let here: readonly At[] = [{ table: entity, back: [], leaves: false }]
  for (const name of names.slice(0, -1)) here = here.flatMap((at) => stepsOn(at, name, model))
  const leaf = names.at(-1) ?? ""
  return here.flatMap(({ table, back, leaves }) =>
    leaves && isMoving(table, leaf, model) ? [recordOf(table, back)] : [],
  )
}

interface At {
  readonly table: Table
  readonly back: readonly Back[]
  /** Whether a reference was followed: the record itself is held already. */
  readonly leaves: boolean
}

function stepsOn({ table, back, leaves }: At, name: string, model: Model): readonly At[] {
  const owner = table.id.split("/")[0] ?? ""
  if (name === "parent" && owner !== table.id)
    return [{ table: tableOf(owner, model), back: [...back, { kind: "parent", table: table.id }], leaves }]
  const storage = table.fields.get(name)?.storage
  if (storage?.kind === "rows")
    return [
      { table: storage.rows, back: [...back, { kind: "children", table: table.id, field: name }], leaves },
    ]
  return targetsOf(storage, name).map(({ entity, column }) => ({
    table: tableOf(entity, model),
    back: [...back, { kind: "target", table: table.id, field: name, column }],
    leaves: true,
  }))
}

function targetsOf(
  storage: Field["storage"] | undefined,
  name: string,
): readonly { readonly entity: string; readonly column: string }[] {
  if (storage?.kind === "ref") return [{ entity: storage.entity, column: name }]
  return storage?.kind === "any_ref" ? storage.targets : []
}

/** Child rows are held by their record. */
function recordOf({ id }: Table, back: readonly Back[]): Link {
  const [entity = id] = id.split("/")
  return entity === id ? { id, back } : { id: entity, back: [...back, { kind: "parent", table: id }] }
}

/** What is only added to, entries and logs, does not change any more. */
function isKeptByRequests({ id, kind }: Entity, model: Model): boolean {
  return kind !== "log" && !model.ledgers.has(id)
}

function isMoving(table: Table, field: string, model: Model): boolean {
  if (field === "state" && model.lifecycles.has(table.id)) return true
  const derived = table.fields.get(field)?.derived
  if (derived?.kind !== "generated" && derived?.kind !== "virtual")
    return moving(model).has(`${table.id}.${field}`)
  // What is worked out of the row alone moves with the row.
  return reads(derived.expression.node).some(
    ({ root, steps: [first] }) => root === "row" && isMoving(table, first?.field ?? "", model),
  )
}

/** The stored values that what happens elsewhere changes: sums over those who refer, and what is worked out of such. */
function moving(model: Model): ReadonlySet<string> {
  return once(model, "values moved by others", () => {
    const found = new Set<string>()
    for (const { table, field, reads } of model.derivations) {
      const isMoved = reads.some(
        (read) => read.back.some(({ kind }) => kind === "target") || found.has(`${read.table}.${read.field}`),
      )
      if (isMoved) found.add(`${table}.${field}`)
    }
    return found
  })
}
