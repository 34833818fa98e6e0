// The only composition root: puts the rooms together and hands them to the command line.
import { fileURLToPath } from "node:url"
import { demoCompanies, load, referenceBatches } from "../seeds/index.ts"
import { createAuth, defaultAuthSettings } from "./auth/index.ts"
import { openMetadata, run, type Surroundings, type Terminal, type World } from "./command/index.ts"
import { readConfig, type Config } from "./config/index.ts"
import { openDatabases, type OpenDatabases } from "./database/index.ts"
import { createModels } from "./metadata/index.ts"
import { prepareMigrations } from "./migrate/index.ts"
import { newId } from "./perform/index.ts"
import { createLoadModel, createTenants, prepareRegistry } from "./tenant/index.ts"

/** Models kept in memory, and tenants known at once. */
const MODELS = 200
const TENANTS = 20_000

/** The project's folder: this file is either in its place or bundled below dist/. */
const ROOT = new URL(import.meta.url.includes("/dist/") ? "../../" : "../", import.meta.url)
const folder = (path: string): string => fileURLToPath(new URL(path, ROOT))

/** Opens everything that commands work with: starts the embedded PostgreSQL where no other is given. */
async function openWorld({ err }: Terminal): Promise<World> {
  const config = await readConfig(process.env)
  const databases = await openDatabases({
    config,
    say: (line) => err(`${line}\n`),
    warn: (text) => err(`${text}\n`),
  })
  try {
    return await furnish(config, databases)
  } catch (fault) {
    await databases.close()
    throw fault
  }
}

/** The rooms over opened databases. */
async function furnish(config: Config, databases: OpenDatabases): Promise<World> {
  const { database, admin } = databases
  const control = { admin, home: databases.home }
  await prepareRegistry(control)
  await prepareMigrations(control)
  const folders = { modules: folder("metadata"), plugins: folder("plugins"), templates: folder("templates") }
  const metadata = openMetadata({ models: createModels(MODELS), folders })
  const loadModel = createLoadModel({ control, models: metadata.models, installed: metadata.installed })
  const tenants = await createTenants({ control, loadModel, capacity: TENANTS })
  const authSettings = {
    ...defaultAuthSettings,
    secret: config.secretKey,
    tls: false,
    domains: ["localhost"],
  }
  const auth = await createAuth({ control, database, tenants, settings: authSettings, clock: Date.now })
  const written: World["performParts"]["written"] = async ({ tenant }, entity, ids) => {
    if (entity === "base.user") await Promise.all(ids.map((id) => auth.userChanged(tenant.id, id)))
  }
  return {
    ...{ config, database, admin, control, metadata, tenants, auth, authSettings },
    performParts: { database, clock: Date.now, newId: () => newId(Date.now()), written },
    seeds: { companies: demoCompanies, reference: referenceBatches, load },
    webFolder: folder("dist/web"),
    async close() {
      await Promise.all([auth.close(), tenants.close()])
      await databases.close()
    },
  }
}

const terminal: Terminal = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  isTTY: process.stderr.isTTY,
}

const surroundings: Surroundings = {
  terminal,
  open: () => openWorld(terminal),
  async readInput() {
    const chunks: Buffer[] = []
    for await (const chunk of process.stdin as AsyncIterable<Buffer>) chunks.push(chunk)
    return Buffer.concat(chunks).toString("utf8")
  },
  ended: () =>
    new Promise((resolve) => {
      for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve())
    }),
}

// Whoever reads our output may stop reading: `tenon tenant list | head`.
process.stdout.on("error", (fault: NodeJS.ErrnoException) => {
  if (fault.code !== "EPIPE") throw fault
  process.exit(0)
})

process.exitCode = await run(process.argv.slice(2), surroundings)
