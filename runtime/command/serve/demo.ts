// The demo companies: made once, with their records and people, and made anew when that was broken off.
import { createHmac } from "node:crypto"
import type { Model } from "../../../engine/model/index.ts"
import { drop, findTenant, registryOf } from "../../tenant/index.ts"
import type { Progress } from "../progress.ts"
import { doorOf, makeTenant } from "../tenant/make.ts"
import type { DemoCompany, World } from "../world.ts"

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
  // A process was killed while it was made.
  if (found !== undefined) await drop(control, name, name)
  const { title, language, time_zone, currency } = company
  let records = 0
  await makeTenant(world, { name, title, language, time_zone, currency }, async (tenant) => {
    const tell = (entity: string, count: number): void =>
      progress.show(`${title}: ${count} records, ${titleOf(tenant.model, entity)}`)
    records = await world.seeds.load(company.batches(today), doorOf(world, tenant), tell)
    for (const { email } of company.people)
      await world.auth.setPassword(tenant, email, demoPassword(world, email))
  })
  return { tenant: name, records }
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
