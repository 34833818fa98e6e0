// A server with an embedded PostgreSQL of its own, both of which can be killed as a power cut kills them: no warning, no
// last words. Started again at the same address, it goes on with what is on the disk.
import { mkdtemp, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import type { BooksServer } from "../support/accountant.ts"
import { answers, begun, ended, finished, freePort, logIn, tenantIn } from "../support/server.ts"

export interface KillableServer extends BooksServer {
  /** Kills the server with SIGKILL and starts it again. */
  killServer(): Promise<void>
  /** Kills PostgreSQL with SIGKILL; to start it again is the server's task. */
  killDatabase(): Promise<void>
  /** What the processes have written so far. */
  output(): string
}

const mostStartMs = 60_000

export async function killableServer(): Promise<KillableServer> {
  const directory = await mkdtemp(join(tmpdir(), "tenon-killed-"))
  const port = await freePort()
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    ...{ DATA_DIR: directory, DATABASE_URL: "", PORT: String(port), DEMO: "0", LOG_LEVEL: "error" },
    SECRET_KEY: "a secret of tests, of no worth to anybody",
  }
  const url = `http://127.0.0.1:${port}`
  const said: (() => string)[] = []
  const start = async (): Promise<ReturnType<typeof begun>["child"]> => {
    const { child, output } = begun(["serve"], env)
    said.push(output)
    const until = Date.now() + mostStartMs
    while (!(await answers(`${url}/readyz`))) {
      if (child.exitCode !== null || Date.now() > until) throw new Error(`The server ended:\n${output()}`)
      await pause(50)
    }
    return child
  }
  let child = await start()
  const tenants = [await tenantIn((args) => finished(args, env), "acme")] as const
  return {
    ...{ url, tenants, superuserUrl: await superuserUrl(directory) },
    logIn: (tenant) => logIn(url, tenant),
    output: () => said.map((output) => output()).join(""),
    async killServer() {
      const gone = new Promise((resolve) => child.once("exit", resolve))
      child.kill("SIGKILL")
      await gone
      child = await start()
    },
    async killDatabase() {
      const [pid] = await postmaster(directory)
      process.kill(Number(pid), "SIGKILL")
    },
    async close() {
      await ended(child)
      await rm(directory, { recursive: true, force: true })
    },
  }
}

/** The lines of postmaster.pid. https://www.postgresql.org/docs/18/storage-file-layout.html */
async function postmaster(directory: string): Promise<readonly string[]> {
  return (await readFile(join(directory, "postgres/postmaster.pid"), "utf8")).split("\n")
}

async function superuserUrl(directory: string): Promise<string> {
  const lines = await postmaster(directory)
  return `postgres://postgres@${encodeURIComponent(lines[4] ?? "")}:${lines[3] ?? ""}/tenon`
}
