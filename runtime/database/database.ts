// Requests' door: which server and role a tenant's statements go to, and the bounds of their transaction.
import { Problem } from "../../engine/error/index.ts"
import { tellHouse, type Statement } from "../sql/index.ts"
import type { Rows } from "./batch.ts"
import type { Around } from "./connection.ts"
import { isLost, isWorthRetrying, lostProblem } from "./faults.ts"
import { Pool, type Loan } from "./pool.ts"
import type { DatabaseLimits } from "../config/index.ts"
import { requestSession } from "./session.ts"
import type { Database, TenantAddress, Transaction } from "./types.ts"

export interface DatabaseOptions {
  /** URL of the request role by the name of the server. */
  readonly servers: ReadonlyMap<string, string>
  readonly limits: DatabaseLimits
}

type PoolOf = (at: TenantAddress) => Pool

/** Opens nothing yet: connections are made when they are needed, at most `limits.connections` to each server. */
export function createDatabase(options: DatabaseOptions): Database {
  const pools = new Map(
    [...options.servers].map(([name, url]) => [name, new Pool(poolSettings(url, options.limits))]),
  )
  const poolOf: PoolOf = (at) => {
    const pool = pools.get(at.server)
    if (pool !== undefined) return pool
    throw new Problem("RUN010", {
      detail: `The server "${at.server}" of this tenant is not configured here.`,
      hint: "Name it in DATABASE_URLS.",
      extra: { retry_after: 60 },
    })
  }
  return {
    run: async (at, statements, by) =>
      run(poolOf(at), at.role, statements, by === "house" ? asHouse : nothing),
    transaction: (at, work) => transaction(poolOf, at, work),
    load: () => Object.fromEntries([...pools].map(([name, pool]) => [name, pool.load])),
    async close(graceMs = 5000) {
      await Promise.all([...pools.values()].map((pool) => pool.close(graceMs)))
    },
  }
}

/** A deadlock or a failed serialization rolled everything back, so the same statements may simply be tried again. */
const mostTries = 3

/** SET LOCAL holds to the end of the message; PostgreSQL warns where it comes first in it. */
const asHouse: Around = { before: ["SELECT", tellHouse] }
const nothing: Around = {}

async function run(
  pool: Pool,
  role: string,
  statements: readonly Statement[],
  around: Around,
): Promise<Rows> {
  for (let tries = 1; ; tries++) {
    const loan = pool.takeFree(role) ?? (await pool.acquire(role))
    try {
      return await loan.connection.run(role, statements, around)
    } catch (fault) {
      if (isLost(fault)) throw lostProblem(fault)
      if (tries >= mostTries || !isWorthRetrying(fault)) throw fault
    } finally {
      loan.release()
    }
  }
}

async function transaction<T>(
  poolOf: PoolOf,
  at: TenantAddress,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const pool = poolOf(at)
  const loan = pool.takeFree(at.role) ?? (await pool.acquire(at.role))
  const held = new HeldTransaction(loan, at.role)
  try {
    const result = await work(held)
    await held.finish()
    return result
  } catch (fault) {
    await held.rollBack()
    throw isLost(fault) ? lostProblem(fault) : fault
  } finally {
    loan.release()
  }
}

/** What a transaction runs are statements of our own that find rows by their keys, scores of them that are short: planning
 * them for the values of each call takes longer than running them. Their plans are kept by each connection, maybe from a
 * time when a table was empty and reading all of it was cheapest: that they may not choose.
 * https://www.postgresql.org/docs/18/runtime-config-query.html#GUC-PLAN-CACHE-MODE */
const begin = [
  "BEGIN",
  "SET LOCAL plan_cache_mode = force_generic_plan",
  "SET LOCAL enable_seqscan = off",
  tellHouse,
] as const

/** BEGIN goes with the first message, COMMIT with the last. */
class HeldTransaction implements Transaction {
  private state: "new" | "open" | "failed" | "ended" = "new"
  private readonly loan: Loan
  private readonly role: string

  constructor(loan: Loan, role: string) {
    this.loan = loan
    this.role = role
  }

  run(statements: readonly Statement[]): Promise<Rows> {
    return this.send(statements, undefined, "open")
  }

  commit(statements: readonly Statement[]): Promise<Rows> {
    return this.send(statements, "COMMIT", "ended")
  }

  async finish(): Promise<void> {
    if (this.state === "failed")
      throw new Error("The transaction has failed, and its fault was caught on the way")
    if (this.state === "open") await this.commit([])
  }

  async rollBack(): Promise<void> {
    if ((this.state !== "failed" && this.state !== "open") || !this.loan.connection.usable) return
    this.state = "ended"
    // When even this fails the connection is broken, and the server rolls back by itself.
    await this.loan.connection.script("ROLLBACK").catch(() => this.loan.connection.end())
  }

  private async send(
    statements: readonly Statement[],
    after: string | undefined,
    next: "open" | "ended",
  ): Promise<Rows> {
    if (this.state === "ended" || this.state === "failed")
      throw new Error(`The transaction has ${this.state}`)
    const around = {
      ...(this.state === "new" ? { before: begin } : {}),
      ...(after === undefined ? {} : { after }),
    }
    this.state = "failed"
    const rows = await this.loan.connection.run(this.role, statements, around)
    this.state = next
    return rows
  }
}

function poolSettings(url: string, limits: DatabaseLimits): ConstructorParameters<typeof Pool>[0] {
  return {
    connection: {
      url,
      session: requestSession(limits),
      connectTimeoutMs: 5000,
      prepared: limits.prepared,
      guard: "rows only",
    },
    size: limits.connections,
    acquireTimeoutMs: limits.acquireTimeoutMs,
    maxAgeMs: limits.maxAgeMs,
    maxParsed: limits.maxParsed,
    answerTimeoutMs: limits.transactionTimeoutMs + 5000,
  }
}
