// Starts the embedded server of a data directory or adopts the one that runs there, and ends it when the last process
// that uses it lets go. Takes the directory; gives the superuser's URL.
import { mkdtemp, open, readFile } from "node:fs/promises"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { chooseAccount, type Account } from "./account.ts"
import { anchorTo, type Anchor } from "./anchor.ts"
import { findBinaries } from "./binaries.ts"
import { ensureCluster, superuser } from "./cluster.ts"
import { isRunning, readPostmaster, removeStale, stopPostmaster, type Postmaster } from "./postmaster.ts"
import { serverArguments } from "./settings.ts"

export interface EmbeddedOptions {
  /** The data directory; the cluster goes into `postgres` in it. */
  readonly directory: string
  /** Connections that the server admits in all; 100 unless said. */
  readonly connections?: number
  /** Settings of PostgreSQL by name, over the ones chosen here. */
  readonly settings?: Readonly<Record<string, string>>
  /** Told what is being done, in plain sentences. */
  readonly say?: (line: string) => void
}

export interface EmbeddedPostgres {
  /** Connects as the superuser through the socket in the data directory. */
  readonly superuserUrl: string
  readonly pid: number
  readonly port: number
  /** Lets go of the server; ends it when no other process uses it. Gives whether it was ended. */
  stop(): Promise<boolean>
}

/** How long a start goes on trying: after a kill, remains of the old server can hold its memory for some seconds. */
const patienceMs = 20_000

/** Gives a running server for the directory, made on first use. Refuses with the end of its log when it will not start. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const directory = resolve(options.directory)
  const say = options.say ?? (() => {})
  const account = await chooseAccount(await findBinaries(), directory)
  const cluster = await ensureCluster(account, directory, say)
  const until = Date.now() + patienceMs
  let fault = ""
  for (;;) {
    const found = await readPostmaster(cluster)
    if (found !== undefined && (await isRunning(found.pid))) {
      const anchor = found.ready ? await anchorTo(urlOf(found), cluster) : undefined
      if (anchor !== undefined) return embedded(found, anchor)
    } else {
      if (found !== undefined) await removeStale(cluster)
      say("Starting the database.")
      fault = await launch(account, directory, cluster, options)
    }
    if (Date.now() > until) throw new Error(`PostgreSQL does not start in ${cluster}. ${fault}`)
    await pause(100)
  }
}

function embedded(server: Postmaster, anchor: Anchor): EmbeddedPostgres {
  return {
    superuserUrl: urlOf(server),
    pid: server.pid,
    port: server.port,
    async stop() {
      const last = await anchor.letGo()
      if (last) await stopPostmaster(server.pid)
      return last
    },
  }
}

/** A socket's directory stands percent-encoded in the place of the host. */
function urlOf(server: Postmaster): string {
  return `postgres://${superuser}@${encodeURIComponent(server.socketDirectory)}:${server.port}/postgres`
}

/** Starts the server and waits until it is ready or has ended; gives the end of its log in the second case. */
async function launch(
  account: Account,
  directory: string,
  cluster: string,
  options: EmbeddedOptions,
): Promise<string> {
  const logPath = join(directory, "postgres.log")
  const log = await open(logPath, "a", 0o600)
  const began = (await log.stat()).size
  const settings = {
    port: await freePort(),
    socketDirectory: await socketDirectory(account, cluster),
    connections: options.connections ?? 100,
    extra: options.settings ?? {},
  }
  // Detached: a Ctrl-C at the terminal goes to us, and we end the server when the work in flight is done.
  const child = account.spawn(account.binaries.postgres, serverArguments(cluster, settings), {
    stdio: ["ignore", log.fd, log.fd],
    detached: true,
  })
  let ended = false
  child.once("error", () => (ended = true))
  child.once("exit", () => (ended = true))
  child.unref()
  try {
    while (!ended) {
      const server = await readPostmaster(cluster)
      if (server?.ready === true && server.pid === child.pid) return ""
      await pause(20)
    }
  } finally {
    await log.close()
  }
  return `Its log (${logPath}) ends with: ${(await readFile(logPath)).subarray(began).toString("utf8").trim().slice(-1000)}`
}

/** The cluster's own folder; one of /tmp where its path is too long for a socket's address (107 bytes, unix(7)). */
async function socketDirectory(account: Account, cluster: string): Promise<string> {
  if (Buffer.byteLength(join(cluster, ".s.PGSQL.65535")) <= 100) return cluster
  const short = await mkdtemp(join(tmpdir(), "tenon-"))
  await account.own(short)
  return short
}

/** A port that nobody listens on at the moment; the next try takes another when it was lost in between. */
function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer()
    probe.once("error", failed)
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address()
      probe.close(() => found(typeof address === "object" && address !== null ? address.port : 0))
    })
  })
}
