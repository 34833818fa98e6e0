// Which tables and columns go by a former name. Only what `was` declares; a rename that is carried out already is none.
import type { SchemaState, TableState } from "../types.ts"

export interface Rename {
  readonly from: string
  readonly to: string
}

export interface Renames {
  /** In an order in which each new name is free when it is given. */
  readonly tables: readonly Rename[]
  /** By the table's new name, likewise in order. */
  readonly columns: ReadonlyMap<string, readonly Rename[]>
}

/** The renames that lead from one state to the other. */
export function findRenames(from: SchemaState, to: SchemaState): Renames {
  const tables = declaredRenames(from.tables, to.tables)
  const former = new Map(tables.map((rename) => [rename.to, rename.from]))
  const columns = new Map<string, readonly Rename[]>()
  for (const table of to.tables.values()) {
    const before: TableState | undefined = from.tables.get(former.get(table.name) ?? table.name)
    if (before === undefined) continue
    const renames = declaredRenames(before.columns, table.columns)
    if (renames.length > 0) columns.set(table.name, renames)
  }
  return { tables, columns }
}

interface Named {
  readonly name: string
  readonly was: readonly string[]
}

/**
 * A wanted item takes the first of its former names that is there, unless its own name is there and stays. Grown from
 * the free names outwards, so a chain (b was a, c was b) comes out in order and a ring, which never is free, not at all.
 */
function declaredRenames(
  from: ReadonlyMap<string, Named>,
  to: ReadonlyMap<string, Named>,
): readonly Rename[] {
  const found: Rename[] = []
  const gone = new Set<string>()
  for (let grew = true; grew;) {
    grew = false
    for (const { name, was } of to.values()) {
      const taken = (from.has(name) && !gone.has(name)) || found.some((rename) => rename.to === name)
      const former = was.find((old) => from.has(old) && !gone.has(old) && old !== name)
      if (taken || former === undefined) continue
      found.push({ from: former, to: name })
      gone.add(former)
      grew = true
    }
  }
  return found
}
