// The statement that reads one user of a tenant with everything that `user.*` expressions may ask of it.
// Takes the compiled entity `base.user` and a schema; gives a statement and the names of its columns.
import type { Entity, Field } from "../../../engine/model/index.ts"
import type { Statement } from "../types.ts"
import { quoteIdentifier } from "../quote.ts"

/** How a column of the answer is read: a text, or a JSON array of texts. */
export interface PrincipalColumn {
  readonly field: string
  readonly list: boolean
}

export interface PrincipalQuery {
  readonly columns: readonly PrincipalColumn[]
  /** `$1` is the user's id, or the e-mail in any case. */
  readonly statement: (value: string) => Statement
}

/**
 * Reads the user whose `id` or `email` is the value: a text for each column, a JSON array of ids for each many-to-many,
 * of texts for each list. Secrets, child rows and virtual fields are left out. The exact e-mail wins over another case.
 */
export function principalQuery(user: Entity, schema: string, by: "id" | "email"): PrincipalQuery {
  const columns: PrincipalColumn[] = []
  const selected: string[] = []
  for (const field of user.fields.values()) {
    const read = selectField(field, schema)
    if (read === undefined) continue
    columns.push({ field: field.name, list: read.list })
    selected.push(read.text)
  }
  const where =
    by === "id" ? "u.id = $1::uuid" : "lower(u.email) = lower($1) ORDER BY u.email = $1 DESC, u.id LIMIT 1"
  const text = `SELECT ${selected.join(", ")} FROM ${quoteIdentifier(schema)}.${quoteIdentifier(user.table)} u WHERE ${where}`
  return { columns, statement: (value) => ({ text, values: [value], prepared: false }) }
}

function selectField(field: Field, schema: string): { text: string; list: boolean } | undefined {
  const column = `u.${quoteIdentifier(field.name)}`
  const { storage } = field
  if (field.format === "secret") return undefined
  switch (storage.kind) {
    case "column":
      return storage.column.type === "text[]"
        ? { text: `coalesce(array_to_json(${column}), '[]')::text`, list: true }
        : { text: `${column}::text`, list: false }
    case "ref":
      return { text: `${column}::text`, list: false }
    case "many": {
      const table = `${quoteIdentifier(schema)}.${quoteIdentifier(storage.table)}`
      const ids = `SELECT json_agg(m.target ORDER BY m.position) FROM ${table} m WHERE m.record = u.id`
      return { text: `coalesce((${ids}), '[]')::text`, list: true }
    }
    case "any_ref":
    case "rows":
    case "virtual":
      return undefined
    default:
      return storage satisfies never
  }
}
