// tenon migrate apply: brings the tables of all tenants, or of some, to their models.
import type { Command } from "commander"
import { fanOut, type FanOutReport } from "../../migrate/index.ts"
import { described, type Context, type Shared } from "../context.ts"
import { NeedsYes, table, type Output } from "../output.ts"
import type { Progress } from "../progress.ts"
import type { World } from "../world.ts"
import { plansOf } from "./plan.ts"
import { targetsOf } from "./targets.ts"

interface Options extends Shared {
  readonly tenant?: readonly string[]
  readonly accept?: readonly string[]
}

export function migrateApply(group: Command, context: Context): void {
  described(
    group.command("apply"),
    "Migrate: each tenant in a transaction of its own; one that fails is told and stops no other. Can be run again.",
    ["tenon migrate apply", "tenon migrate apply --tenant acme --accept MIG101"],
  )
    .option("--tenant <name...>", "only these tenants")
    .option("--accept <code...>", "hazards that destroy data and are meant (see `migrate plan`)")
    .action((options: Options) =>
      context.withWorld(options, (world, progress) => apply(world, progress, options)),
    )
}

async function apply(
  world: World,
  progress: Progress,
  { tenant = [], accept = [] }: Options,
): Promise<Output> {
  const targets = await targetsOf(world, tenant)
  const report = await fanOut(world.control, targets, {
    accepted: accept,
    at: new Date(),
    by: "tenon migrate apply",
    progress: ({ total, migrated, failed }) =>
      progress.show(`${migrated} of ${total} migrated, ${failed} failed`),
  })
  progress.end()
  await requireYes(world, report, accept)
  return { text: told(report), json: report, code: report.failed === 0 ? 0 : 1 }
}

/** When nothing but a missing yes stood in the way, says which. */
async function requireYes(
  world: World,
  { failures }: FanOutReport,
  accepted: readonly string[],
): Promise<void> {
  const [first] = failures
  if (first === undefined || failures.some(({ code }) => code !== "MIG001")) return
  const names = failures.map(({ tenant }) => tenant.name)
  const hazards = (await plansOf(world, await targetsOf(world, names))).flatMap((plan) => plan.hazards)
  const codes = hazards.filter(({ destructive }) => destructive).map(({ code }) => code)
  throw new NeedsYes(
    `${names.length} tenants were left as they are. ${first.tenant.name}: ${first.reason}`,
    `tenon migrate apply --accept ${[...new Set([...accepted, ...codes])].join(" ")}`,
  )
}

function told({ migrated, unchanged, failures }: FanOutReport): string {
  const summary = `${migrated} tenants migrated, ${unchanged} were there already, ${failures.length} failed.`
  if (failures.length === 0) return summary
  const rows = failures.map(({ tenant, code, reason }) => [tenant.name, code, reason])
  return `${table(["TENANT", "CODE", "REASON"], rows, "")}\n${summary}`
}
