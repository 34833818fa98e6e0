// The whole of Tenon as a process of its own: what tests ask over HTTP. Two tenants, an administrator in each.
import { spawn, type ChildProcess } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { testServer, testSuperuserUrl } from "./postgres.ts"

const root = join(import.meta.dirname, "../..")
const bin = join(root, "bin/tenon.mjs")

export interface TestTenant {
  readonly name: string
  readonly email: string
  readonly password: string
}

export interface RunningServer {
  readonly url: string
  readonly tenants: readonly [TestTenant, TestTenant]
  /** Its database, for the superuser: what nobody else may do to the books. */
  readonly superuserUrl: string
  /** What the process has written so far. */
  output(): string
  /** Runs `tenon ...args` against the same database; gives what it prints. */
  tenon(args: readonly string[]): Promise<string>
  /** A token of the tenant's administrator. */
  logIn(tenant: TestTenant): Promise<string>
  close(): Promise<void>
}

/** Starts it on a fresh database; `settings` are environment variables over those of tests. */
export async function runningServer(settings: Readonly<Record<string, string>> = {}): Promise<RunningServer> {
  const directory = await mkdtemp(join(tmpdir(), "tenon-server-"))
  const port = await freePort()
  const { adminUrl } = await testServer()
  const superuser = new URL(await testSuperuserUrl())
  superuser.pathname = new URL(adminUrl).pathname
  const env = {
    ...process.env,
    ...{ DATA_DIR: directory, DATABASE_URL: adminUrl, PORT: String(port) },
    ...{ SECRET_KEY: "a secret of tests, of no worth to anybody", DEMO: "0", LOG_LEVEL: "error" },
    ...settings,
  }
  const tenon = (args: readonly string[]): Promise<string> => finished(args, env)
  const tenants = [await tenantIn(tenon, "acme"), await tenantIn(tenon, "globex")] as const
  const { child, output } = begun(["serve"], env)
  const url = `http://127.0.0.1:${port}`
  const close = async (): Promise<void> => {
    await ended(child)
    await rm(directory, { recursive: true, force: true })
  }
  while (!(await answers(`${url}/readyz`))) {
    if (child.exitCode !== null) throw new Error(`The server ended:\n${output()}`)
    await pause(50)
  }
  const superuserUrl = superuser.href
  return { url, tenants, superuserUrl, output, tenon, close, logIn: (tenant) => logIn(url, tenant) }
}

export type Environment = NodeJS.ProcessEnv

export async function tenantIn(tenon: RunningServer["tenon"], name: string): Promise<TestTenant> {
  const email = `ann@${name}.example`
  const made = await tenon(["tenant", "create", name, "--admin", email, "--json"])
  const { admin } = JSON.parse(made) as { admin: { password: string } } // what --json promises
  return { name, email, password: admin.password }
}

export async function logIn(url: string, { name, email, password }: TestTenant): Promise<string> {
  const reply = await fetch(`${url}/api/v1/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ tenant: name, email, password }),
  })
  const { token } = (await reply.json()) as { token?: string } // the contract of POST /session
  if (token === undefined) throw new Error(`Logging in to ${name} answered ${reply.status}.`)
  return token
}

export function begun(
  args: readonly string[],
  env: Environment,
): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, [bin, ...args], { env, stdio: ["ignore", "pipe", "pipe"] })
  let text = ""
  child.stdout.on("data", (chunk: Buffer) => (text += chunk.toString()))
  child.stderr.on("data", (chunk: Buffer) => (text += chunk.toString()))
  return { child, output: () => text }
}

export function finished(args: readonly string[], env: Environment): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bin, ...args], { env, stdio: ["ignore", "pipe", "pipe"] })
    let [out, complaint] = ["", ""]
    child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()))
    child.stderr.on("data", (chunk: Buffer) => (complaint += chunk.toString()))
    child.once("error", reject)
    child.once("close", (code) => {
      if (code === 0) resolve(out)
      else reject(new Error(`tenon ${args.join(" ")} ended with ${code}:\n${complaint}${out}`))
    })
  })
}

export async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once("exit", resolve))
  child.kill("SIGTERM")
  const late = setTimeout(() => child.kill("SIGKILL"), 15_000)
  await gone
  clearTimeout(late)
}

export async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok
  } catch {
    return false // it does not listen yet
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once("error", reject)
    server.listen(0, "127.0.0.1", () => {
      const address = server.address()
      server.close(() => resolve(address !== null && typeof address === "object" ? address.port : 0))
    })
  })
}
