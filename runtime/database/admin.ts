// The control plane's door: statements and scripts as the owner of all schemas, on connections of their own.
import { quoteIdentifier, type Statement } from "../sql/index.ts"
import { ServerConnection, type ConnectionSettings } from "./connection.ts"
import { adminSession } from "./session.ts"
import { Pool } from "./pool.ts"
import type { AdminDatabase, AdminSession } from "./types.ts"

export interface AdminOptions {
  /** URL of the admin role by the name of the server. */
  readonly servers: ReadonlyMap<string, string>
  /** Connections to each server at most; listening takes one more. */
  readonly connections: number
}

/** Opens nothing yet. Waits for a free connection as long as a minute: the control plane is patient. */
export function createAdminDatabase(options: AdminOptions): AdminDatabase {
  const settings = new Map([...options.servers].map(([name, url]) => [name, connectionSettings(url)]))
  const pools = new Map(
    [...settings].map(([name, it]) => [name, new Pool(poolSettings(it, options.connections))]),
  )
  const listeners = new Set<() => Promise<void>>()
  const session = async <T>(server: string, work: (session: AdminSession) => Promise<T>): Promise<T> => {
    const loan = await known(pools, server).acquire("")
    try {
      return await work(sessionOn(loan.connection))
    } finally {
      loan.release()
    }
  }
  return {
    servers: [...options.servers.keys()],
    url: (server) => known(options.servers, server),
    run: (server, statements) => session(server, (it) => it.run(statements)),
    script: (server, text) => session(server, (it) => it.script(text)),
    session,
    transaction: (server, work) => session(server, (it) => inTransaction(it, work)),
    async listen(server, channel, receive) {
      const stop = await listen(known(settings, server), channel, receive)
      listeners.add(stop)
      return async () => {
        listeners.delete(stop)
        await stop()
      }
    },
    async close(graceMs = 5000) {
      await Promise.all([...listeners].map((stop) => stop()))
      await Promise.all([...pools.values()].map((pool) => pool.close(graceMs)))
    },
  }
}

function sessionOn(connection: ServerConnection): AdminSession {
  return {
    run: (statements: readonly Statement[]) => connection.run(undefined, statements),
    script: (text) => connection.script(text),
  }
}

async function inTransaction<T>(session: AdminSession, work: (tx: AdminSession) => Promise<T>): Promise<T> {
  await session.script("BEGIN")
  try {
    const result = await work(session)
    await session.script("COMMIT")
    return result
  } catch (fault) {
    // A lost connection is rolled back by the server; the first fault is the one that tells why.
    await session.script("ROLLBACK").catch(() => undefined)
    throw fault
  }
}

/** LISTEN on a connection of its own, made anew for as long as it takes whenever it is lost. */
async function listen(
  settings: ConnectionSettings,
  channel: string,
  receive: (payload: string | undefined) => void,
): Promise<() => Promise<void>> {
  let current: ServerConnection | undefined
  let stopped = false
  let pending: NodeJS.Timeout | undefined
  const connect = async (): Promise<void> => {
    const connection = await ServerConnection.open(settings, again)
    connection.onNotification((_, payload) => receive(payload))
    current = connection
    await connection.script(`LISTEN ${quoteIdentifier(channel)}`)
    if (stopped) await connection.end()
  }
  const again = (): void => {
    if (stopped || pending !== undefined) return
    pending = setTimeout(() => {
      pending = undefined
      connect().then(() => receive(undefined), again)
    }, 250)
    pending.unref()
  }
  await connect()
  return async () => {
    stopped = true
    clearTimeout(pending)
    await current?.end()
  }
}

function connectionSettings(url: string): ConnectionSettings {
  return { url, session: adminSession, connectTimeoutMs: 5000, prepared: 64, guard: "anything" }
}

function poolSettings(connection: ConnectionSettings, size: number): ConstructorParameters<typeof Pool>[0] {
  return {
    connection,
    size,
    acquireTimeoutMs: 60_000,
    maxAgeMs: 30 * 60_000,
    maxParsed: Number.POSITIVE_INFINITY,
    answerTimeoutMs: 0,
  }
}

function known<T>(servers: ReadonlyMap<string, T>, name: string): T {
  const found = servers.get(name)
  if (found !== undefined) return found
  throw new Error(`There is no server "${name}"; there are ${[...servers.keys()].join(", ")}`)
}
