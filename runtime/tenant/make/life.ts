// Suspending, resuming and dropping a tenant. Every process hears of it with the commit.
import { Problem } from "../../../engine/error/index.ts"
import { dropDwelling } from "../../sql/tenancy/index.ts"
import { build, fetchRows, send, type Control, type Executor } from "../registry/control.ts"
import { runWith } from "./making.ts"
import { tenantChanged } from "../registry/notices.ts"
import { requireTenant, tenants, type Tenant, type TenantState } from "../registry/registry.ts"

/** Closes the tenant's door: requests are refused with TEN002, its data and sessions stay. TEN001 when unknown. */
export function suspend(control: Control, name: string): Promise<Tenant> {
  return move(control, name, "suspended")
}

/** Opens the door again. TEN001 when unknown. */
export function resume(control: Control, name: string): Promise<Tenant> {
  return move(control, name, "active")
}

async function move(control: Control, name: string, state: TenantState): Promise<Tenant> {
  const { id } = await requireTenant(control, { name })
  return control.admin.transaction(control.home, (tx) => setState(tx, id, state))
}

async function setState(tx: Executor, id: string, state: TenantState): Promise<Tenant> {
  const change = tenants()
    .where({ id })
    .whereNot("state", "dropped")
    .update({ state, changed_at: build.raw("now()") })
  const [changed] = await fetchRows<Tenant>(tx, change.returning("*"))
  if (changed === undefined) throw new Problem("TEN001", { detail: "The tenant has been dropped meanwhile." })
  await tenantChanged(tx, changed)
  return changed
}

/**
 * Removes schema, trash, role, passwords, sessions and layers of a suspended tenant for good; the registry keeps a row
 * that says there was one, and its name is free again. `confirmation` is the tenant's name, given by a person.
 * Refuses with TEN007 while the tenant is active, with TEN008 when the confirmation is another name.
 * A crash between two servers' commits leaves it suspended without tables; dropping again finishes the work.
 */
export async function drop(control: Control, name: string, confirmation: string): Promise<void> {
  const tenant = await requireTenant(control, { name })
  if (confirmation !== name) {
    throw new Problem("TEN008", {
      detail: `Dropping "${name}" destroys its data; the confirmation says "${confirmation}".`,
      hint: "Give the tenant's name as the confirmation.",
    })
  }
  if (tenant.state === "active") {
    throw new Problem("TEN007", {
      detail: `"${name}" is active: users may be working in it.`,
      hint: `Suspend it first: tenon tenant suspend ${name}`,
    })
  }
  await control.admin.transaction(control.home, async (registry) => {
    await forget(registry, tenant)
    await runWith(control, registry, tenant.server, dropDwelling(tenant))
  })
}

/** Deletes the tenant with all that refers to it, and leaves a row that says there was one. */
async function forget(registry: Executor, tenant: Tenant): Promise<void> {
  await send(registry, tenants().where({ id: tenant.id }).delete())
  await send(registry, tenants().insert({ ...tenant, state: "dropped", changed_at: build.raw("now()") }))
  await tenantChanged(registry, tenant)
}
