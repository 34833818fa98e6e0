// Makes a tenant: role, schema, tables, rights and registry row, all or nothing.
// Takes what the tenant is to be and the script of its tables; gives the tenant. A fitting spare is used when there is one.
import { randomUUID } from "node:crypto"
import { Problem } from "../../../engine/error/index.ts"
import { createDwelling, renameSchema, type Dwelling } from "../../sql/tenancy/index.ts"
import { build, fetchRows, type Control, type Executor } from "../registry/control.ts"
import { runWith, type TableScript } from "./making.ts"
import { dwellingOf, parseTenantName } from "./name.ts"
import { tenantChanged } from "../registry/notices.ts"
import { place } from "./placement.ts"
import { findTenant, tenants, type Tenant } from "../registry/registry.ts"
import { takeSpare } from "./spares.ts"

export interface NewTenant {
  readonly name: string
  readonly title: string
  /** Of the model whose tables `script` creates. */
  readonly fingerprint: string
  /** Where to place it; the least filled open server when absent. */
  readonly server?: string
  readonly language: string
  readonly time_zone: string
  readonly currency: string
  /** `making` keeps the door closed until `resume`, while the first records come in; `active` when absent. */
  readonly state?: "making" | "active"
}

/**
 * Makes the tenant in one transaction where it lives on the home server. On another server the registry's transaction
 * encloses that server's: a crash between the two commits leaves a schema without a registry row, which `sweep` removes.
 * Refuses with TEN003 when the name is taken, TEN004 when it is not a name, TEN005 or TEN006 when no server fits.
 */
export async function provision(control: Control, wanted: NewTenant, script: TableScript): Promise<Tenant> {
  const name = parseTenantName(wanted.name)
  const id = randomUUID()
  return control.admin.transaction(control.home, async (registry) => {
    const server = await place(control, registry, wanted.server)
    const spare = await takeSpare(registry, { server, fingerprint: wanted.fingerprint })
    const own = dwellingOf(name, id)
    const at = spare === undefined ? own : { schema: own.schema, role: spare.role }
    const tenant = await enter(registry, { ...wanted, name, id, server, ...at })
    const work =
      spare === undefined ? createDwelling(own, script(own.schema)) : renameSchema(spare.schema, at.schema)
    await runWith(control, registry, server, work)
    await tenantChanged(registry, tenant)
    return tenant
  })
}

const nameInUse = build.raw("(name) WHERE state <> 'dropped'")

/** Enters the tenant; a name in use, even one being made this moment, is refused (the index makes us wait for it). */
async function enter(
  on: Executor,
  row: NewTenant & Dwelling & { id: string; server: string },
): Promise<Tenant> {
  const entered = await fetchRows<Tenant>(
    on,
    tenants()
      .insert({ state: "active", ...row })
      .onConflict(nameInUse)
      .ignore()
      .returning("*"),
  )
  if (entered[0] !== undefined) return entered[0]
  const other = await findTenant(on, { name: row.name })
  throw new Problem("TEN003", {
    detail: `There is a tenant named "${row.name}" already${other === undefined ? "" : `: ${other.title}`}.`,
    hint: "Choose another name.",
    path: "/name",
  })
}
