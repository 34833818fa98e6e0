// Life cycle -> the triggers that hold it in the database, so that no SQL under the tenant's role changes what a state
// closes. Derived values are the house's to write; what transitions of other records set is lent to the house.
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
import type { Move, RowsGuard, StateGuard } from "../state-guard.ts"
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
    namedTrigger(entity.table, { kind: "birth", guard: { entity: entity.id, initial: cycle.initial } }),
    namedTrigger(entity.table, { kind: "state", guard }),
    ...(staying.length === 0 ? [] : [namedTrigger(entity.table, { kind: "stay", guard: stay })]),
  ]
}

/** The triggers of a table of child rows, which follow the state of their record. */
export function rowTriggers(model: Model, entity: Entity, rows: Rows): readonly Trigger[] {
  const lending = fieldsSet(model, rows)
  const lent = columnsIn(rows, (field) => lending.has(field.name))
  const columns = ["parent", "position", ...columnsIn(rows, (field) => !lending.has(field.name))]
  const following = followers(model, entity, rows.field, rows.table)
  if (following === undefined) return []
  return [
    following("insert", {}),
    following("update", { columns }),
    ...(lent.length === 0 ? [] : [following("update", { columns: lent, unless: "house" })]),
    following("delete", {}),
  ]
}

/** The triggers of a table of links, which follow the state of their record too. */
export function linkTriggers(model: Model, entity: Entity, { name, storage }: Field): readonly Trigger[] {
  if (storage.kind !== "many") return []
  const following = followers(model, entity, name, storage.table)
  if (following === undefined) return []
  const by = "record"
  return [
    following("insert", { by }),
    following("update", { by, columns: ["record", "target", "position"] }),
    following("delete", { by }),
  ]
}

type Follower = (
  event: RowsGuard["event"],
  more: Partial<Pick<RowsGuard, "columns" | "unless" | "by">>,
) => Trigger

/** Makes the triggers of a table that holds what `field` of the record says; none where no state closes the field. */
function followers(model: Model, entity: Entity, field: string, table: string): Follower | undefined {
  const states = [...(model.lifecycles.get(entity.id)?.states.values() ?? [])].filter(
    ({ editable }) => editable !== true && !editable.has(field),
  )
  if (states.length === 0) return undefined
  const guard = { entity: entity.id, field, parent: entity.table, states: states.map(({ name }) => name) }
  return (event, more) =>
    namedTrigger(table, { kind: "rows", guard: { ...guard, event, columns: [], ...more } })
}

/** The trigger that leaves derived values to the house: in records with a life cycle and their child rows, and where entries
 * of a ledger are summed up, for what is counted there tells what may be done. */
export function derivedTriggers(model: Model, entity: Entity, table: Table): readonly Trigger[] {
  if (!model.lifecycles.has(entity.id) && !sumsEntries(table, model)) return []
  const columns = [...table.fields.values()].filter(isWorkedOut).flatMap(columnsOf)
  return columns.length === 0 ? [] : [namedTrigger(table.table, { kind: "derived", columns })]
}

function sumsEntries({ fields }: Table, { ledgers }: Model): boolean {
  return [...fields.values()].some(({ derived }) => derived?.kind === "rollup" && ledgers.has(derived.of))
}

/** Generated columns are PostgreSQL's own to keep. */
function isWorkedOut({ derived, storage }: Field): boolean {
  return derived !== undefined && derived.kind !== "generated" && storage.kind !== "virtual"
}

function stateGuard(model: Model, entity: Entity, cycle: Lifecycle): StateGuard {
  const moves = movesOf(cycle)
  const lending = fieldsSet(model, entity)
  const closed = [...cycle.states.values()].flatMap(({ name, editable }) => {
    if (editable === true) return []
    const onward = moves.filter(([from, to]) => from === name && to !== name)
    return [[name, name] as const, ...onward].map((move) => {
      const set = setBy(cycle, move)
      const stays = ({ name: field }: Field): boolean => !editable.has(field) && !set.has(field)
      const own = columnsIn(entity, (field) => stays(field) && !lending.has(field.name))
      return {
        moves: [move],
        columns: ["id", "created_at", "created_by", ...own],
        lent: columnsIn(entity, (field) => stays(field) && lending.has(field.name)),
      }
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
    const key = [...one.columns, "", ...one.lent].join(" ")
    const known = found.get(key)
    found.set(key, known === undefined ? one : { ...known, moves: [...known.moves, ...one.moves] })
  }
  return [...found.values()]
}
