// The settings of a session: how values read, where names are looked up, and when the server breaks off.
// https://www.postgresql.org/docs/18/runtime-config-client.html
import type { DatabaseLimits } from "../config/index.ts"

/** Tables are always written with their schema; operators of the extensions are found in `tenon`. */
const common: Readonly<Record<string, string>> = {
  TimeZone: "UTC",
  DateStyle: "ISO",
  IntervalStyle: "iso_8601",
  client_min_messages: "warning",
  search_path: "pg_catalog,tenon",
}

/** The session of a request's connection. */
export function requestSession(limits: DatabaseLimits): Readonly<Record<string, string>> {
  return {
    ...common,
    statement_timeout: String(limits.statementTimeoutMs),
    lock_timeout: String(limits.lockTimeoutMs),
    transaction_timeout: String(limits.transactionTimeoutMs),
    idle_in_transaction_session_timeout: String(limits.transactionTimeoutMs),
  }
}

/** The session of the control plane: a migration sets its own limits; only one that was forgotten is cut off. */
export const adminSession: Readonly<Record<string, string>> = {
  ...common,
  idle_in_transaction_session_timeout: String(10 * 60_000),
}
