// What undoes a change. Undefined where the old definition is not known: an inspected name alone cannot be made again.
import { conversion } from "../conversion.ts"
import type { Change, ColumnState, TableState } from "../types.ts"

/** The changes that undo `change`, in order. */
export function inverse(change: Change): readonly Change[] | undefined {
  switch (change.kind) {
    case "create_table":
      if (change.table.gathers !== undefined) return [{ kind: "drop_sums", table: change.table }]
      return [...withoutTriggers(change), { kind: "trash_table", table: change.table }]
    case "drop_sums":
      return sumsBack(change.table)
    case "fill_sums":
      return []
    case "trash_table":
      return [{ kind: "restore_table", table: change.table }]
    case "restore_table":
      return [{ kind: "trash_table", table: change.table }]
    case "rename_table":
    case "rename_column":
    case "rename_constraint":
    case "rename_index":
    case "rename_trigger":
      return [{ ...change, from: change.to, to: change.from }]
    case "add_constraint":
    case "add_index":
    case "add_trigger":
    case "drop_constraint":
    case "drop_index":
    case "drop_trigger":
      return inverseOfDefinition(change)
    case "set_rights":
      return change.from === "other" ? undefined : [{ ...change, from: change.to, to: change.from }]
    default:
      return inverseInColumn(change)
  }
}

/** Sums come back as they were told before; unknown where only their names were found. */
function sumsBack(table: TableState): readonly Change[] | undefined {
  if (table.gathers === undefined) return undefined
  return [
    { kind: "create_table", table },
    { kind: "fill_sums", table: table.name, gathers: table.gathers },
  ]
}

type DefinitionChange = ChangeOf<`${"add" | "drop"}_${"constraint" | "index" | "trigger"}`>

function inverseOfDefinition(change: DefinitionChange): readonly Change[] | undefined {
  const { table } = change
  switch (change.kind) {
    case "add_constraint":
      return [{ ...change, kind: "drop_constraint" }]
    case "add_index":
      return [{ ...change, kind: "drop_index" }]
    case "add_trigger":
      return [{ ...change, kind: "drop_trigger" }]
    case "drop_constraint": {
      const { constraint } = change
      return constraint.kind === "opaque" ? undefined : [{ kind: "add_constraint", table, constraint }]
    }
    case "drop_index": {
      const { index } = change
      return index.kind === "opaque" ? undefined : [{ kind: "add_index", table, index }]
    }
    case "drop_trigger": {
      const { trigger } = change
      return trigger.kind === "opaque" ? undefined : [{ kind: "add_trigger", table, trigger }]
    }
  }
}

type InColumn = ChangeOf<
  | ColumnChange["kind"]
  | "free_column"
  | "change_type"
  | "restore_type"
  | "set_default"
  | "set_key"
  | "set_not_null"
  | "drop_not_null"
  | "recompute"
>

function inverseInColumn(change: InColumn): readonly Change[] | undefined {
  switch (change.kind) {
    case "add_column":
    case "drop_derived":
    case "trash_column":
    case "restore_column":
      return inverseOfColumn(change)
    case "free_column":
      return inverseOfFreed(change)
    case "change_type":
    case "restore_type":
      return inverseOfType(change)
    case "set_default":
      return [{ ...change, from: change.to, to: change.from }]
    case "set_key":
      return [{ ...change, from: change.to, to: change.from }]
    case "set_not_null":
      return [{ ...change, kind: "drop_not_null" }]
    case "drop_not_null":
      return [{ ...change, kind: "set_not_null" }]
    case "recompute":
      // What is stale after the way back is worked out for the plan as a whole.
      return []
  }
}

type ChangeOf<K extends Change["kind"]> = Extract<Change, { kind: K }>
type ColumnChange = ChangeOf<"add_column" | "drop_derived" | "trash_column" | "restore_column">

function inverseOfColumn(change: ColumnChange): readonly Change[] | undefined {
  const { derived } = change.column
  switch (change.kind) {
    case "add_column":
    case "restore_column":
      return [{ ...change, kind: derived === undefined ? "trash_column" : "drop_derived" }]
    case "drop_derived":
      return isKnown(derived) ? [{ ...change, kind: "add_column" }] : undefined
    case "trash_column":
      return [{ ...change, kind: "restore_column" }]
  }
}

/** Whether the column can be made again: a stored value is worked out at the end, a generated one needs its formula. */
function isKnown(derived: ColumnState["derived"]): boolean {
  return derived?.kind === "stored" || derived?.formula !== undefined
}

/** What was written meanwhile goes to the trash. */
function inverseOfFreed({ table, from, to }: ChangeOf<"free_column">): readonly Change[] | undefined {
  if (!isKnown(from.derived)) return undefined
  const bare = { name: to.name, was: [], type: to.type, notNull: false }
  return [
    { kind: "trash_column", table, column: bare },
    { kind: "add_column", table, column: from },
  ]
}

function inverseOfType(
  change: Extract<Change, { kind: "change_type" | "restore_type" }>,
): readonly Change[] | undefined {
  const { table, from, to } = change
  if (change.kind === "restore_type") return [{ kind: "change_type", table, from: to, to: from }]
  if (conversion(from.type, to.type)?.loses === true)
    return [{ kind: "restore_type", table, from: to, to: from }]
  return [{ kind: "change_type", table, from: to, to: from }]
}

/** A table that is undone leaves no trigger behind in the trash. */
function withoutTriggers({ table }: Extract<Change, { kind: "create_table" }>): readonly Change[] {
  return [...table.triggers.values()].map((trigger) => ({ kind: "drop_trigger", table: table.name, trigger }))
}
