// A change of a column as commands, with holes for the tenant's schemas.
import type { Change, ColumnState } from "../../../engine/migration/index.ts"
import { quoteIdentifier as name } from "../quote.ts"
import { columnDefinition, defaultValue, keyComment } from "./column.ts"
import { fillValue as filling } from "./recompute.ts"
import { retype, retypeBack } from "./retype.ts"
import { bringValues, keepValues, type Occasion } from "./trash.ts"

/** What rendering needs besides the change itself. */
export interface Rendering extends Occasion {
  /** The commands that work out a stored derived value for all rows, by table and column. */
  readonly recompute: (table: string, column: string) => readonly string[]
}

type ColumnChange = Extract<
  Change,
  {
    kind:
      | `${"add" | "trash" | "restore" | "rename" | "free"}_column`
      | `${"change" | "restore"}_type`
      | `${"set" | "drop"}_not_null`
      | "drop_derived"
      | "set_default"
      | "set_key"
      | "recompute"
  }
>

/** The commands of one change, in order. */
export function columnCommands(change: ColumnChange, rendering: Rendering): readonly string[] {
  const { table } = change
  switch (change.kind) {
    case "add_column":
      return addColumn(table, change.column)
    case "drop_derived":
      return [dropColumn(table, change.column.name)]
    case "free_column":
      return change.from.derived?.kind === "generated"
        ? [alter(table, `ALTER COLUMN ${name(change.to.name)} DROP EXPRESSION`)]
        : []
    case "trash_column":
      return [...keepValues(table, change.column, rendering), dropColumn(table, change.column.name)]
    case "restore_column":
      return restoreColumn(table, change.column, rendering)
    case "change_type":
      return retype(table, change, rendering)
    case "restore_type":
      return retypeBack(table, change, rendering)
    case "rename_column":
      return [alter(table, `RENAME COLUMN ${name(change.from)} TO ${name(change.to)}`)]
    case "set_default":
      return [setDefault(change)]
    case "set_not_null":
      return [...fill(table, change.column), setNotNull(table, change.column)]
    case "drop_not_null":
      return [alter(table, `ALTER COLUMN ${name(change.column.name)} DROP NOT NULL`)]
    case "set_key":
      return [keyComment(table, change.column, change.to)]
    case "recompute":
      return rendering.recompute(table, change.column)
  }
}

function alter(table: string, action: string): string {
  return `ALTER TABLE ${name(table)} ${action}`
}

function dropColumn(table: string, column: string): string {
  return alter(table, `DROP COLUMN ${name(column)}`)
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
