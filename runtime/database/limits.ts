// The bounds of the requests' connections, and the settings of a session that follow from them.

export interface DatabaseLimits {
  /** Connections to each server at most. */
  readonly connections: number
  readonly acquireTimeoutMs: number
  readonly statementTimeoutMs: number
  readonly lockTimeoutMs: number
  readonly transactionTimeoutMs: number
  /** Statements that each connection keeps prepared. */
  readonly prepared: number
  /** A connection is replaced at this age, or after serving this many tenants. */
  readonly maxAgeMs: number
  readonly maxTenants: number
}

/** What holds unless the configuration says otherwise. */
export const defaultLimits: DatabaseLimits = {
  connections: 10,
  acquireTimeoutMs: 5000,
  statementTimeoutMs: 15_000,
  lockTimeoutMs: 5000,
  transactionTimeoutMs: 30_000,
  prepared: 256,
  maxAgeMs: 30 * 60_000,
  maxTenants: 200,
}

/** How values read and where names are looked up; tables are always written with their schema. */
const common: Readonly<Record<string, string>> = {
  TimeZone: "UTC",
  DateStyle: "ISO",
  IntervalStyle: "iso_8601",
  client_min_messages: "warning",
  search_path: "pg_catalog,tenon",
}

/** The session of a request's connection. https://www.postgresql.org/docs/18/runtime-config-client.html */
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
