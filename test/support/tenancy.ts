// Two tenants and whoever logs in there, on a real PostgreSQL: what the tests of tenancy and authentication stand on.
// The model is the least that these rooms need: `base.user` and a table of notes.
import { createAuth, defaultAuthSettings, type Auth, type AuthSettings } from "../../runtime/auth/index.ts"
import type { Entity, Field, Model, Storage } from "../../engine/model/index.ts"
import {
  createModels,
  createTenants,
  prepareRegistry,
  provision,
  type Control,
  type LiveTenant,
  type NewTenant,
  type Tenants,
} from "../../runtime/tenant/index.ts"
import { testDatabases, type TestDatabases } from "./postgres.ts"

export const password = "four wooden otters sing"

/** A database with an empty registry. */
export interface TestRegistry extends TestDatabases {
  readonly control: Control
}

export async function testRegistry(): Promise<TestRegistry> {
  const databases = await testDatabases()
  const control = { admin: databases.admin, home: databases.server.name }
  await prepareRegistry(control)
  return { ...databases, control }
}

/** What is common to all test tenants. */
export function newTenant(name: string): NewTenant {
  const locale = { language: "en", time_zone: "Europe/Berlin", currency: "EUR" }
  return { name, title: `The ${name} company`, fingerprint: "f1", ...locale }
}

/** The tables of the test model. */
export function tables(schema: string): string {
  return `
    CREATE TABLE ${schema}.base_user (id uuid PRIMARY KEY DEFAULT uuidv7(), email text NOT NULL UNIQUE, name text,
      active boolean NOT NULL DEFAULT true, roles text[], pin text);
    CREATE TABLE ${schema}.base_user__teams (record uuid REFERENCES ${schema}.base_user, target uuid, position integer,
      PRIMARY KEY (record, target));
    CREATE TABLE ${schema}.note (id uuid PRIMARY KEY DEFAULT uuidv7(), text text);`
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
  const { control, database } = registry
  const clock = { now: Date.now() }
  const models = createModels(async (fingerprint) => testModel(fingerprint), 10)
  const tenants = await createTenants({ control, models, capacity: 100 })
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
  await provision(registry.control, newTenant(name), tables)
  const live = await process.tenants.byName(name)
  const email = `ann@${name}.example`
  const user = await addUser(registry, live, email)
  await process.auth.setPassword(live, email, password)
  return { live, user, email }
}

export async function addUser(registry: TestRegistry, live: LiveTenant, email: string): Promise<string> {
  const text = `INSERT INTO ${live.address.schema}.base_user (email, name, roles, pin) VALUES ($1, 'Ann', '{crm.sales_rep}', '1')
    RETURNING id::text`
  const [rows] = await registry.database.run(live.address, [{ text, values: [email], prepared: false }])
  return String(rows?.[0]?.[0])
}

/** Waits until `condition` holds, at most a second: as long as a notice may take. */
export async function within1s(condition: () => boolean | Promise<boolean>): Promise<boolean> {
  for (const start = Date.now(); Date.now() - start < 1000;) {
    if (await condition()) return true
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  return false
}

export function testModel(fingerprint: string): Model {
  const none = new Map<string, never>()
  const entities = new Map([["base.user", userEntity()]])
  const rest = { modules: none, forms: none, views: none, roles: none, messages: none, derivations: [] }
  return { fingerprint, entities, ...rest }
}

function userEntity(): Entity {
  const text: Storage = { kind: "column", column: { type: "text" } }
  const storages: Record<string, Storage> = {
    id: { kind: "column", column: { type: "uuid" } },
    email: text,
    name: text,
    active: { kind: "column", column: { type: "boolean" } },
    roles: { kind: "column", column: { type: "text[]" } },
    pin: text,
    teams: { kind: "many", entity: "base.team", table: "base_user__teams" },
  }
  const fields = new Map(Object.entries(storages).map(([name, storage]) => [name, field(name, storage)]))
  // Only what these rooms read is real: the test model has no forms, rules or rows.
  return { id: "base.user", table: "base_user", titleField: "name", fields } as unknown as Entity
}

function field(name: string, storage: Storage): Field {
  const secret = name === "pin" ? { format: "secret" } : {}
  return { name, storage, ...secret } as unknown as Field
}
