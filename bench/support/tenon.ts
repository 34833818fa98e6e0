// A real Tenon for measuring: the server as `npm start` runs it, over a PostgreSQL in a folder that is gone afterwards,
// with one tenant that has the entities of bench/metadata in its own layer.
import { spawn } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { startEmbedded } from "../../runtime/database/index.ts"
import type { Target } from "./load.ts"
import { start } from "./process.ts"

const bin = fileURLToPath(new URL("../../bin/tenon.mjs", import.meta.url))
const overlay = fileURLToPath(new URL("../metadata", import.meta.url))
const email = "bench@tenon.example"

export interface TenonWorld {
  readonly server: Target
  /** The superuser, in the database of the tenant. */
  readonly databaseUrl: string
  readonly schema: string
  close(): Promise<void>
}

type Environment = Readonly<Record<string, string>>

/** Makes the tenant `bench`, starts the server and logs in. */
export async function startTenon(): Promise<TenonWorld> {
  const directory = await mkdtemp(join(tmpdir(), "tenon-bench-"))
  const postgres = await startEmbedded({ directory, connections: 120 })
  const stop = async (): Promise<void> => {
    await postgres.stop()
    await rm(directory, { recursive: true, force: true })
  }
  try {
    const env = { DATA_DIR: directory, DEMO: "no", LOG_LEVEL: "warn", ...unlimited }
    const { schema, server } = await serve(env)
    const close = async (): Promise<void> => {
      await server.stop()
      await stop()
    }
    const url = new URL(postgres.superuserUrl)
    url.pathname = "/tenon"
    return { server, schema, databaseUrl: url.href, close }
  } catch (error) {
    await stop()
    throw error
  }
}

/** What is measured is the way of a request, not the limits that would end it. */
const unlimited = { RATE_PER_PRINCIPAL: "10000000", RATE_PER_TENANT: "100000000" }

async function serve(env: Environment): Promise<Pick<TenonWorld, "server" | "schema">> {
  const made = await tenon(["tenant", "create", "bench", "--admin", email, "--json"], env)
  await tenon(["layer", "push", "bench", overlay], env)
  const { schema, admin } = JSON.parse(made) as { schema: string; admin: { password: string } } // what --json promises
  const server = await start({
    name: "tenon",
    file: bin,
    args: ["serve"],
    env,
    ready: "/readyz",
    patience: 120_000,
  })
  const token = await logIn(server.url, admin.password)
  return { schema, server: { ...server, headers: { authorization: `Bearer ${token}` } } }
}

/** Runs the command line; gives what it prints, throws what it complains of. */
function tenon(args: readonly string[], env: Environment): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bin, ...args], { env: { ...process.env, ...env } })
    let [out, complaint] = ["", ""]
    child.stdout.on("data", (text: Buffer) => (out += text.toString()))
    child.stderr.on("data", (text: Buffer) => (complaint += text.toString()))
    child.once("error", reject)
    child.once("close", (code) => {
      if (code === 0) resolve(out)
      else reject(new Error(`tenon ${args.join(" ")} ended with ${code}: ${complaint}`))
    })
  })
}

async function logIn(url: string, password: string): Promise<string> {
  const reply = await fetch(`${url}/api/v1/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ tenant: "bench", email, password }),
  })
  const { token } = (await reply.json()) as { token?: string } // the contract of POST /session
  if (token === undefined) throw new Error(`logging in answered ${reply.status}`)
  return token
}
