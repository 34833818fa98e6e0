// tenon migrate status
import type { Command } from "commander"
import { migrationStatus, type RunStatus } from "../../migrate/index.ts"
import { described, type Context, type Shared } from "../context.ts"
import { table, type Output } from "../output.ts"
import type { World } from "../world.ts"
import { due, targetsOf } from "./targets.ts"

export function migrateStatus(group: Command, context: Context): void {
  described(
    group.command("status"),
    "Show how many tenants are at which model, what is due, and the latest run.",
    ["tenon migrate status"],
  ).action((options: Shared) => context.withWorld(options, status))
}

async function status(world: World): Promise<Output> {
  const { run, models } = await migrationStatus(world.control)
  const waiting = due(await targetsOf(world, [])).map(({ tenant }) => tenant.name)
  const rows = models.map(({ fingerprint, tenants }) => [fingerprint.slice(0, 12), String(tenants)])
  const dueText =
    waiting.length === 0 ? "No migration is due." : `${waiting.length} tenants are due: tenon migrate apply`
  return {
    text: [
      table(["MODEL", "TENANTS"], rows, "There are no tenants."),
      dueText,
      ...(run === undefined ? [] : [told(run)]),
    ].join("\n"),
    json: { models, due: waiting, run: run ?? null },
  }
}

function told({ tenants, started_at, finished_at, failures }: RunStatus): string {
  const end =
    finished_at === null ? "goes on, or was broken off: run it again" : `ended ${finished_at.slice(0, 19)}`
  const faults = failures.map(({ tenant, code, reason }) => `  ${tenant} ${code} ${reason}`)
  return [`The latest run: ${tenants} tenants, began ${started_at.slice(0, 19)}, ${end}.`, ...faults].join(
    "\n",
  )
}
