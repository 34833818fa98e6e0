// The command line in a test: a world on a real PostgreSQL with modules in a folder of its own, and what was printed.
import { cp, mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { createAuth, defaultAuthSettings } from "../../runtime/auth/index.ts"
import { openMetadata, run, type Seeds, type World } from "../../runtime/command/index.ts"
import { readConfig } from "../../runtime/config/index.ts"
import { createModels } from "../../runtime/metadata/index.ts"
import { prepareMigrations } from "../../runtime/migrate/index.ts"
import { newId } from "../../runtime/perform/index.ts"
import { createLoadModel, createTenants, prepareRegistry } from "../../runtime/tenant/index.ts"
import { testDatabases } from "./postgres.ts"

export interface TestCommandLine {
  /** The folder of the installed modules, a copy that tests may change. */
  readonly modules: string
  readonly folder: string
  /** Runs `tenon ...argv`; `input` is standard input. */
  tenon(argv: readonly string[], input?: string): Promise<Ran>
  /** The same without waiting for its end. */
  start(argv: readonly string[]): { readonly printed: () => Omit<Ran, "code">; readonly ended: Promise<Ran> }
  /** Asks a running `serve` to end. */
  end(): void
  /** Opens the world as a command does; closing it leaves the database. */
  open(): Promise<World>
  close(): Promise<void>
}

export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

const noSeeds: Seeds = { companies: [], reference: () => [], load: async () => 0 }

export async function testCommandLine(seeds: Seeds = noSeeds): Promise<TestCommandLine> {
  const folder = await mkdtemp(join(tmpdir(), "tenon-command-"))
  const modules = join(folder, "metadata")
  await cp(fileURLToPath(new URL("../../metadata/base", import.meta.url)), join(modules, "base"), {
    recursive: true,
  })
  const databases = await testDatabases()
  let end = (): void => {}
  const open = (): Promise<World> => openTestWorld({ databases, modules, folder, seeds })
  const start = (argv: readonly string[], input: string) => {
    const printed = { out: "", err: "" }
    const terminal = {
      out: (text: string) => void (printed.out += text),
      err: (text: string) => void (printed.err += text),
      isTTY: false,
    }
    const ended = (): Promise<void> => new Promise((resolve) => (end = resolve))
    const running = run(argv, { terminal, open, ended, readInput: () => Promise.resolve(input) })
    return { printed: () => printed, ended: running.then((code) => ({ code, ...printed })) }
  }
  return {
    modules,
    folder,
    open,
    end: () => end(),
    start: (argv) => start(argv, ""),
    tenon: (argv, input = "") => start(argv, input).ended,
    async close() {
      await databases.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

interface Parts {
  readonly databases: Awaited<ReturnType<typeof testDatabases>>
  readonly modules: string
  readonly folder: string
  readonly seeds: Seeds
}

async function openTestWorld({ databases, modules, folder, seeds }: Parts): Promise<World> {
  const config = await readConfig({
    PORT: "0",
    DATA_DIR: folder,
    LOG_LEVEL: "silent",
    SECRET_KEY: "secret of tests ".repeat(4),
  })
  const { database, admin } = databases
  const control = { admin, home: databases.server.name }
  await prepareRegistry(control)
  await prepareMigrations(control)
  const folders = { modules, plugins: join(folder, "plugins"), templates: join(folder, "templates") }
  const metadata = openMetadata({ models: createModels(10), folders })
  const loadModel = createLoadModel({ control, models: metadata.models, installed: metadata.installed })
  const tenants = await createTenants({ control, loadModel, capacity: 100 })
  const authSettings = {
    ...defaultAuthSettings,
    secret: config.secretKey,
    tls: false,
    domains: ["localhost"],
  }
  const auth = await createAuth({ control, database, tenants, settings: authSettings, clock: Date.now })
  return {
    ...{ config, database, admin, control, metadata, tenants, auth, authSettings, seeds },
    performParts: { database, clock: Date.now, newId: () => newId(Date.now()) },
    webFolder: folder,
    async close() {
      await Promise.all([auth.close(), tenants.close()])
    },
  }
}
