// The port through which rooms 7 and the control plane reach PostgreSQL.
import type { Row, Statement } from "../sql/types.ts"

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
}

/** Requests' door to PostgreSQL: every statement runs under the tenant's role, in a transaction. */
export interface Database {
  /** One round trip, one implicit transaction: all statements or none. Gives the rows of each statement, columns as text. */
  run(at: TenantAddress, statements: readonly Statement[]): Promise<readonly (readonly Row[])[]>
  /** BEGIN .. COMMIT on one connection; rolls back when `work` throws. */
  transaction<T>(at: TenantAddress, work: (tx: Transaction) => Promise<T>): Promise<T>
  /** Ends all connections after the work in flight, at most `graceMs` milliseconds. */
  close(graceMs?: number): Promise<void>
}
