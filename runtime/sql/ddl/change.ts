// A change as commands, with holes for the tenant's schemas.
import type { Change, ColumnState } from "../../../engine/migration/index.ts"
import { quoteIdentifier as name } from "../quote.ts"
import { columnDefinition, defaultValue, keyComment } from "./column.ts"
import { constraintDefinition, createIndex, createTrigger } from "./constraint.ts"
import { fillValue as filling } from "./recompute.ts"
import { retype, retypeBack } from "./retype.ts"
import { createTable } from "./table.ts"
import { bringValues, keepValues, restoreTable, trashTable, type Occasion } from "./trash.ts"

/** What rendering needs besides the change itself. */
export interface Rendering extends Occasion {
  /** The commands that work out a stored derived value for all rows, by table and column. */
  readonly recompute: (table: string, column: string) => readonly string[]
}

/** The commands of one change, in order. */
export function changeCommands(change: Change, rendering: Rendering): readonly string[] {
  switch (change.kind) {
    case "create_table":
      return createTable({ ...change.table, constraints: withoutForeign(change.table.constraints) })
    case "rename_table":
      return [`ALTER TABLE ${name(change.from)} RENAME TO ${name(change.to)}`]
    case "trash_table":
      return trashTable(change.table, rendering)
    case "restore_table":
      return restoreTable(change.table, rendering)
    case "add_column":
      return addColumn(change.table, change.column)
    case "drop_generated":
      return [alter(change.table, `DROP COLUMN ${name(change.column.name)}`)]
    case "free_column":
      return [alter(change.table, `ALTER COLUMN ${name(change.to.name)} DROP EXPRESSION`)]
    case "trash_column":
      return [
        ...keepValues(change.table, change.column, rendering),
        alter(change.table, `DROP COLUMN ${name(change.column.name)}`),
      ]
    case "restore_column":
      return restoreColumn(change.table, change.column, rendering)
    case "change_type":
      return retype(change.table, change, rendering)
    case "restore_type":
      return retypeBack(change.table, change, rendering)
    case "rename_column":
      return [alter(change.table, `RENAME COLUMN ${name(change.from)} TO ${name(change.to)}`)]
    case "set_default":
      return [setDefault(change)]
    case "set_not_null":
      return [...fill(change.table, change.column), setNotNull(change.table, change.column)]
    case "drop_not_null":
      return [alter(change.table, `ALTER COLUMN ${name(change.column.name)} DROP NOT NULL`)]
    case "set_key":
      return [keyComment(change.table, change.column, change.to)]
    case "recompute":
      return rendering.recompute(change.table, change.column)
    default:
      return definitionCommands(change)
  }
}

type DefinitionChange = Extract<
  Change,
  { kind: `${"add" | "drop" | "rename"}_${"constraint" | "index" | "trigger"}` }
>

function definitionCommands(change: DefinitionChange): readonly string[] {
  switch (change.kind) {
    case "add_constraint":
      return [alter(change.table, `ADD ${constraintDefinition(change.constraint)}`)]
    case "drop_constraint":
      return [alter(change.table, `DROP CONSTRAINT ${name(change.constraint.name)}`)]
    case "add_index":
      return [createIndex(change.table, change.index)]
    case "drop_index":
      return [`DROP INDEX ${name(change.index.name)}`]
    case "add_trigger":
      return [createTrigger(change.table, change.trigger)]
    case "drop_trigger":
      return [`DROP TRIGGER ${name(change.trigger.name)} ON ${name(change.table)}`]
    case "rename_constraint":
      return [alter(change.table, `RENAME CONSTRAINT ${name(change.from)} TO ${name(change.to)}`)]
    case "rename_index":
      return [`ALTER INDEX ${name(change.from)} RENAME TO ${name(change.to)}`]
    case "rename_trigger":
      return [`ALTER TRIGGER ${name(change.from)} ON ${name(change.table)} RENAME TO ${name(change.to)}`]
  }
}

function alter(table: string, action: string): string {
  return `ALTER TABLE ${name(table)} ${action}`
}

function withoutForeign<T extends { readonly kind: string }>(
  constraints: ReadonlyMap<string, T>,
): ReadonlyMap<string, T> {
  return new Map([...constraints].filter(([, { kind }]) => kind !== "foreign"))
}

/** A fill is written before the column may be required; a constant default PostgreSQL keeps for old rows by itself. */
function addColumn(table: string, column: ColumnState): readonly string[] {
  const comment = column.derived === undefined ? [] : [keyComment(table, column.name, column.derived.key)]
  if (column.fill === undefined) return [alter(table, `ADD COLUMN ${columnDefinition(column)}`), ...comment]
  return [
    alter(table, `ADD COLUMN ${columnDefinition({ ...column, notNull: false })}`),
    ...fill(table, column),
    ...(column.notNull ? [setNotNull(table, column)] : []),
    ...comment,
  ]
}

/** Gives the rows without a value the one that new rows get. */
function fill(table: string, column: ColumnState): readonly string[] {
  const value = fillValue(column)
  if (value === undefined) return []
  return [`UPDATE ${name(table)} SET ${name(column.name)} = ${value} WHERE ${name(column.name)} IS NULL`]
}

function fillValue(column: ColumnState): string | undefined {
  if (column.fill !== undefined) return filling(column.fill)
  if (column.default === undefined || column.default.kind === "identity") return undefined
  return defaultValue(column.default, column.type)
}

function setNotNull(table: string, column: ColumnState): string {
  return alter(table, `ALTER COLUMN ${name(column.name)} SET NOT NULL`)
}

function setDefault({ table, column, type, to }: Extract<Change, { kind: "set_default" }>): string {
  const action =
    to === undefined || to.kind === "identity" ? "DROP DEFAULT" : `SET DEFAULT ${defaultValue(to, type)}`
  return alter(table, `ALTER COLUMN ${name(column)} ${action}`)
}

/** Rows that were NULL are NULL again; only rows that came meanwhile get the default, and only if they need a value. */
function restoreColumn(table: string, column: ColumnState, occasion: Occasion): readonly string[] {
  const { default: byDefault, derived, ...bare } = column
  const added = alter(table, `ADD COLUMN ${columnDefinition({ ...bare, notNull: false })}`)
  const commands = [added, ...bringValues(table, column.name, occasion)]
  if (byDefault !== undefined) {
    commands.push(
      setDefault({
        kind: "set_default",
        table,
        column: column.name,
        type: column.type,
        from: undefined,
        to: byDefault,
      }),
    )
  }
  if (column.notNull) commands.push(...fill(table, column), setNotNull(table, column))
  if (derived !== undefined) commands.push(keyComment(table, column.name, derived.key))
  return commands
}
