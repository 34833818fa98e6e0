// The registry of one installation: brings its tables to the present and gives the queries on `tenant`.
// Everything here runs as the admin role on the home server, off the way of requests.
import { Problem } from "../../../engine/error/index.ts"
import type { TenantAddress } from "../../database/index.ts"
import { lockRegistry } from "../../sql/tenancy/index.ts"
import {
  fetchRows,
  registryOf,
  registrySchema,
  registryTable,
  send,
  type Control,
  type Executor,
} from "./control.ts"
import { registryUpgrade, registryVersion } from "./registry-schema.ts"

/** `making`: its tables are there, but not yet the records that it is to begin with. */
export type TenantState = "making" | "active" | "suspended" | "dropped"

/** A tenant as the registry keeps it; columns as in `tenon_registry.tenant`. */
export interface Tenant {
  readonly id: string
  readonly name: string
  readonly title: string
  readonly server: string
  readonly schema: string
  readonly role: string
  readonly state: TenantState
  readonly fingerprint: string
  readonly language: string
  readonly time_zone: string
  readonly currency: string
  readonly created_at: string
  readonly changed_at: string
}

/**
 * Creates or upgrades the registry and enters the servers that the control knows. Safe to call by several processes at
 * once: an advisory lock makes them take turns (https://www.postgresql.org/docs/18/explicit-locking.html).
 */
export async function prepareRegistry(control: Control): Promise<void> {
  await control.admin.transaction(control.home, async (tx) => {
    await tx.run([lockRegistry])
    await tx.script(`CREATE SCHEMA IF NOT EXISTS ${registrySchema};
      REVOKE ALL ON SCHEMA ${registrySchema} FROM PUBLIC;
      CREATE TABLE IF NOT EXISTS ${registrySchema}.version (version integer NOT NULL);`)
    const [found] = await fetchRows<{ version: number }>(tx, registryTable("version"))
    const upgrade = registryUpgrade(found?.version ?? 0)
    if (upgrade.length > 0) await tx.script(upgrade.join(";\n"))
    const version = { version: registryVersion }
    const table = registryTable("version")
    await send(tx, found === undefined ? table.insert(version) : table.update(version))
    const servers = control.admin.servers.map((name) => ({ name }))
    await send(tx, registryTable("server").insert(servers).onConflict("name").ignore())
  })
}

/** The tenant with this name or id that is not dropped; refuses with TEN001 when there is none. */
export async function requireTenant(
  control: Control,
  by: { name: string } | { id: string },
): Promise<Tenant> {
  const found = await findTenant(registryOf(control), by)
  if (found !== undefined) return found
  const named = "name" in by ? `named "${by.name}"` : `with the id ${by.id}`
  throw new Problem("TEN001", {
    detail: `There is no tenant ${named}.`,
    hint: "List the tenants with `tenon tenant list`.",
  })
}

/** The tenant with this name or id that is not dropped, or undefined. */
export async function findTenant(
  on: Executor,
  by: { name: string } | { id: string },
): Promise<Tenant | undefined> {
  const [found] = await fetchRows<Tenant>(on, tenants().where(by).whereNot("state", "dropped"))
  return found
}

/** Tenants by name, without the dropped ones. */
export async function listTenants(control: Control): Promise<readonly Tenant[]> {
  return fetchRows<Tenant>(registryOf(control), tenants().whereNot("state", "dropped").orderBy("name"))
}

/** The `tenant` table as the start of a query. */
export function tenants() {
  return registryTable("tenant")
}

/** Where requests for the tenant run. */
export function addressOf(tenant: Tenant): TenantAddress {
  return { tenant: tenant.id, server: tenant.server, schema: tenant.schema, role: tenant.role }
}
