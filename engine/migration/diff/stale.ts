// Stored derived values that a migration makes stale: new ones, those with another definition, and all that read a
// column with new values, directly or through other derived values.
import type { Change, SchemaState } from "../types.ts"

/** The recomputations that follow from `touched`, the `table.column`s with new values. */
export function staleValues(to: SchemaState, touched: readonly string[]): readonly Change[] {
  const stale = new Set(touched)
  const derived = derivedColumns(to)
  for (let before = -1; before < stale.size;) {
    before = stale.size
    for (const { id, reads } of derived) if (reads.some((read) => stale.has(read))) stale.add(id)
  }
  return derived.flatMap(({ id, stored }): readonly Change[] =>
    stored !== undefined && stale.has(id) ? [stored] : [],
  )
}

interface DerivedColumn {
  readonly id: string
  readonly reads: readonly string[]
  /** The recomputation, of a value that PostgreSQL does not keep itself. */
  readonly stored?: Change
}

function derivedColumns(state: SchemaState): readonly DerivedColumn[] {
  return [...state.tables.values()].flatMap((table) =>
    [...table.columns.values()].flatMap(({ name, derived }): readonly DerivedColumn[] => {
      if (derived === undefined) return []
      const id = `${table.name}.${name}`
      if (derived.kind === "generated")
        return [{ id, reads: derived.reads.map((read) => `${table.name}.${read}`) }]
      const stored: Change = { kind: "recompute", table: table.name, column: name, rank: derived.rank }
      return [{ id, reads: derived.reads, stored }]
    }),
  )
}
