// What differs between the columns of a table of the same name.
import type { ColumnType } from "../../model/index.ts"
import { conversion } from "../conversion.ts"
import type { Change, ColumnDefault, ColumnState, TableState } from "../types.ts"

export interface ColumnChanges {
  readonly changes: readonly Change[]
  /** `table.column` of every column that has new values: stored values that read it are stale. */
  readonly touched: readonly string[]
  /** Columns on which constraints and indexes are made anew, on the way there or on the way back. */
  readonly shaken: ReadonlySet<string>
}

/** The changes of columns from `former` to `table`. */
export function columnChanges(former: TableState, table: TableState): ColumnChanges {
  const pairs = [...table.columns.values()].flatMap((column) => {
    const old = former.columns.get(column.name)
    return old === undefined ? [] : [{ old, column }]
  })
  const retyped = new Set(pairs.filter(({ old, column }) => !sameType(old.type, column.type)).map(nameOf))
  const replaced = new Set(pairs.filter((pair) => mustReplace(pair)).map(nameOf))
  const unsettled = new Set([...retyped, ...replaced])
  const remade = new Set(pairs.filter((pair) => mustRemake(pair, unsettled)).map(nameOf))
  const redefined = pairs.filter(({ old, column }) => old.derived?.key !== column.derived?.key).map(nameOf)
  const leave = [...former.columns.values()].filter(
    ({ name }) => !table.columns.has(name) || replaced.has(name) || remade.has(name),
  )
  const enter = [...table.columns.values()].filter(
    ({ name }) => !former.columns.has(name) || replaced.has(name) || remade.has(name),
  )
  const freed = pairs.filter(isFreed).map(nameOf)
  const altered = pairs.filter(({ column }) => !replaced.has(column.name) && !remade.has(column.name))
  return {
    changes: [
      ...leave.map((column): Change => drop(table.name, column)),
      ...enter.map((column): Change => ({ kind: "add_column", table: table.name, column })),
      ...altered.flatMap(({ old, column }) => alter(table.name, old, column)),
    ],
    touched: [...enter.map(({ name }) => name), ...retyped, ...redefined].map(
      (name) => `${table.name}.${name}`,
    ),
    shaken: new Set([...[...leave, ...enter].map(({ name }) => name), ...retyped, ...freed]),
  }
}

interface Pair {
  readonly old: ColumnState
  readonly column: ColumnState
}

function nameOf({ column }: Pair): string {
  return column.name
}

function drop(table: string, column: ColumnState): Change {
  return { kind: column.derived === undefined ? "trash_column" : "drop_derived", table, column }
}

function isGenerated(column: ColumnState): boolean {
  return column.derived?.kind === "generated"
}

/** Values that cannot be carried over: the types do not convert, or the column is generated, computed or counted from now on. */
function mustReplace({ old, column }: Pair): boolean {
  if (isFreed({ old, column })) return false
  if (isGenerated(old) !== isGenerated(column)) return true
  if (old.derived === undefined && column.derived !== undefined) return true
  if ((old.default?.kind === "identity") !== (column.default?.kind === "identity")) return true
  return (
    !isGenerated(column) &&
    !sameType(old.type, column.type) &&
    conversion(old.type, column.type) === undefined
  )
}

/** Whether a derived column becomes one that is written, of the same type: it keeps its values. */
function isFreed({ old, column }: Pair): boolean {
  return old.derived !== undefined && column.derived === undefined && sameType(old.type, column.type)
}

/** A generated column is made anew when its formula or type differs or a column it reads changes its type. */
function mustRemake({ old, column }: Pair, unsettled: ReadonlySet<string>): boolean {
  if (!isGenerated(old) || !isGenerated(column)) return false
  const reads = [...(old.derived?.reads ?? []), ...(column.derived?.reads ?? [])]
  return (
    old.derived?.key !== column.derived?.key ||
    !sameType(old.type, column.type) ||
    reads.some((name) => unsettled.has(name))
  )
}

function alter(table: string, old: ColumnState, column: ColumnState): readonly Change[] {
  const changes: Change[] = []
  if (isFreed({ old, column })) changes.push({ kind: "free_column", table, from: old, to: column })
  if (!sameType(old.type, column.type)) changes.push({ kind: "change_type", table, from: old, to: column })
  else if (!sameDefault(old.default, column.default)) changes.push(setDefault(table, old, column))
  if (old.notNull !== column.notNull) {
    changes.push({ kind: column.notNull ? "set_not_null" : "drop_not_null", table, column })
  }
  if (old.derived?.key !== column.derived?.key) {
    changes.push({
      kind: "set_key",
      table,
      column: column.name,
      from: old.derived?.key,
      to: column.derived?.key,
    })
  }
  return changes
}

function setDefault(table: string, old: ColumnState, { name, type, default: to }: ColumnState): Change {
  return { kind: "set_default", table, column: name, type, from: old.default, to }
}

/** Whether the two are the same PostgreSQL type, precision and scale included. */
export function sameType(a: ColumnType, b: ColumnType): boolean {
  if (a.type === "numeric" && b.type === "numeric") return a.precision === b.precision && a.scale === b.scale
  return a.type === b.type
}

function sameDefault(a: ColumnDefault | undefined, b: ColumnDefault | undefined): boolean {
  if (a?.kind === "constant" && b?.kind === "constant") return a.value === b.value
  return a?.kind === b?.kind
}
