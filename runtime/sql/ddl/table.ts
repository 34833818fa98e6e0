// A whole table as SQL: the table with everything that needs no other table, then what does.
import type { Constraint, Index, TableState, Trigger } from "../../../engine/migration/index.ts"
import { quoteIdentifier as name } from "../quote.ts"
import { columnDefinition, keyComment } from "./column.ts"
import { constraintDefinition, createIndex, createTrigger } from "./constraint.ts"
import { rightsCommand } from "./rights.ts"

/** A foreign key among the constraints. */
export type ForeignKey = Extract<Constraint, { readonly kind: "foreign" }>

/** CREATE TABLE with its columns and all constraints, of foreign keys only those in `keys`, whose targets must exist; its
 * indexes, triggers, comments and rights. */
export function createTable(table: TableState, keys: readonly ForeignKey[] = []): readonly string[] {
  const columns = [...table.columns.values()].map(columnDefinition)
  const constraints = known<Constraint>(table.constraints).filter(({ kind }) => kind !== "foreign")
  const parts = [...columns, ...[...constraints, ...keys].map(constraintDefinition)]
  return [
    `CREATE TABLE ${name(table.name)} (\n  ${parts.join(",\n  ")}\n)`,
    ...known<Index>(table.indexes).map((index) => createIndex(table.name, index)),
    ...known<Trigger>(table.triggers).flatMap((trigger) => createTrigger(table.name, trigger)),
    ...keyComments(table),
    // Tables are born with the right to write: the schema's default privileges.
    ...(table.rights === "write" ? [] : [rightsCommand(table.name, table.rights, table.gathers?.by)]),
  ]
}

/** The table's foreign keys. */
export function foreignKeys(table: TableState): readonly ForeignKey[] {
  return known<Constraint>(table.constraints).filter((one) => one.kind === "foreign")
}

/** One ALTER TABLE that adds the foreign keys; nothing when there are none. */
export function addForeignKeys(table: string, keys: readonly ForeignKey[]): readonly string[] {
  if (keys.length === 0) return []
  return [`ALTER TABLE ${name(table)} ${keys.map((key) => `ADD ${constraintDefinition(key)}`).join(", ")}`]
}

function keyComments(table: TableState): readonly string[] {
  return [...table.columns.values()].flatMap(({ name: column, derived }) =>
    derived === undefined ? [] : [keyComment(table.name, column, derived.key)],
  )
}

/** The definitions among the items; an inspected name alone cannot be created and is a fault of ours. */
function known<T extends { readonly kind: string; readonly name: string }>(
  items: ReadonlyMap<string, T | { readonly kind: "opaque"; readonly name: string }>,
): readonly T[] {
  return [...items.values()].map((item) => {
    if (isOpaque(item)) throw new Error(`the definition of ${item.name} is not known`)
    return item
  })
}

function isOpaque(item: { readonly kind: string }): item is { readonly kind: "opaque" } {
  return item.kind === "opaque"
}
