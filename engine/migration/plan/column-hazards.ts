// Hazards of tables and columns: values that go to the trash, do not convert, are rounded, or are missing.
import type { ColumnType } from "../../model/index.ts"
import { conversion } from "../conversion.ts"
import type { Change, ColumnState } from "../types.ts"
import { changesOf, probing, type Before, type Finding } from "./before.ts"

/** The hazards of a change of a table or column. */
export function columnHazards(change: Change, before: Before): Finding[] {
  switch (change.kind) {
    case "trash_table":
      return [droppedTable(change.table.name)]
    case "trash_column":
      return [droppedColumn(change, before)]
    case "change_type":
      return typeHazards(change, before)
    case "add_column":
      return missingValues(change, before)
    case "set_not_null":
      return nullValues(change, before)
    default:
      return []
  }
}

function droppedTable(table: string): Finding {
  return {
    code: "MIG102",
    message: `${table} is dropped with all its records.`,
    hint: "Its records stay in the trash for 30 days. If it only goes by another name, declare the old one with `was`.",
    destructive: true,
    probe: { kind: "rows", table },
  }
}

function droppedColumn(
  { table, column }: Extract<Change, { kind: "trash_column" }>,
  before: Before,
): Finding {
  const probe = probing(before, table, (old) => ({ kind: "filled", table: old, column: column.name }))
  const next = changesOf(before, "add_column").find(
    (one) => one.table === table && one.column.name === column.name,
  )
  if (next !== undefined) {
    const why =
      next.column.derived !== undefined
        ? "is computed from now on: the values written so far give way"
        : `starts empty: ${typeText(column.type)} does not become ${typeText(next.column.type)}`
    return {
      code: "MIG110",
      message: `${table}.${column.name} ${why}.`,
      hint: "The old values stay in the trash for 30 days.",
      destructive: true,
      ...probe,
    }
  }
  return {
    code: "MIG101",
    message: `${table}.${column.name} is dropped with its values.`,
    hint: "They stay in the trash for 30 days. If the field only goes by another name, declare the old one with `was`.",
    destructive: true,
    ...probe,
  }
}

/** A type as a person reads it, `numeric(12,2)`. */
function typeText(type: ColumnType): string {
  return type.type === "numeric" ? `numeric(${type.precision},${type.scale})` : type.type
}

function typeHazards(
  { table, from, to }: Extract<Change, { kind: "change_type" }>,
  before: Before,
): Finding[] {
  const found: Finding[] = []
  const how = conversion(from.type, to.type)
  const sides = { from: from.type, to: to.type }
  const column = before.column(table, to.name)?.name ?? to.name
  if (how?.mayFail === true) {
    found.push({
      code: "MIG103",
      message: `Values of ${table}.${to.name} may not fit ${typeText(to.type)}.`,
      hint: "Mend the rows named first; nothing happens while one of them does not convert.",
      destructive: false,
      ...probing(before, table, (old) => ({ kind: "unconvertible", table: old, column, ...sides })),
    })
  }
  if (how?.loses === true) {
    found.push({
      code: "MIG104",
      message: `Values of ${table}.${to.name} lose what ${typeText(to.type)} cannot hold.`,
      hint: "The old values stay in the trash for 30 days.",
      destructive: true,
      ...probing(before, table, (old) => ({ kind: "rounded", table: old, column, ...sides })),
    })
  }
  return found
}

function missingValues(
  { table, column }: Extract<Change, { kind: "add_column" }>,
  before: Before,
): Finding[] {
  const filled = column.default !== undefined || column.fill !== undefined || column.derived !== undefined
  if (!column.notNull || filled) return []
  return [
    noValue(
      table,
      column,
      probing(before, table, (old) => ({ kind: "rows", table: old })),
    ),
  ]
}

function nullValues({ table, column }: Extract<Change, { kind: "set_not_null" }>, before: Before): Finding[] {
  if (column.default !== undefined || column.fill !== undefined) return []
  const former = before.column(table, column.name)?.name ?? column.name
  return [
    noValue(
      table,
      column,
      probing(before, table, (old) => ({ kind: "nulls", table: old, column: former })),
    ),
  ]
}

function noValue(table: string, column: ColumnState, probe: Pick<Finding, "probe">): Finding {
  return {
    code: "MIG105",
    message: `${table}.${column.name} is required, and rows that are there have no value.`,
    hint: "Give the field a default, or fill it in the rows named first.",
    destructive: false,
    ...probe,
  }
}
