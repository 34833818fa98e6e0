// A change as commands, with holes for the tenant's schemas.
import type { Change } from "../../../engine/migration/index.ts"
import { quoteIdentifier as name } from "../quote.ts"
import { columnCommands, type Rendering } from "./column-change.ts"
import { constraintDefinition, createIndex, createTrigger, dropTrigger } from "./constraint.ts"
import { fillSums } from "./guard/sums.ts"
import { rightsCommand } from "./rights.ts"
import { createTable } from "./table.ts"
import { restoreTable, trashTable } from "./trash.ts"

/** The commands of one change, in order. */
export function changeCommands(change: Change, rendering: Rendering): readonly string[] {
  switch (change.kind) {
    case "create_table":
      return createTable(change.table)
    case "rename_table":
      return [`ALTER TABLE ${name(change.from)} RENAME TO ${name(change.to)}`]
    case "trash_table":
      return trashTable(change.table, rendering)
    case "restore_table":
      return restoreTable(change.table, rendering)
    case "drop_sums":
      return [`DROP TABLE ${name(change.table.name)}`]
    case "fill_sums":
      return [fillSums(change.table, change.gathers)]
    case "set_rights":
      return [rightsCommand(change.table, change.to, change.keys)]
    case "add_constraint":
    case "drop_constraint":
    case "rename_constraint":
    case "add_index":
    case "drop_index":
    case "rename_index":
    case "add_trigger":
    case "drop_trigger":
    case "rename_trigger":
      return definitionCommands(change)
    default:
      return columnCommands(change, rendering)
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
      return createTrigger(change.table, change.trigger)
    case "drop_trigger":
      return dropTrigger(change.table, change.trigger.name)
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
