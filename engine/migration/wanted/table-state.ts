// Puts the parts of a table together.
import type { ColumnState, Constraint, Gathering, Index, Rights, TableState, Trigger } from "../types.ts"

/** The parts of a table as lists. */
export interface TableParts {
  readonly name: string
  readonly was: readonly string[]
  readonly columns: readonly ColumnState[]
  readonly constraints: readonly Constraint[]
  readonly indexes: readonly Index[]
  readonly triggers?: readonly Trigger[]
  /** `write` if absent. */
  readonly rights?: Rights
  readonly gathers?: Gathering
}

/** A table with its parts keyed by name. */
export function tableState({
  name,
  was,
  columns,
  constraints,
  indexes,
  triggers = [],
  rights = "write",
  gathers,
}: TableParts): TableState {
  return {
    name,
    was,
    columns: byName(columns),
    constraints: byName(constraints),
    indexes: byName(indexes),
    triggers: byName(triggers),
    rights,
    ...(gathers === undefined ? {} : { gathers }),
  }
}

/** Items keyed by their names, in their order. */
export function byName<T extends { readonly name: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.name, item]))
}
