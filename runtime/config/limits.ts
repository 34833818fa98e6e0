// The bounds that keep one request, or one tenant, from taking everything; each can be set by the environment.
import { whole, type Environment } from "./read.ts"

/** Of the requests' connections to each server. */
export interface DatabaseLimits {
  /** Connections to each server at most. */
  readonly connections: number
  readonly acquireTimeoutMs: number
  readonly statementTimeoutMs: number
  readonly lockTimeoutMs: number
  readonly transactionTimeoutMs: number
  /** Statements that each connection keeps prepared. */
  readonly prepared: number
  /**
   * A connection is replaced at this age, or after parsing this many statements: each leaves its tables in the caches of
   * the server's process, about 5 kB, for as long as that lives.
   */
  readonly maxAgeMs: number
  readonly maxParsed: number
}

/** Of what comes in by HTTP. */
export interface RequestLimits {
  /** Bytes of a body, files aside. */
  readonly bodyBytes: number
  /** Requests a minute of one principal, and of one tenant in all. */
  readonly perPrincipal: number
  readonly perTenant: number
  /** A request that is not answered in this time is broken off. */
  readonly timeoutMs: number
}

/** What holds unless the environment says otherwise. */
export const defaultDatabaseLimits: DatabaseLimits = {
  connections: 10,
  acquireTimeoutMs: 5000,
  statementTimeoutMs: 15_000,
  lockTimeoutMs: 5000,
  transactionTimeoutMs: 30_000,
  prepared: 1024,
  maxAgeMs: 30 * 60_000,
  maxParsed: 10_000,
}

const hour = 3_600_000

export function databaseLimits(environment: Environment): DatabaseLimits {
  const standard = defaultDatabaseLimits
  const number = (name: string, otherwise: number, range: readonly [number, number]): number =>
    whole(environment, name, otherwise, range)
  return {
    connections: number("DATABASE_CONNECTIONS", standard.connections, [1, 1000]),
    acquireTimeoutMs: number("DATABASE_ACQUIRE_TIMEOUT_MS", standard.acquireTimeoutMs, [10, hour]),
    statementTimeoutMs: number("DATABASE_STATEMENT_TIMEOUT_MS", standard.statementTimeoutMs, [10, hour]),
    lockTimeoutMs: number("DATABASE_LOCK_TIMEOUT_MS", standard.lockTimeoutMs, [10, hour]),
    transactionTimeoutMs: number("DATABASE_TRANSACTION_TIMEOUT_MS", standard.transactionTimeoutMs, [
      10,
      hour,
    ]),
    prepared: number("DATABASE_PREPARED", standard.prepared, [1, 10_000]),
    maxAgeMs: number("DATABASE_CONNECTION_AGE_MS", standard.maxAgeMs, [1000, 24 * hour]),
    maxParsed: number("DATABASE_CONNECTION_STATEMENTS", standard.maxParsed, [100, 10_000_000]),
  }
}

export function requestLimits(environment: Environment): RequestLimits {
  return {
    bodyBytes: whole(environment, "BODY_LIMIT", 1_048_576, [1024, 1_073_741_824]),
    perPrincipal: whole(environment, "RATE_PER_PRINCIPAL", 3000, [1, 10_000_000]),
    perTenant: whole(environment, "RATE_PER_TENANT", 60_000, [1, 100_000_000]),
    timeoutMs: whole(environment, "REQUEST_TIMEOUT_MS", 60_000, [100, hour]),
  }
}
