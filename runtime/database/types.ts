// The ports through which room 7 and the control plane reach PostgreSQL.
import type { Row, Statement } from "../sql/index.ts"

/** Where a tenant lives: a server of the registry, a schema there, and the NOLOGIN role its requests run under. */
export interface TenantAddress {
  readonly tenant: string
  readonly server: string
  readonly schema: string
  readonly role: string
}

/** A transaction held open on one connection under the tenant's role (look, decide, write). */
export interface Transaction {
  /** Runs the statements in order in one round trip; gives the rows of each. */
  run(statements: readonly Statement[]): Promise<readonly (readonly Row[])[]>
  /** Like `run`, and commits in the same round trip; nothing can be run afterwards. */
  commit(statements: readonly Statement[]): Promise<readonly (readonly Row[])[]>
}

/** Requests' door to PostgreSQL: every statement runs under the tenant's role, in a transaction. */
export interface Database {
  /** One round trip, one implicit transaction: all statements or none. Gives the rows of each statement, columns as text.
   * What the house alone may write it says by `by`; transactions are its own anyway. */
  run(at: TenantAddress, statements: readonly Statement[], by?: "house"): Promise<readonly (readonly Row[])[]>
  /** BEGIN .. COMMIT on one connection; rolls back when `work` throws. */
  transaction<T>(at: TenantAddress, work: (tx: Transaction) => Promise<T>): Promise<T>
  /** Connections of each server for the metrics: open, lent to a request, and how many requests wait for one. */
  load(): Readonly<Record<string, PoolLoad>>
  /** Ends all connections after the work in flight, at most `graceMs` milliseconds. */
  close(graceMs?: number): Promise<void>
}

export interface PoolLoad {
  readonly open: number
  readonly lent: number
  readonly waiting: number
}

/** One connection as the owner of all schemas. */
export interface AdminSession {
  /** Runs the statements in order in one round trip. Outside of a transaction they are one of their own. */
  run(statements: readonly Statement[]): Promise<readonly (readonly Row[])[]>
  /** Runs a text of several commands in one round trip (simple protocol), all or none unless it commits in between. */
  script(text: string): Promise<void>
}

/** The control plane's door: the admin role, per server, without time limits of its own. */
export interface AdminDatabase {
  /** The names of the servers, in the order given. */
  readonly servers: readonly string[]
  /** The URL of a server for libraries that bring their own connections. */
  url(server: string): string
  run(server: string, statements: readonly Statement[]): Promise<readonly (readonly Row[])[]>
  script(server: string, text: string): Promise<void>
  /** One connection for several calls, without a transaction: session locks, settings. */
  session<T>(server: string, work: (session: AdminSession) => Promise<T>): Promise<T>
  /** BEGIN .. COMMIT on one connection; rolls back when `work` throws. */
  transaction<T>(server: string, work: (tx: AdminSession) => Promise<T>): Promise<T>
  /**
   * Calls `receive` with the payload of every NOTIFY on the channel, and with undefined after each reconnect, for then
   * some may have been missed. Gives the function that ends it.
   */
  listen(
    server: string,
    channel: string,
    receive: (payload: string | undefined) => void,
  ): Promise<() => Promise<void>>
  close(graceMs?: number): Promise<void>
}
