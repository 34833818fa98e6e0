// The control plane's few statements that are not registry queries: locks, notices, a look at the schemas of a server.
import { quoteIdentifier } from "../quote.ts"
import type { Statement } from "../types.ts"
import { schemaMark } from "./script.ts"

/** Makes processes take turns at the registry's DDL (https://www.postgresql.org/docs/18/explicit-locking.html). */
export const lockRegistry = once("SELECT pg_advisory_xact_lock(hashtextextended('tenon_registry', 0))")

/** Holds while a tenant or spare is made on the server; as a script's first command. */
export const shareMaking = "SELECT pg_advisory_xact_lock_shared(hashtextextended('tenon_making', 0));"

/** Waits until nothing is being made on the server, and keeps it so. */
export const lockMaking = once("SELECT pg_advisory_xact_lock(hashtextextended('tenon_making', 0))")

/** One process at a time makes the demo companies; of the session, so that a killed process lets go. */
export const lockDemo = once("SELECT pg_advisory_lock(hashtextextended('tenon_demo', 0))")
export const unlockDemo = once("SELECT pg_advisory_unlock(hashtextextended('tenon_demo', 0))")

/** One process at a time keeps the books of a demo company. */
export function lockBooks(tenant: string): Statement {
  return { ...once("SELECT pg_advisory_lock(hashtextextended('tenon_books ' || $1, 0))"), values: [tenant] }
}
export function unlockBooks(tenant: string): Statement {
  return { ...once("SELECT pg_advisory_unlock(hashtextextended('tenon_books ' || $1, 0))"), values: [tenant] }
}

/** The schemas of the server that bear our mark. */
export const listMarkedSchemas: Statement = {
  text: "SELECT nspname FROM pg_namespace WHERE obj_description(oid, 'pg_namespace') = $1",
  values: [schemaMark],
  prepared: false,
}

/** Tells whoever listens, with the commit (https://www.postgresql.org/docs/18/sql-notify.html). */
export function notifyStatement(channel: string, payload: string): Statement {
  return { text: "SELECT pg_notify($1, $2)", values: [channel, payload], prepared: false }
}

function once(text: string): Statement {
  return { text, values: [], prepared: false }
}

/** Forgets the idempotency keys of a tenant that are older than the day for which they hold. */
export function forgetKeys(schema: string): Statement {
  return once(`DELETE FROM ${quoteIdentifier(schema)}._idempotency WHERE at < now() - interval '24 hours'`)
}
