// What a running server does beside requests: once an hour it lets go of what nobody may use any more.
import { forgetKeys } from "../../sql/tenancy/index.ts"
import { emptyTrash } from "../../migrate/index.ts"
import { listTenants } from "../../tenant/index.ts"
import type { World } from "../world.ts"

const hourMs = 3_600_000

export interface Housekeeping {
  stop(): void
}

/** Begins; a fault of one hour is told and the next hour tries again. */
export function startHousekeeping(world: World, say: (line: string) => void): Housekeeping {
  const timer = setInterval(() => {
    tidy(world, new Date()).catch((fault: unknown) => say(`Housekeeping: ${String(fault)}`))
  }, hourMs)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}

/** Removes sessions and throttles that are over, idempotency keys older than a day, and trash older than 30 days. */
export async function tidy({ auth, control }: World, now: Date): Promise<void> {
  await auth.purge()
  await emptyTrash(control, now)
  // One after the other: there is no hurry, and requests go first.
  for (const { server, schema } of await listTenants(control))
    await control.admin.run(server, [forgetKeys(schema)])
}
