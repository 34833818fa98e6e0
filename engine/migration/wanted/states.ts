// Life cycle -> the triggers that hold it in the database, so that no SQL under the tenant's role changes what a state
// closes. Derived values follow what they are made of; what transitions set in the records is theirs to set.
import {
  isRows,
  isState,
  isStamp,
  type Effect,
  type Entity,
  type Field,
  type Lifecycle,
  type Model,
  type Rows,
  type Table,
  type Transition,
} from "../../model/index.ts"
import { namedTrigger } from "../digest.ts"
import type { Move, StateGuard } from "../state-guard.ts"
import type { Trigger } from "../types.ts"
import { columnsOf } from "./former.ts"

/** The triggers of an entity's table: for changes where any state closes a field, for deletes where any forbids it. */
export function stateTriggers(model: Model, entity: Entity): readonly Trigger[] {
  const cycle = model.lifecycles.get(entity.id)
  if (cycle === undefined) return []
  const guard = stateGuard(model, entity, cycle)
  const staying = [...cycle.states.values()].filter(({ deletable }) => !deletable).map(({ name }) => name)
  const stay = { entity: entity.id, states: staying }
  return [
    namedTrigger(entity.table, { kind: "state", guard }),
    ...(staying.length === 0 ? [] : [namedTrigger(entity.table, { kind: "stay", guard: stay })]),
  ]
}

/** The triggers of a table of child rows, which follow the state of their record. */
export function rowTriggers(model: Model, entity: Entity, rows: Rows): readonly Trigger[] {
  const cycle = model.lifecycles.get(entity.id)
  const states = [...(cycle?.states.values() ?? [])].filter(
    ({ editable }) => editable !== true && !editable.has(rows.field),
  )
  if (states.length === 0) return []
  const free = fieldsSet(model, rows)
  const guard = {
    entity: entity.id,
    field: rows.field,
    parent: entity.table,
    states: states.map(({ name }) => name),
  }
  const columns = ["parent", "position", ...columnsIn(rows, (field) => !free.has(field.name))]
  return [
    namedTrigger(rows.table, { kind: "rows", guard: { ...guard, event: "insert", columns: [] } }),
    namedTrigger(rows.table, { kind: "rows", guard: { ...guard, event: "update", columns } }),
    namedTrigger(rows.table, { kind: "rows", guard: { ...guard, event: "delete", columns: [] } }),
  ]
}

function stateGuard(model: Model, entity: Entity, cycle: Lifecycle): StateGuard {
  const moves = movesOf(cycle)
  const free = fieldsSet(model, entity)
  const closed = [...cycle.states.values()].flatMap(({ name, editable }) => {
    if (editable === true) return []
    const onward = moves.filter(([from, to]) => from === name && to !== name)
    return [[name, name] as const, ...onward].map((move) => {
      const set = setBy(cycle, move)
      const stays = ({ name: field }: Field): boolean =>
        !editable.has(field) && !free.has(field) && !set.has(field)
      return { moves: [move], columns: ["id", "created_at", "created_by", ...columnsIn(entity, stays)] }
    })
  })
  const numbers = [...entity.fields.values()].filter(({ sequence }) => sequence !== undefined)
  return {
    entity: entity.id,
    states: [...cycle.states.keys()],
    moves,
    closed: joined(closed),
    numbers: numbers.map(({ name }) => name),
  }
}

/** Every pair of states that a transition joins, each once, in order. */
function movesOf({ transitions }: Lifecycle): readonly Move[] {
  const pairs = [...transitions.values()].flatMap(({ from, to }) => from.map((one): Move => [one, to]))
  return [...new Map(pairs.map((pair) => [pair.join(" "), pair])).values()]
}

/** The fields of the record itself that transitions between the two states set, by hand or by number. */
function setBy({ transitions }: Lifecycle, [from, to]: Move): ReadonlySet<string> {
  const between = [...transitions.values()].filter((one) => one.to === to && one.from.includes(from))
  return new Set(between.flatMap(({ effects }) => effects).flatMap(ownFields))
}

function ownFields(effect: Effect): readonly string[] {
  switch (effect.kind) {
    case "set":
      return effect.values.map(({ field }) => field)
    case "number":
      return [effect.field]
    case "create":
      return effect.each === undefined && effect.into !== undefined ? [effect.into] : []
    default:
      return []
  }
}

/** The fields of a table that transitions of other records set, or, of child rows, those of their own record. */
function fieldsSet(model: Model, table: Table): ReadonlySet<string> {
  const found = [...model.lifecycles.values()].flatMap(({ entity, transitions }) =>
    [...transitions.values()].flatMap((transition) => fieldsSetBy(transition, entity, table)),
  )
  return new Set(found)
}

function fieldsSetBy({ effects }: Transition, entity: string, table: Table): readonly string[] {
  return effects.flatMap((effect) => {
    if (effect.kind === "update" && !isRows(table)) {
      const { type } = effect.target.node
      const isTarget = type.kind === "ref" && type.entities.includes(table.id)
      return isTarget ? effect.values.map(({ field }) => field) : []
    }
    const { into, each } = effect.kind === "create" ? effect : {}
    return into !== undefined && each !== undefined && `${entity}/${each}` === table.id ? [into] : []
  })
}

/** The columns of the fields that are stored, not derived, and meant. */
function columnsIn(table: Table, isMeant: (field: Field) => boolean): readonly string[] {
  return [...table.fields.values()].flatMap((field) =>
    isStamp(field) || isState(field) || field.derived !== undefined || !isMeant(field)
      ? []
      : columnsOf(field),
  )
}

/** Moves that close the same columns, together. */
function joined(closed: StateGuard["closed"]): StateGuard["closed"] {
  const found = new Map<string, StateGuard["closed"][number]>()
  for (const one of closed) {
    const key = one.columns.join(" ")
    const known = found.get(key)
    found.set(key, known === undefined ? one : { ...known, moves: [...known.moves, ...one.moves] })
  }
  return [...found.values()]
}
