// Tenants of the module `base` and whoever logs in there, on a real PostgreSQL: what the tests of tenancy and
// authentication stand on.
import { fileURLToPath } from "node:url"
import type { Layer, LayerFile } from "../../engine/layer/index.ts"
import { wanted } from "../../engine/migration/index.ts"
import type { Model } from "../../engine/model/index.ts"
import { createAuth, defaultAuthSettings, type Auth, type AuthSettings } from "../../runtime/auth/index.ts"
import { createModels, loadModules, overlayLayer, type Installed } from "../../runtime/metadata/index.ts"
import { schemaScript } from "../../runtime/sql/ddl/index.ts"
import {
  createLoadModel,
  createTenants,
  prepareRegistry,
  provision,
  type Control,
  type LiveTenant,
  type NewTenant,
  type TableScript,
  type Tenants,
} from "../../runtime/tenant/index.ts"
import { testDatabases, type TestDatabases } from "./postgres.ts"

export const password = "four wooden otters sing"

/** A database with an empty registry, and the module `base` to make tenants of. */
export interface TestRegistry extends TestDatabases {
  readonly control: Control
  readonly installed: readonly Layer[]
  readonly model: Model
  readonly tables: TableScript
}

export async function testRegistry(): Promise<TestRegistry> {
  const databases = await testDatabases()
  const control = { admin: databases.admin, home: databases.server.name }
  await prepareRegistry(control)
  const { layers } = await loadModules(fileURLToPath(new URL("../../metadata", import.meta.url)))
  const installed = layers.filter(({ name }) => name === "base")
  const model = modelOf(installed)
  return { ...databases, control, installed, model, tables: schemaScript(wanted(model), model.fingerprint) }
}

/** The model of the installed modules under a tenant's own files. */
export function modelOf(installed: readonly Layer[], own: readonly LayerFile[] = []): Model {
  const compiled = createModels(1).of([...installed, overlayLayer("own", own)])
  if (compiled.ok) return compiled.model
  throw new Error(compiled.diagnostics.map(({ message }) => message).join("\n"))
}

/** A tenant to be made of the module `base`. */
export function newTenant(registry: TestRegistry, name: string): NewTenant {
  const locale = { language: "en", time_zone: "Europe/Berlin", currency: "EUR" }
  return { name, title: `The ${name} company`, fingerprint: registry.model.fingerprint, ...locale }
}

/** One process: its caches, and a clock that tests turn. */
export interface TestProcess {
  readonly tenants: Tenants
  readonly auth: Auth
  readonly clock: { now: number }
  close(): Promise<void>
}

export async function testProcess(
  registry: TestRegistry,
  settings: Partial<AuthSettings> = {},
): Promise<TestProcess> {
  const { control, database, installed } = registry
  const clock = { now: Date.now() }
  const all: Installed = { modules: installed, additions: new Map(), diagnostics: [] }
  const loadModel = createLoadModel({ control, installed: async () => all, models: createModels(10) })
  const tenants = await createTenants({ control, loadModel, capacity: 100 })
  const own = { secret: "a secret of tests", tls: false, domains: ["localhost"] }
  const auth = await createAuth({
    control,
    database,
    tenants,
    settings: { ...defaultAuthSettings, ...own, ...settings },
    clock: () => clock.now,
  })
  const close = async (): Promise<void> => {
    await Promise.all([auth.close(), tenants.close()])
  }
  return { tenants, auth, clock, close }
}

/** A tenant with one user, who has a password; gives the user's id. */
export async function tenantWithUser(
  registry: TestRegistry,
  process: TestProcess,
  name: string,
): Promise<{ live: LiveTenant; user: string; email: string }> {
  await provision(registry.control, newTenant(registry, name), registry.tables)
  const live = await process.tenants.byName(name)
  const email = `ann@${name}.example`
  const user = await addUser(registry, live, email)
  await process.auth.setPassword(live, email, password)
  return { live, user, email }
}

export async function addUser(registry: TestRegistry, live: LiveTenant, email: string): Promise<string> {
  const text = `INSERT INTO ${live.address.schema}.base_user (email, name, roles) VALUES ($1, 'Ann', '{base.user}')
    RETURNING id::text`
  const [rows] = await registry.database.run(live.address, [{ text, values: [email], prepared: false }])
  return String(rows?.[0]?.[0])
}

/**
 * Waits until `condition` holds and gives whether it did. A notice takes milliseconds; the limit only says that it never
 * came, well before anything would be looked up again by age.
 */
export async function soon(condition: () => boolean | Promise<boolean>): Promise<boolean> {
  for (const start = Date.now(); Date.now() - start < 15_000;) {
    if (await condition()) return true
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  return false
}
