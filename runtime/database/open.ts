// Configuration -> both doors: starts the embedded server where no other is given, prepares each server, and ends all in
// the right order.
import { mainServer, type Config } from "../config/index.ts"
import { createAdminDatabase } from "./admin.ts"
import { prepareEmbedded, prepareGiven, type ServerAccess } from "./bootstrap.ts"
import { createDatabase } from "./database.ts"
import { startEmbedded } from "./embedded/index.ts"
import type { AdminDatabase, Database } from "./types.ts"

export interface OpenDatabases {
  readonly database: Database
  readonly admin: AdminDatabase
  /** The server that holds the registry: the first. */
  readonly home: string
  /** Ends the connections, then the embedded server if nobody else uses it. */
  close(graceMs?: number): Promise<void>
}

export interface OpenOptions {
  readonly config: Pick<Config, "servers" | "dataDirectory" | "secretKey" | "database">
  /** Told what is being done, in plain sentences. */
  readonly say: (line: string) => void
  /** Told what the operator should do by hand. */
  readonly warn: (text: string) => void
}

/** Connections of the control plane to each server. */
const adminConnections = 4
/** Room in an embedded server for the command line, jobs and a second process beside the server's own connections. */
const spareConnections = 60

export async function openDatabases({ config, say, warn }: OpenOptions): Promise<OpenDatabases> {
  const preparing = { secret: config.secretKey, warn }
  const access: ServerAccess[] = []
  let end = async (): Promise<void> => {}
  if (config.servers.length === 0) {
    const connections = 2 * config.database.connections + spareConnections
    const embedded = await startEmbedded({ directory: config.dataDirectory, connections, say })
    end = async () => void (await embedded.stop())
    access.push(
      await orEnd(() => prepareEmbedded(embedded.superuserUrl, { name: mainServer, ...preparing }), end),
    )
  }
  for (const { name, url } of config.servers) access.push(await prepareGiven(url, { name, ...preparing }))
  const urls = (of: "adminUrl" | "requestUrl"): ReadonlyMap<string, string> =>
    new Map(access.map((server) => [server.name, server[of]]))
  const database = createDatabase({ servers: urls("requestUrl"), limits: config.database })
  const admin = createAdminDatabase({ servers: urls("adminUrl"), connections: adminConnections })
  return {
    database,
    admin,
    home: access[0]?.name ?? mainServer,
    async close(graceMs = 5000) {
      await Promise.all([database.close(graceMs), admin.close(graceMs)])
      await end()
    },
  }
}

async function orEnd<T>(work: () => Promise<T>, end: () => Promise<void>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    await end()
    throw error
  }
}
