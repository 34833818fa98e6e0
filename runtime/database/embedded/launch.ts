// Starts a server process over a cluster and waits until it is ready.
import { mkdtemp, open, readFile } from "node:fs/promises"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import type { Account } from "./account.ts"
import { readPostmaster } from "./postmaster.ts"
import { serverArguments } from "./settings.ts"

/** Where a server listens. */
export interface Endpoint {
  readonly port: number
  readonly socketDirectory: string
}

export interface Launch {
  readonly account: Account
  readonly cluster: string
  /** The file that takes what the server says. */
  readonly log: string
  readonly connections: number
  readonly settings: Readonly<Record<string, string>>
}

/** Resolves with undefined when the server is ready, or with the end of its log when it has ended instead. */
export async function launch(what: Launch, endpoint: Endpoint): Promise<string | undefined> {
  const log = await open(what.log, "a", 0o600)
  const began = (await log.stat()).size
  const settings = { ...endpoint, connections: what.connections, extra: what.settings }
  // Detached: a Ctrl-C at the terminal goes to us, and we end the server when the work in flight is done.
  const child = what.account.spawn(what.account.binaries.postgres, serverArguments(what.cluster, settings), {
    stdio: ["ignore", log.fd, log.fd],
    detached: true,
  })
  let ended = false
  child.once("error", () => (ended = true))
  child.once("exit", () => (ended = true))
  child.unref()
  try {
    while (!ended) {
      const server = await readPostmaster(what.cluster)
      if (server?.ready === true && server.pid === child.pid) return undefined
      await pause(20)
    }
  } finally {
    await log.close()
  }
  const said = (await readFile(what.log)).subarray(began).toString("utf8").trim().slice(-1000)
  return `Its log (${what.log}) ends with: ${said}`
}

/** A port that nobody listens on, and the cluster's own folder for the socket. */
export async function newEndpoint(account: Account, cluster: string): Promise<Endpoint> {
  return { port: await freePort(), socketDirectory: await socketDirectory(account, cluster) }
}

/** The address of a socket has 107 bytes (unix(7)): where the path is too long, a folder of the temporary one serves. */
async function socketDirectory(account: Account, cluster: string): Promise<string> {
  if (Buffer.byteLength(join(cluster, ".s.PGSQL.65535")) <= 100) return cluster
  const short = await mkdtemp(join(tmpdir(), "tenon-"))
  await account.own(short)
  return short
}

/** Free at the moment; when it was lost in between, the server says so and the next try takes another. */
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
