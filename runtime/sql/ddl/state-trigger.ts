// The triggers that hold a life cycle. What they look for stands in their WHEN, which costs about as much as comparing the
// columns: a function is called only where something is amiss, and for rows that come, change or go. They come after the
// change, so that a rule of the same statement may speak first.
import type { Move, RowsGuard, StateGuard, StayGuard, Trigger } from "../../../engine/migration/index.ts"
import { quoteIdentifier as q, quoteLiteral } from "../quote.ts"
import { arrayText } from "../template.ts"

type Kind = "state" | "stay" | "rows"
export type StateTrigger = Extract<Trigger, { readonly kind: Kind }>

/** CREATE TRIGGER of a life cycle's guard on `table`. */
export function stateTrigger(table: string, trigger: StateTrigger): string {
  const create = `CREATE TRIGGER ${q(trigger.name)} AFTER`
  switch (trigger.kind) {
    case "state":
      return `${create} UPDATE ON ${q(table)} FOR EACH ROW WHEN (${changes(trigger.guard)}) ${held(trigger.guard)}`
    case "stay":
      return `${create} DELETE ON ${q(table)} FOR EACH ROW WHEN (OLD.state = ANY (${texts(trigger.guard.states)})) ${kept(trigger.guard)}`
    case "rows":
      return `${create} ${rowsChange(table, trigger.guard)}`
    default:
      return trigger satisfies never
  }
}

function changes({ moves, closed, numbers }: StateGuard): string {
  const parts = [
    ...closed.map(({ moves: between, columns }) => `${within(between)} AND ${distinct(columns)}`),
    ...numbers.map((number) => `OLD.${q(number)} IS NOT NULL AND ${distinct([number])}`),
    `OLD.state <> NEW.state${moves.length === 0 ? "" : ` AND NOT ${within(moves)}`}`,
  ]
  return parts.map((part) => `(${part})`).join(" OR ")
}

function within(moves: readonly Move[]): string {
  const pairs = moves.map(([from, to]) => `(${quoteLiteral(from)}, ${quoteLiteral(to)})`)
  return `(OLD.state, NEW.state) IN (${pairs.join(", ")})`
}

function distinct(columns: readonly string[]): string {
  const row = (of: string): string => `ROW(${columns.map((column) => `${of}.${q(column)}`).join(", ")})`
  return `${row("OLD")} IS DISTINCT FROM ${row("NEW")}`
}

/** With the columns that may be amiss in each state, for the message. */
function held({ entity, states, closed, numbers }: StateGuard): string {
  const columns = (state: string): string[] => {
    const here = closed.filter(({ moves }) => moves.some(([from]) => from === state))
    return [...new Set([...here.flatMap((one) => one.columns), ...numbers, "state"])]
  }
  const byState = Object.fromEntries(states.map((state) => [state, columns(state)]))
  return call("state_guard", [entity, JSON.stringify(byState)])
}

function kept({ entity }: StayGuard): string {
  return call("state_guard", [entity])
}

function rowsChange(table: string, { entity, field, parent, states, event, columns }: RowsGuard): string {
  const guard = call("rows_guard", [entity, field, parent, arrayText(states)])
  const on = `ON ${q(table)}`
  switch (event) {
    case "insert":
      return `INSERT ${on} REFERENCING NEW TABLE AS touched FOR EACH STATEMENT ${guard}`
    case "update":
      return `UPDATE ${on} FOR EACH ROW WHEN (${distinct(columns)}) ${guard}`
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
