// The embedded server of a data directory: started, or adopted when it runs already; started again when it dies; ended
// when the last process that uses it lets go. Takes the directory; gives the superuser's URL.
import { rm } from "node:fs/promises"
import { join, resolve } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { chooseAccount, type Account } from "./account.ts"
import { anchorTo, type Anchor } from "./anchor.ts"
import { findBinaries, type Binaries } from "./binaries.ts"
import { ensureCluster, superuser } from "./cluster.ts"
import { launch, newEndpoint, type Endpoint, type Launch } from "./launch.ts"
import { isRunning, readPostmaster, removeStale, stopPostmaster, type Postmaster } from "./postmaster.ts"

export interface EmbeddedOptions {
  /** The data directory; the cluster goes into `postgres` in it. */
  readonly directory: string
  /** Connections that the server admits in all; 100 unless said. */
  readonly connections?: number
  /** Settings of PostgreSQL by name, over the ones chosen here. */
  readonly settings?: Readonly<Record<string, string>>
  /** Told what is being done, in plain sentences. */
  readonly say?: (line: string) => void
  /** Under which account the programs run; by itself it takes the best that the system allows. */
  readonly account?: (binaries: Binaries, directory: string) => Promise<Account>
}

export interface EmbeddedPostgres {
  /** Connects as the superuser through the socket in the data directory. Stays the same when the server is started again. */
  readonly superuserUrl: string
  readonly port: number
  /** The server's process at the moment. */
  pid(): number
  /** Lets go of the server; ends it when no other process uses it. Gives whether it was ended. */
  stop(): Promise<boolean>
}

/** A server with our hold on it. */
interface Hold {
  readonly server: Postmaster
  readonly anchor: Anchor
}

/** How long a start goes on trying: after a kill, remains of the old server can hold its memory for some seconds. */
const patienceMs = 20_000

/** Faults that pass: another start was first, remains of a killed server, a port that was taken in between. */
const passing = /lock file|shared memory|in use|starting up|shutting down/

/** Gives a running server for the directory, made on first use. Refuses with the end of its log when it will not start. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const directory = resolve(options.directory)
  const say = options.say ?? (() => {})
  const account = await (options.account ?? chooseAccount)(await findBinaries(), directory)
  const what: Launch = {
    account,
    cluster: await ensureCluster(account, directory, say),
    log: join(directory, "postgres.log"),
    connections: options.connections ?? 100,
    settings: options.settings ?? {},
  }
  return keep(what, await attain(what, undefined, say), say)
}

/** Adopts the cluster's server or starts one, at the endpoint if one is given, until it answers. */
async function attain(
  what: Launch,
  endpoint: Endpoint | undefined,
  say: (line: string) => void,
): Promise<Hold> {
  const until = Date.now() + patienceMs
  let fault: string | undefined
  for (;;) {
    const found = await readPostmaster(what.cluster)
    if (found !== undefined && (await isRunning(found.pid))) {
      const anchor = found.ready ? await anchorTo(urlOf(found), what.cluster) : undefined
      if (anchor !== undefined) return { server: found, anchor }
    } else {
      if (found !== undefined) await removeStale(what.cluster)
      say("Starting the database.")
      fault = await launch(what, endpoint ?? (await newEndpoint(what.account, what.cluster)))
      if (fault === undefined) continue
    }
    if (Date.now() > until || (fault !== undefined && !passing.test(fault)))
      throw new Error(`PostgreSQL does not start in ${what.cluster}. ${fault ?? ""}`)
    await pause(100)
  }
}

/** Starts the server again at its endpoint whenever it dies, so that URLs hold, until it is stopped. */
function keep(what: Launch, first: Hold, say: (line: string) => void): EmbeddedPostgres {
  let hold = first
  let stopping = false
  let reviving: Promise<void> | undefined
  const revive = async (): Promise<void> => {
    while (!stopping) {
      try {
        hold = await attain(what, first.server, say)
        void hold.anchor.lost.then(onLost)
        return
      } catch (error) {
        say(error instanceof Error ? error.message : String(error))
      }
    }
  }
  const onLost = (): void => {
    if (stopping) return
    say("The database has gone away.")
    reviving = revive()
  }
  void hold.anchor.lost.then(onLost)
  return {
    superuserUrl: urlOf(first.server),
    port: first.server.port,
    pid: () => hold.server.pid,
    async stop() {
      stopping = true
      await reviving
      const last = await hold.anchor.letGo()
      if (last) await end(hold.server, what.cluster)
      return last
    },
  }
}

async function end(server: Postmaster, cluster: string): Promise<void> {
  await stopPostmaster(server.pid)
  if (server.socketDirectory !== cluster) await rm(server.socketDirectory, { recursive: true, force: true })
}

/** A socket's directory stands percent-encoded in the place of the host. */
function urlOf(server: Endpoint): string {
  return `postgres://${superuser}@${encodeURIComponent(server.socketDirectory)}:${server.port}/postgres`
}
