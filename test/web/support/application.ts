// The whole product as a person starts it, with a database and a demo company of its own; the tests log in through its door.
import { spawn, type ChildProcess } from "node:child_process"
import { mkdtemp, readFile, rm } from "node:fs/promises"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

export interface Login {
  readonly url: string
  readonly email: string
  readonly password: string
}

export interface Application {
  /** A demo person with this role in the first company, or in the one named. */
  login(role: string, tenant?: string): Login
  stop(): Promise<void>
}

const root = fileURLToPath(new URL("../../..", import.meta.url))
let started: Promise<Application> | undefined

/** The running application, shared by the tests of this process. */
export function application(): Promise<Application> {
  started ??= start()
  return started
}

/** Ends it and removes its data; does nothing when it never ran. */
export async function stopApplication(): Promise<void> {
  const running = started
  started = undefined
  await (await running)?.stop()
}

/** Starts it, or takes the running one whose login lines the file in TENON_TEST_LOGINS holds. */
async function start(): Promise<Application> {
  const running = process.env["TENON_TEST_LOGINS"]
  if (running !== undefined) return applicationOf(readLogins(await readFile(running, "utf8")), async () => {})
  const data = await mkdtemp(join(tmpdir(), "tenon-web-"))
  const port = await freePort()
  const child = spawn(process.execPath, ["bin/tenon.mjs", "serve"], {
    cwd: root,
    env: { ...withoutSettings(), DATA_DIR: data, PORT: String(port) },
    stdio: ["ignore", "pipe", "pipe"],
  })
  return applicationOf(await untilItListens(child), async () => {
    const ended = new Promise((resolve) => child.once("close", resolve))
    child.kill("SIGTERM")
    await ended
    await rm(data, { recursive: true, force: true })
  })
}

function applicationOf(logins: readonly DemoLogin[], stop: () => Promise<void>): Application {
  return {
    stop,
    login(role, tenant = "brightwater") {
      const found = logins.find((each) => each.roles.includes(role) && each.url.includes(`//${tenant}.`))
      if (found === undefined) throw new Error(`No demo login with the role ${role} in ${tenant}`)
      return found
    },
  }
}

interface DemoLogin extends Login {
  readonly roles: string
}

/** `http://<tenant>.localhost:<port>  <e-mail>  <password>  <roles>`, a line a login. */
function readLogins(text: string): readonly DemoLogin[] {
  const lines = [...text.matchAll(/^(http:\S+) +(\S+@\S+) +(\S+) +(.+)$/gm)]
  return lines.map(([, url = "", email = "", password = "", roles = ""]) => ({ url, email, password, roles }))
}

/** The logins are printed together, right after the server listens. */
function untilItListens(child: ChildProcess): Promise<readonly DemoLogin[]> {
  return new Promise((resolve, reject) => {
    let told = ""
    const keep = (chunk: Buffer): void => {
      told += chunk.toString()
      const logins = readLogins(told)
      if (told.includes("listens on") && logins.some(({ url }) => url.includes("larkfield"))) resolve(logins)
    }
    child.stdout?.on("data", keep)
    child.stderr?.on("data", keep)
    child.once("close", (code) =>
      reject(new Error(`The application ended with ${code}:\n${told.slice(0, 2_000)}`)),
    )
  })
}

/** The environment without what would change how the application runs. */
function withoutSettings(): NodeJS.ProcessEnv {
  const { DATABASE_URL: _, DEMO: __, SECRET_KEY: ___, ...rest } = process.env
  return rest
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once("error", reject)
    server.listen(0, "127.0.0.1", () => {
      const address = server.address()
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0))
    })
  })
}
