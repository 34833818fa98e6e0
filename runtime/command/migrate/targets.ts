// Which tenants are to be migrated, and to which model: the installed modules under each tenant's own layer.
import type { Model } from "../../../engine/model/index.ts"
import type { Target } from "../../migrate/index.ts"
import { listTenants, registryOf, requireTenant, tenantsWithLayer, type Tenant } from "../../tenant/index.ts"
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
  const changed = await tenantsWithLayer(registryOf(control))
  const targets: Target[] = []
  for (const tenant of tenants) {
    targets.push({ tenant, to: changed.has(tenant.id) ? await ownModel(world, tenant) : standard })
  }
  return targets
}

/** Those whose tables are of another model than they should be. */
export function due(targets: readonly Target[]): readonly Target[] {
  return targets.filter(({ tenant, to }) => tenant.fingerprint !== to.fingerprint)
}

async function ownModel({ metadata }: World, tenant: Tenant): Promise<Model> {
  const compiled = metadata.models.of(await metadata.layersOf(tenant.id))
  if (compiled.ok) return compiled.model
  const whose = `The own layer of ${tenant.name}, upon what is installed,`
  throw faulty(whose, `See \`tenon check --tenant ${tenant.name}\`.`, compiled.diagnostics)
}
