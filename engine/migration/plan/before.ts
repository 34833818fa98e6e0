// The state before a plan, asked by the names after it: hazards are about rows that are there already.
import type { Change, ColumnState, Hazard, Probe, SchemaState, Step } from "../types.ts"

/** A hazard without its place, which `hazardsOf` adds. */
export type Finding = Omit<Hazard, "step">

/** What is known of the state before the plan. */
export interface Before {
  /** The old name of a table that was there; undefined for a new one. */
  readonly table: (name: string) => string | undefined
  /** The column as it was, by its old name; undefined for a new one, and for one that is replaced. */
  readonly column: (table: string, name: string) => ColumnState | undefined
  readonly steps: readonly Step[]
}

/** What was there before the steps, by the names that it has after them. */
export function lookBack(from: SchemaState, steps: readonly Step[]): Before {
  const tables = new Map<string, string>()
  const columns = new Map<string, string>()
  const added = new Set<string>()
  for (const { change } of steps) {
    if (change.kind === "rename_table") tables.set(change.to, change.from)
    if (change.kind === "rename_column") columns.set(`${change.table}.${change.to}`, change.from)
    if (change.kind === "add_column") added.add(`${change.table}.${change.column.name}`)
  }
  const oldTable = (name: string): string => tables.get(name) ?? name
  return {
    steps,
    table: (name) => (from.tables.has(oldTable(name)) ? oldTable(name) : undefined),
    column: (table, name) => {
      const id = `${table}.${name}`
      return added.has(id)
        ? undefined
        : from.tables.get(oldTable(table))?.columns.get(columns.get(id) ?? name)
    },
  }
}

/** A probe with the table's old name. */
export function probing(
  before: Before,
  table: string,
  ask: (old: string) => Probe,
): { readonly probe?: Probe } {
  const old = before.table(table)
  return old === undefined ? {} : { probe: ask(old) }
}

/** The steps' changes of one kind. */
export function changesOf<K extends Change["kind"]>(
  before: Before,
  kind: K,
): readonly Extract<Change, { kind: K }>[] {
  return before.steps.flatMap(({ change }) => (isKind(change, kind) ? [change] : []))
}

function isKind<K extends Change["kind"]>(change: Change, kind: K): change is Extract<Change, { kind: K }> {
  return change.kind === kind
}
