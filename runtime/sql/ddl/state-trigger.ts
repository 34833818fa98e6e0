// The triggers that hold a life cycle. They listen to the columns that a state may close, so that derived values are
// refreshed as if there were none, and look closer only where a state does close something. They come after the change, so
// that a rule of the same statement may speak first.
import type { Move, RowsGuard, StateGuard, StayGuard, Trigger } from "../../../engine/migration/index.ts"
import { ofHouse } from "../house.ts"
import { quoteIdentifier as q, quoteLiteral } from "../quote.ts"
import { arrayText } from "../template.ts"

type Kind = "birth" | "derived" | "state" | "stay" | "rows"
export type StateTrigger = Extract<Trigger, { readonly kind: Kind }>

/** CREATE TRIGGER of a life cycle's guard on `table`. */
export function stateTrigger(table: string, trigger: StateTrigger): string {
  const create = `CREATE TRIGGER ${q(trigger.name)} AFTER`
  switch (trigger.kind) {
    case "birth":
      return (
        `${create} INSERT ON ${q(table)} FOR EACH ROW WHEN (NEW.state <> ${quoteLiteral(trigger.guard.initial)} AND ${fromOutside})` +
        ` ${call("state_guard", [trigger.guard.entity])}`
      )
    case "derived":
      return (
        `${create} UPDATE OF ${trigger.columns.map(q).join(", ")} ON ${q(table)} FOR EACH STATEMENT WHEN (${fromOutside})` +
        ` ${call("derived_guard", [])}`
      )
    case "state":
      return (
        `${create} UPDATE OF ${guarded(trigger.guard).map(q).join(", ")} ON ${q(table)} FOR EACH ROW` +
        ` WHEN (${changes(trigger.guard)}) ${held(trigger.guard)}`
      )
    case "stay":
      return `${create} DELETE ON ${q(table)} FOR EACH ROW WHEN (OLD.state = ANY (${texts(trigger.guard.states)})) ${kept(trigger.guard)}`
    case "rows":
      return `${create} ${rowsChange(table, trigger.guard)}`
    default:
      return trigger satisfies never
  }
}

/** Whether it is not a transaction of the house, which alone can say that it is one. */
const fromOutside = `current_setting('${ofHouse}', true) IS DISTINCT FROM 'on'`

/** Only where the state closes something, a number is there, or the state itself changes, the function looks closer. */
function changes({ closed, numbers }: StateGuard): string {
  const states = [...new Set(closed.flatMap(({ moves }) => moves.map(([from]) => from)))]
  const parts = [
    "OLD.state <> NEW.state",
    ...(states.length === 0 ? [] : [`OLD.state = ANY (${texts(states)})`]),
    ...numbers.map((number) => `OLD.${q(number)} IS NOT NULL AND ${distinct([number])}`),
  ]
  return parts.join(" OR ")
}

/** The columns whose being set the trigger listens to; derived values are none of them. */
function guarded({ closed, numbers }: StateGuard): readonly string[] {
  return [...new Set(["state", ...closed.flatMap(({ columns, lent }) => [...columns, ...lent]), ...numbers])]
}

function distinct(columns: readonly string[]): string {
  const row = (of: string): string => `ROW(${columns.map((column) => `${of}.${q(column)}`).join(", ")})`
  return `${row("OLD")} IS DISTINCT FROM ${row("NEW")}`
}

/** The entity, then each pair of states that may follow each other and the columns that stay between them; with a plus
 * those that stay once they hold something, with a star those that stay for all but the house. */
function held({ entity, states, moves, closed, numbers }: StateGuard): string {
  const pairs = [...states.map((state): Move => [state, state]), ...moves.filter(([from, to]) => from !== to)]
  const stays = ([from, to]: Move): readonly string[] => {
    const here = closed.find((one) => one.moves.some((move) => move[0] === from && move[1] === to))
    const { columns = [], lent = [] } = here ?? {}
    return [
      ...columns,
      ...numbers.filter((one) => !columns.includes(one)).map((one) => `+${one}`),
      ...lent.map((one) => `*${one}`),
    ]
  }
  const given = pairs.flatMap((pair) => [pair.join(" "), arrayText(stays(pair))])
  return call("state_guard", [entity, ...given])
}

function kept({ entity }: StayGuard): string {
  return call("state_guard", [entity])
}

function rowsChange(table: string, guarding: RowsGuard): string {
  const { entity, field, parent, states, event, columns, unless, by } = guarding
  const guard = call(by === undefined ? "rows_guard" : "links_guard", [
    entity,
    field,
    parent,
    arrayText(states),
  ])
  const on = `ON ${q(table)}`
  switch (event) {
    case "insert":
      return `INSERT ${on} REFERENCING NEW TABLE AS touched FOR EACH STATEMENT ${guard}`
    case "update":
      return `UPDATE OF ${columns.map(q).join(", ")} ${on} FOR EACH ROW WHEN (${distinct(columns)}${unless === undefined ? "" : ` AND ${fromOutside}`}) ${guard}`
    case "delete":
      return `DELETE ${on} REFERENCING OLD TABLE AS touched FOR EACH STATEMENT ${guard}`
    default:
      return event satisfies never
  }
}

function call(name: string, given: readonly string[]): string {
  return `EXECUTE FUNCTION tenon.${name}(${given.map(quoteLiteral).join(", ")})`
}

function texts(values: readonly string[]): string {
  return `ARRAY[${values.map(quoteLiteral).join(", ")}]::text[]`
}
