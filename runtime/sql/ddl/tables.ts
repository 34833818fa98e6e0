// All tables of a new schema. A foreign key that stands in CREATE TABLE costs half of one that is added later, which asks
// the rows first: so each table comes after those that it refers to, and only what closes a ring is added at the end.
import type { TableState } from "../../../engine/migration/index.ts"
import { addForeignKeys, createTable, foreignKeys } from "./table.ts"

/** The commands that create the tables with everything on them in an empty schema. */
export function createTables(tables: readonly TableState[]): readonly string[] {
  const there = new Set<string>()
  const late: string[] = []
  const commands = inOrder(tables).flatMap((table) => {
    there.add(table.name)
    const keys = foreignKeys(table)
    late.push(
      ...addForeignKeys(
        table.name,
        keys.filter(({ target }) => !there.has(target)),
      ),
    )
    return createTable(
      table,
      keys.filter(({ target }) => there.has(target)),
    )
  })
  return [...commands, ...late]
}

/** The tables, each after its targets unless they refer back to it. */
function inOrder(tables: readonly TableState[]): readonly TableState[] {
  const byName = new Map(tables.map((table) => [table.name, table]))
  const ordered = new Set<TableState>()
  const entered = new Set<TableState>()
  const enter = (table: TableState | undefined): void => {
    if (table === undefined || entered.has(table)) return
    entered.add(table)
    for (const { target } of foreignKeys(table)) enter(byName.get(target))
    ordered.add(table)
  }
  for (const table of tables) enter(table)
  return [...ordered]
}
