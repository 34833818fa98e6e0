// Which tenants are to be migrated, and to which model: the installed modules under what each tenant added and changed.
import type { Model } from "../../../engine/model/index.ts"
import type { Target } from "../../migrate/index.ts"
import {
  listAdditions,
  listTenants,
  readOwnLayers,
  registryOf,
  requireTenant,
  tenantsWithFiles,
  type Tenant,
} from "../../tenant/index.ts"
import { faulty } from "../faulty.ts"
import type { World } from "../world.ts"

/** All tenants, or those named. Refuses with MOD001 when the metadata of one has faults, TEN001 when one is unknown. */
export async function targetsOf(world: World, names: readonly string[]): Promise<readonly Target[]> {
  const { control } = world
  const standard = await world.metadata.standard()
  const tenants =
    names.length === 0
      ? await listTenants(control)
      : await Promise.all(names.map((name) => requireTenant(control, { name })))
  const registry = registryOf(control)
  const [changed, added] = [await tenantsWithFiles(registry), await listAdditions(registry)]
  // Tenants that added the same and changed nothing share one model: it is made once, however many they are.
  const shared = new Map<string, Model>([["", standard]])
  const targets: Target[] = []
  for (const tenant of tenants) {
    const key = changed.has(tenant.id) ? undefined : (added.get(tenant.id) ?? []).join(" ")
    const to = (key === undefined ? undefined : shared.get(key)) ?? (await ownModel(world, tenant))
    if (key !== undefined) shared.set(key, to)
    targets.push({ tenant, to })
  }
  return targets
}

/** Those whose tables are of another model than they should be. */
export function due(targets: readonly Target[]): readonly Target[] {
  return targets.filter(({ tenant, to }) => tenant.fingerprint !== to.fingerprint)
}

async function ownModel({ metadata, control }: World, { id, name }: Tenant): Promise<Model> {
  const compiled = await metadata.compile(name, await readOwnLayers(registryOf(control), id))
  if (compiled.ok) return compiled.model
  const hint = `See \`tenon check --tenant ${name}\`.`
  throw faulty(`What ${name} has beside the installed modules`, hint, compiled.diagnostics)
}
