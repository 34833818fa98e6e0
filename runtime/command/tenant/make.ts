// Makes a tenant of the installed modules: what `tenant create`, `seed` and the first start have in common.
import { wanted } from "../../../engine/migration/index.ts"
import type { JsonObject } from "../../../engine/metaschema/index.ts"
import { knownModel, remember } from "../../migrate/index.ts"
import { performAsSystem, type Caller } from "../../perform/index.ts"
import { schemaScript } from "../../sql/ddl/index.ts"
import {
  drop,
  liveTenant,
  provision,
  registryOf,
  resume,
  type LiveTenant,
  type NewTenant,
  type Tenant,
} from "../../tenant/index.ts"
import type { SeedDoor, World } from "../world.ts"

export type AskedTenant = Omit<NewTenant, "fingerprint" | "state">

/**
 * Makes the tenant and lets `fill` give it the records it begins with, its door closed meanwhile; when that fails the tenant
 * is dropped again. Refuses with MOD001 when the modules have faults, and as `provision` does.
 */
export async function makeTenant(
  world: World,
  asked: AskedTenant,
  fill: (tenant: LiveTenant) => Promise<void>,
): Promise<Tenant> {
  const { control } = world
  const model = await world.metadata.standard()
  const { fingerprint } = model
  // Later migrations start from these tables, when the files that made them may have changed.
  await remember(registryOf(control), knownModel(model))
  const script = schemaScript(wanted(model), fingerprint)
  const tenant = await provision(control, { ...asked, fingerprint, state: "making" }, script)
  try {
    await fill(liveTenant(tenant, model))
  } catch (fault) {
    await drop(control, asked.name, asked.name)
    throw fault
  }
  return resume(control, asked.name)
}

/** Who acts where no user does. */
export function systemCaller(tenant: Caller["tenant"]): Caller {
  return { tenant, principal: { id: "", roles: [], attributes: {} } }
}

/** The system's door to the tenant's records. */
export function doorOf({ performParts }: World, tenant: LiveTenant): SeedDoor {
  const caller = systemCaller(tenant)
  return {
    async create(entity, records) {
      await performAsSystem(performParts, caller, { kind: "create", entity, form: "many", records })
    },
    async change(entity, id, patch: JsonObject) {
      await performAsSystem(performParts, caller, { kind: "update", entity, id, patch })
    },
  }
}
