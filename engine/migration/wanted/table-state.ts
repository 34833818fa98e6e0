// Puts the parts of a table together.
import type { ColumnState, Constraint, Index, TableState, Trigger } from "../types.ts"

/** A table with its parts keyed by name. */
export function tableState(
  name: string,
  was: readonly string[],
  columns: readonly ColumnState[],
  constraints: readonly Constraint[],
  indexes: readonly Index[],
  triggers: readonly Trigger[] = [],
): TableState {
  return {
    name,
    was,
    columns: byName(columns),
    constraints: byName(constraints),
    indexes: byName(indexes),
    triggers: byName(triggers),
  }
}

/** Items keyed by their names, in their order. */
export function byName<T extends { readonly name: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.name, item]))
}
