// Tenants whose tables are of a former model are refused, so a start looks after them first.
import { fanOut } from "../../migrate/index.ts"
import { due, targetsOf } from "../migrate/targets.ts"
import type { Progress } from "../progress.ts"
import type { World } from "../world.ts"

/**
 * With the embedded database, which is one machine's own, the migrations that destroy nothing are applied at the start:
 * whoever installs a new version just starts it. With given servers other processes may still run the former version, so
 * the operator says when. What is left waiting is told.
 */
export async function catchUp(world: World, progress: Progress, say: (line: string) => void): Promise<void> {
  const waiting = due(await targetsOf(world, []))
  if (waiting.length === 0) return
  if (world.config.servers.length > 0) return say(waits(waiting.length))
  const report = await fanOut(world.control, waiting, {
    accepted: [],
    at: new Date(),
    by: "tenon serve",
    progress: ({ total, migrated }) => progress.show(`${migrated} of ${total} tenants migrated`),
  })
  progress.end()
  if (report.migrated > 0) say(`${report.migrated} tenants were migrated to the installed modules.`)
  for (const { tenant, reason } of report.failures) say(`${tenant.name} was not migrated: ${reason}`)
  if (report.failed > 0) say(waits(report.failed))
}

function waits(count: number): string {
  return `${count} tenants wait for their migration: tenon migrate plan, then apply.`
}
