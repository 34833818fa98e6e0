// Tenants of small made-up models on a real PostgreSQL, and their rows: what the tests of migrations stand on.
import type { Model } from "../../engine/model/index.ts"
import { wanted } from "../../engine/migration/index.ts"
import { knownModel, prepareMigrations, remember } from "../../runtime/migrate/index.ts"
import { quoteIdentifier as name } from "../../runtime/sql/quote.ts"
import { schemaScript } from "../../runtime/sql/ddl/index.ts"
import {
  prepareRegistry,
  provision,
  registryOf,
  type Control,
  type Tenant,
} from "../../runtime/tenant/index.ts"
import { testDatabases, type TestDatabases } from "./postgres.ts"

export interface TestShops extends TestDatabases {
  readonly control: Control
  /** A tenant with the tables of the model. */
  tenant(tenantName: string, model: Model): Promise<Tenant>
  /** Runs a text and gives the rows. */
  rows(text: string): Promise<readonly (readonly (string | null)[])[]>
}

/** A database with an empty registry, ready for migrations. */
export async function testShops(): Promise<TestShops> {
  const databases = await testDatabases()
  const control = { admin: databases.admin, home: databases.server.name }
  await prepareRegistry(control)
  await prepareMigrations(control)
  const locale = { language: "en", time_zone: "Europe/Berlin", currency: "EUR" }
  return {
    ...databases,
    control,
    async tenant(tenantName, model) {
      await remember(registryOf(control), knownModel(model))
      const tables = schemaScript(wanted(model), model.fingerprint)
      const wish = { name: tenantName, title: tenantName, fingerprint: model.fingerprint, ...locale }
      return provision(control, wish, tables)
    },
    async rows(text) {
      const [rows = []] = await control.admin.run(control.home, [{ text, values: [], prepared: false }])
      return rows
    },
  }
}

/** All rows of the schema's own tables as JSON texts by table, in order; without the system's tables. */
export async function contents(
  shops: TestShops,
  schema: string,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const tables = await shops.rows(
    `SELECT relname FROM pg_class WHERE relkind = 'r' AND relname NOT LIKE '\\_%' AND relnamespace = '${name(schema)}'::regnamespace ORDER BY 1`,
  )
  const found: Record<string, readonly string[]> = {}
  for (const [table] of tables) {
    const rows = await shops.rows(
      `SELECT to_jsonb(t)::text FROM ${name(schema)}.${name(table ?? "")} t ORDER BY 1`,
    )
    found[table ?? ""] = rows.map(([row]) => row ?? "")
  }
  return found
}
