// How the control plane speaks with the registry: knex builds the queries, the admin door carries them.
// Never on the way of a request.
import knex, { type Knex } from "knex"
import type { AdminDatabase, AdminSession } from "../../database/index.ts"
import type { Value } from "../../sql/index.ts"

export interface Control {
  readonly admin: AdminDatabase
  /** The server that holds the registry. */
  readonly home: string
}

/** Whatever runs statements as the admin role: a transaction, or a door to one server. */
export type Executor = Pick<AdminSession, "run" | "script">

/** The door to the registry's server, each call a transaction of its own. */
export function registryOf({ admin, home }: Control): Executor {
  return { run: (statements) => admin.run(home, statements), script: (text) => admin.script(home, text) }
}

/** The schema of the control plane; only the admin role may look into it. */
export const registrySchema = "tenon_registry"

/** Builds SQL only: it has no connection. */
export const build: Knex = knex({ client: "pg" })

/** A table of the registry as the start of a query. */
export function registryTable(name: string) {
  return build(name).withSchema(registrySchema)
}

/** A query built by knex, of any kind. */
export type Query = Knex.QueryBuilder | Knex.Raw

/**
 * The rows of a query that has some. The caller names their type: columns as the registry's own DDL fixes them, in JSON,
 * so instants are RFC 3339 texts.
 */
export async function fetchRows<Row extends object>(on: Executor, query: Query): Promise<readonly Row[]> {
  const { sql, bindings } = query.toSQL().toNative()
  return fetchText<Row>(on, sql, bindings)
}

/** The same for a text with `$1..$n`. */
export async function fetchText<Row extends object>(
  on: Executor,
  text: string,
  values: readonly unknown[],
): Promise<readonly Row[]> {
  const named = `WITH q AS (${text}) SELECT row_to_json(q) FROM q`
  const [rows = []] = await on.run([{ text: named, values: values.map(toValue), prepared: false }])
  // A border: row_to_json gives an object with the query's columns.
  return rows.map(([json]) => JSON.parse(json ?? "null") as Row)
}

/** Runs a query whose rows do not matter. */
export async function send(on: Executor, query: Query): Promise<void> {
  const { sql, bindings } = query.toSQL().toNative()
  await on.run([{ text: sql, values: bindings.map(toValue), prepared: false }])
}

function toValue(value: unknown): Value {
  if (value === null || typeof value === "string") return value
  if (value instanceof Date) return value.toISOString()
  if (typeof value === "number" || typeof value === "boolean") return String(value)
  return JSON.stringify(value)
}
