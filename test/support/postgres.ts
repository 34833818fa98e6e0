// One PostgreSQL for all tests of a process, made when the first one asks and ended with the last; each caller gets a
// database of its own. Roles hold for all databases of a server: a process has its own so that others' do not disturb it,
// and tests must not share the names of tenants' roles.
import { spawn, type ChildProcess } from "node:child_process"
import { randomBytes } from "node:crypto"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import pg from "pg"
import { defaultDatabaseLimits, type DatabaseLimits } from "../../runtime/config/index.ts"
import {
  createAdminDatabase,
  createDatabase,
  prepareEmbedded,
  prepareGiven,
  startEmbedded,
  type AdminDatabase,
  type Database,
  type ServerAccess,
} from "../../runtime/database/index.ts"

/** One for all: the password of the requests' role comes from it, and holds for the whole server. */
export const testSecret = "a secret of tests, of no worth to anybody"

interface Started {
  readonly superuserUrl: string
  stop(): Promise<void>
}

let started: Promise<Started> | undefined

/** The URL of the superuser of the tests' server, for what only he may do. */
export async function testSuperuserUrl(): Promise<string> {
  started ??= startTestPostgres()
  return (await started).superuserUrl
}

/** A fresh database, prepared for tenants; server name "main". */
export async function testServer(): Promise<ServerAccess> {
  const url = new URL(await testSuperuserUrl())
  const name = `test_${randomBytes(6).toString("hex")}`
  const prepared = await template(url.href)
  await createFromTemplate(url.href, name)
  const adminUrl = new URL(prepared.adminUrl)
  adminUrl.pathname = `/${name}`
  return prepareGiven(adminUrl.href, { name: "main", secret: testSecret, warn: () => {} })
}

/** The URL of the admin role in a fresh database that is prepared for tenants. */
export async function testDatabaseUrl(): Promise<string> {
  return (await testServer()).adminUrl
}

export interface TestDatabases {
  readonly server: ServerAccess
  readonly database: Database
  readonly admin: AdminDatabase
  close(): Promise<void>
}

/** Both doors to a fresh database on server "main". Close it in an `after` hook. */
export async function testDatabases(limits: Partial<DatabaseLimits> = {}): Promise<TestDatabases> {
  const server = await testServer()
  const database = createDatabase({
    servers: new Map([[server.name, server.requestUrl]]),
    limits: { ...defaultDatabaseLimits, ...limits },
  })
  const admin = createAdminDatabase({ servers: new Map([[server.name, server.adminUrl]]), connections: 4 })
  const close = async (): Promise<void> => {
    await Promise.all([database.close(0), admin.close(0)])
  }
  return { server, database, admin, close }
}

/** Starts a server in a folder of its own that is gone afterwards, even when this process is killed. */
export async function startTestPostgres(): Promise<Started> {
  const directory = await mkdtemp(join(tmpdir(), "tenon-test-"))
  const settings = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }
  const server = await startEmbedded({ directory, connections: 300, settings })
  const watch = cleanUpAfter(process.pid, server.pid(), directory)
  return {
    superuserUrl: server.superuserUrl,
    async stop() {
      await server.stop()
      watch.kill()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

/** A killed process runs no hooks: a shell that outlives it ends the server and removes the folder. */
function cleanUpAfter(owner: number, server: number, directory: string): ChildProcess {
  const script = 'while kill -0 "$1"; do sleep 1; done; kill -QUIT "$2"; sleep 1; rm -rf "$3"'
  const shell = spawn("sh", ["-c", script, "sh", String(owner), String(server), directory], {
    stdio: "ignore",
    detached: true,
  })
  shell.unref()
  return shell
}

let prepared: Promise<ServerAccess> | undefined

/** The database that fresh ones are copied from: bootstrapping it once is slower than many copies. */
function template(superuserUrl: string): Promise<ServerAccess> {
  prepared ??= prepareEmbedded(superuserUrl, { name: "template", secret: testSecret, warn: () => {} })
  return prepared
}

async function createFromTemplate(superuserUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  try {
    // A template must have no connections; another test may be copying in the same moment.
    await client.query("select pg_advisory_lock(1)")
    for (let tries = 0; !(await copied(client, name)); tries++) {
      if (tries > 100) throw new Error("The template database stays in use")
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  } finally {
    await client.end()
  }
}

/** False while the template is in use (object_in_use). */
async function copied(client: pg.Client, name: string): Promise<boolean> {
  try {
    await client.query(`create database ${name} template tenon owner tenon_admin`)
    return true
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === "55006") return false
    throw error
  }
}

// Imported at the top of a test file, this stands at the root of the suite and so runs after all tests of the process.
if (typeof after === "function") {
  after("end the tests' PostgreSQL", async () => {
    if (started !== undefined) await (await started).stop()
  })
}
