// How clean records travel to PostgreSQL: one JSON parameter, read back as rows of typed columns, so that one statement
// serves one record as well as a thousand.
import { isStamp, type Field, type Table } from "../../../engine/model/index.ts"
import { startsAtZero, type Clean } from "../../../engine/plan/index.ts"
import { quoteIdentifier as q } from "../quote.ts"

export interface Column {
  readonly name: string
  /** Type as PostgreSQL writes it. */
  readonly type: string
}

/** The columns that a write may set: those of fields that people or sequences fill, not generated or derived ones. */
export function writableColumns(table: Table): Column[] {
  return [...table.fields.values()].flatMap((field) =>
    isStamp(field) || field.derived !== undefined ? [] : columnsOf(field),
  )
}

/** Rollups that are 0, not unknown, while nothing is counted: what a new record starts with. */
export function startingAtZero(table: Table): string[] {
  return [...table.fields.values()].flatMap((field) => (startsAtZero(field) ? [field.name] : []))
}

/** The columns that hold one field: none, one, or one a target. */
export function columnsOf(field: Field): Column[] {
  const { storage } = field
  if (storage.kind === "ref") return [{ name: field.name, type: "uuid" }]
  if (storage.kind === "any_ref") return storage.targets.map(({ column }) => ({ name: column, type: "uuid" }))
  if (storage.kind !== "column") return []
  const { column } = storage
  return [
    {
      name: field.name,
      type: column.type === "numeric" ? `numeric(${column.precision},${column.scale})` : column.type,
    },
  ]
}

/** `jsonb_to_recordset(json) AS alias(columns)` (PostgreSQL 9.16.2). */
export function recordset(json: string, alias: string, columns: readonly Column[]): string {
  return `jsonb_to_recordset(${json}) AS ${alias}(${columns.map(({ name, type }) => `${q(name)} ${type}`).join(", ")})`
}

/** A clean record with polymorphic references spread over their columns, ready for `recordset`. Child rows and
 * many-references stay behind: they go to tables of their own. */
export function flat(record: Clean, table: Table): Record<string, unknown> {
  const out: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(record)) {
    const storage = table.fields.get(name)?.storage
    if (storage?.kind === "any_ref") {
      const chosen = value as { readonly entity: string; readonly id: string } | null
      for (const { entity, column } of storage.targets)
        out[column] = chosen?.entity === entity ? chosen.id : null
    } else if (storage?.kind !== "rows" && storage?.kind !== "many") out[name] = value
  }
  const emptied = Object.keys(record).filter((name) => record[name] === null && mayBeEmpty(name, table))
  return emptied.length === 0 ? out : { ...out, [EMPTIED]: emptied }
}

/** Names the fields that were given as empty, and so are not looked up; a required one cannot be. */
export const EMPTIED = "$emptied"

function mayBeEmpty(name: string, { fields }: Table): boolean {
  const field = fields.get(name)
  return field?.lookup !== undefined && !field.required
}
