// (state, state) -> Change[]: all that differs, in no order yet; `plan` orders it. Compares names and types only: names
// of constraints, indexes and triggers, and keys of derived columns, stand for their definitions.
import type { Change, Gathering, SchemaState, TableState } from "../types.ts"
import { columnChanges, type ColumnChanges } from "./columns.ts"
import { definitionChanges, definitionRenames } from "./definitions.ts"
import { moved } from "./moved.ts"
import { staleValues } from "./stale.ts"
import { findRenames, type Renames } from "./renames.ts"

/** The changes that lead from `from` to `to`: renames first, in order, speaking of old names; the rest of new names. */
export function diff(from: SchemaState, to: SchemaState): readonly Change[] {
  const renames = findRenames(from, to)
  const before = moved(from, renames)
  const tables = [...to.tables.values()].map((table) => ({ table, former: before.tables.get(table.name) }))
  const compared = tables.flatMap(({ table, former }) =>
    former === undefined ? [] : [compare(former, table)],
  )
  const kept = compared.filter(({ sums }) => sums.length === 0)
  const added = tables.flatMap(({ table, former }) => (former === undefined ? [createTable(table)] : []))
  const gone = [...before.tables.values()].filter(({ name }) => !to.tables.has(name))
  return [
    ...renameChanges(renames),
    ...definitionRenames(from, before, renames),
    ...newKeys(from, before, renames),
    ...gone.flatMap(trashTable),
    ...added.flat(),
    ...tables.flatMap(({ table, former }) => (former === undefined ? fillNew(table, before) : [])),
    ...compared.flatMap(({ sums }) => sums),
    ...kept.flatMap(({ columns, definitions, rights }) => [...columns.changes, ...definitions, ...rights]),
    ...staleValues(
      to,
      kept.flatMap(({ columns }) => columns.touched),
    ),
  ]
}

interface TableChanges {
  readonly columns: ColumnChanges
  readonly definitions: readonly Change[]
  readonly rights: readonly Change[]
  /** Instead of all others, where the table holds sums and anything of it differs. */
  readonly sums: readonly Change[]
}

function compare(former: TableState, table: TableState): TableChanges {
  const columns = columnChanges(former, table)
  const definitions = definitionChanges(former, table, columns)
  const differs = columns.changes.length + definitions.length > 0
  return {
    columns,
    definitions,
    rights: rightsChanges(former, table),
    sums: differs && table.gathers !== undefined ? sumsAnew(former, table, table.gathers) : [],
  }
}

/** Sums that are told in another way are made anew: nothing is lost that the entries do not tell. */
function sumsAnew(former: TableState, table: TableState, gathers: Gathering): readonly Change[] {
  return [
    { kind: "drop_sums", table: former },
    ...createTable(table),
    { kind: "fill_sums", table: table.name, gathers },
  ]
}

/** New sums of entries that are there already. */
function fillNew({ name, gathers }: TableState, before: SchemaState): readonly Change[] {
  const isThere = gathers !== undefined && before.tables.has(gathers.entries)
  return isThere ? [{ kind: "fill_sums", table: name, gathers }] : []
}

function rightsChanges(
  { rights: from }: TableState,
  { name, rights: to, gathers }: TableState,
): readonly Change[] {
  if (from === to) return []
  const keys = gathers === undefined ? {} : { keys: gathers.by }
  return [{ kind: "set_rights", table: name, from, to, ...keys }]
}

function renameChanges(renames: Renames): readonly Change[] {
  const tables = renames.tables.map(({ from, to }): Change => ({ kind: "rename_table", from, to }))
  const columns = [...renames.columns].flatMap(([table, list]) =>
    list.map(({ from, to }): Change => ({ kind: "rename_column", table, from, to })),
  )
  return [...tables, ...columns]
}

/** Keys of generated columns whose formula only speaks of its columns by other names now. */
function newKeys(from: SchemaState, before: SchemaState, renames: Renames): readonly Change[] {
  const formerTables = new Map(renames.tables.map((rename) => [rename.to, rename.from]))
  return [...before.tables.values()].flatMap((table) => {
    const old = from.tables.get(formerTables.get(table.name) ?? table.name)
    const keys = [...(old?.columns.values() ?? [])].map(({ derived }) => derived?.key)
    return [...table.columns.values()].flatMap(({ name, derived }, at): readonly Change[] =>
      derived?.key === keys[at]
        ? []
        : [{ kind: "set_key", table: table.name, column: name, from: keys[at], to: derived?.key }],
    )
  })
}

/** A new table comes whole but for its foreign keys, whose targets may be new too. */
function createTable(table: TableState): readonly Change[] {
  return [{ kind: "create_table", table }, ...foreignKeys(table, "add_constraint")]
}

/** A table goes to the trash without foreign keys and triggers: they would go on to bind the living. */
function trashTable(table: TableState): readonly Change[] {
  if (table.gathers !== undefined) return [{ kind: "drop_sums", table }]
  const triggers = [...table.triggers.values()].map((trigger): Change => ({
    kind: "drop_trigger",
    table: table.name,
    trigger,
  }))
  return [...foreignKeys(table, "drop_constraint"), ...triggers, { kind: "trash_table", table }]
}

function foreignKeys(table: TableState, kind: "add_constraint" | "drop_constraint"): readonly Change[] {
  return [...table.constraints.values()].flatMap((constraint): readonly Change[] => {
    if (constraint.kind === "foreign") return [{ kind, table: table.name, constraint }]
    const known = constraint.kind === "opaque" && constraint.of === "foreign" && kind === "drop_constraint"
    return known ? [{ kind, table: table.name, constraint }] : []
  })
}
