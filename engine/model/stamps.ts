// The columns that the system itself writes into every row.
import type { Field } from "./types.ts"

const STAMPS: ReadonlySet<string> = new Set([
  "id",
  "version",
  "created_at",
  "created_by",
  "updated_at",
  "updated_by",
  "parent",
  "position",
])

/** Whether the system keeps the field itself; a declared one may have such a name in a table that lacks the stamp. */
export function isStamp(field: Field): boolean {
  return field.system && STAMPS.has(field.name)
}
