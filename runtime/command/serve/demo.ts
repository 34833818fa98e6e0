// The demo companies: made once, with their records and people, and made anew when that was broken off.
import { createHmac } from "node:crypto"
import type { Model } from "../../../engine/model/index.ts"
import { lockDemo, unlockDemo } from "../../sql/tenancy/index.ts"
import { drop, findTenant, registryOf } from "../../tenant/index.ts"
import type { Progress } from "../progress.ts"
import { doorOf, makeTenant } from "../tenant/make.ts"
import type { DemoCompany, World } from "../world.ts"

export interface Made {
  readonly tenant: string
  /** Records created; 0 when the company was there already. */
  readonly records: number
}

/**
 * Makes the company unless it is there, one process at a time. While its records come in its door is closed; then everyone
 * may log in.
 */
export async function makeCompany(
  world: World,
  company: DemoCompany,
  today: string,
  progress: Progress,
): Promise<Made> {
  const { control } = world
  return control.admin.session(control.home, async (session) => {
    await session.run([lockDemo])
    try {
      const records = await makeMissing(world, company, today, progress)
      return { tenant: company.tenant, records }
    } finally {
      await session.run([unlockDemo])
    }
  })
}

/** The number of records made. */
async function makeMissing(
  world: World,
  company: DemoCompany,
  today: string,
  progress: Progress,
): Promise<number> {
  const { tenant: name, title, language, time_zone, currency, people } = company
  const found = await findTenant(registryOf(world.control), { name })
  if (found !== undefined && found.state !== "making") return 0
  // The process that made it was killed.
  if (found !== undefined) await drop(world.control, name, name)
  let records = 0
  await makeTenant(world, { name, title, language, time_zone, currency }, async (tenant) => {
    const tell = (entity: string, count: number): void =>
      progress.show(`${title}: ${count} records, ${titleOf(tenant.model, entity)}`)
    records = await world.seeds.load(company.batches(today), doorOf(world, tenant), tell)
    for (const { email } of people) await world.auth.setPassword(tenant, email, demoPassword(world, email))
  })
  return records
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
