// The demo companies: made once, with their records and people, and made anew when that was broken off.
import { createHmac } from "node:crypto"
import type { JsonObject } from "../../../engine/metaschema/index.ts"
import type { Model } from "../../../engine/model/index.ts"
import { performAsSystem } from "../../perform/index.ts"
import {
  drop,
  findTenant,
  liveTenant,
  registryOf,
  resume,
  type LiveTenant,
  type Tenant,
} from "../../tenant/index.ts"
import type { Progress } from "../progress.ts"
import { makeTenant } from "../tenant/make.ts"
import { systemCaller } from "../user/make.ts"
import type { DemoCompany, DemoDoor, World } from "../world.ts"

export interface Made {
  readonly tenant: string
  /** Records created; 0 when the company was there already. */
  readonly records: number
}

/** Makes the company unless it is there. While its records come in its door is closed; then everyone may log in. */
export async function makeCompany(
  world: World,
  company: DemoCompany,
  today: string,
  progress: Progress,
): Promise<Made> {
  const { control } = world
  const name = company.tenant
  const found = await findTenant(registryOf(control), { name })
  if (found !== undefined && found.state !== "making") return { tenant: name, records: 0 }
  if (found !== undefined) await drop(control, name, name)
  const { title, language, time_zone, currency } = company
  const asked = { name, title, language, time_zone, currency }
  const tenant = await makeTenant(world, { ...asked, state: "making" })
  const records = await fill(world, { tenant, company, today, progress })
  await resume(control, name)
  return { tenant: name, records }
}

interface Filling {
  readonly tenant: Tenant
  readonly company: DemoCompany
  readonly today: string
  readonly progress: Progress
}

async function fill(world: World, { tenant, company, today, progress }: Filling): Promise<number> {
  const live = liveTenant(tenant, await world.metadata.standard())
  const records = await world.demo.load(company.batches(today), doorOf(world, live), (entity, count) =>
    progress.show(`${company.title}: ${count} records, ${titleOf(live.model, entity)}`),
  )
  for (const { email } of company.people)
    await world.auth.setPassword(live, email, demoPassword(world, email))
  return records
}

/** The system's door to the tenant's records. */
function doorOf({ performParts }: World, tenant: LiveTenant): DemoDoor {
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

function titleOf(model: Model, entity: string): string {
  return model.entities.get(entity)?.plural ?? entity
}

/** The same at every start, and another one in every installation. */
export function demoPassword({ config }: Pick<World, "config">, email: string): string {
  const digest = createHmac("sha256", config.secretKey).update(`demo password of ${email}`).digest()
  const letters = [...digest.subarray(0, 8)].map((byte) => String.fromCharCode(97 + (byte % 26))).join("")
  return `demo-${letters.slice(0, 4)}-${letters.slice(4)}`
}
