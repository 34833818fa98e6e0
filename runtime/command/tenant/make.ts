// Makes a tenant of the installed modules: what `tenant create`, `seed` and the first start have in common.
import { wanted } from "../../../engine/migration/index.ts"
import { knownModel, remember } from "../../migrate/index.ts"
import { schemaScript } from "../../sql/ddl/index.ts"
import { provision, registryOf, type NewTenant, type Tenant } from "../../tenant/index.ts"
import type { World } from "../world.ts"

/** Refuses with MOD001 when the modules have faults, and as `provision` does. */
export async function makeTenant(world: World, asked: Omit<NewTenant, "fingerprint">): Promise<Tenant> {
  const model = await world.metadata.standard()
  // Later migrations start from these tables, when the files that made them may have changed.
  await remember(registryOf(world.control), knownModel(model))
  const { fingerprint } = model
  return provision(world.control, { ...asked, fingerprint }, schemaScript(wanted(model), fingerprint))
}
