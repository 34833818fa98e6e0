// tenon migrate plan: what `migrate apply` would do; changes nothing.
import type { Command } from "commander"
import {
  describe,
  inspect,
  knownModel,
  prepare,
  preview,
  recall,
  type FoundHazard,
  type Prepared,
  type StepSummary,
  type Target,
} from "../../migrate/index.ts"
import { registryOf, type Control } from "../../tenant/index.ts"
import { described, type Context, type Shared } from "../context.ts"
import type { Output } from "../output.ts"
import type { World } from "../world.ts"
import { due, targetsOf } from "./targets.ts"

interface Options extends Shared {
  readonly tenant?: readonly string[]
  readonly sql?: boolean
}

export function migratePlan(group: Command, context: Context): void {
  described(group.command("plan"), "Show the steps, locks and hazards of the migrations that are due.", [
    "tenon migrate plan",
    "tenon migrate plan --tenant acme --sql",
  ])
    .option("--tenant <name...>", "only these tenants")
    .option("--sql", "show the commands too")
    .action((options: Options) => context.withWorld(options, (world) => plan(world, options)))
}

async function plan(world: World, { tenant = [], sql }: Options): Promise<Output> {
  const plans = await plansOf(world, await targetsOf(world, tenant))
  const none = "Nothing is due: all tables are those of their models."
  const shown = plans.map(({ commands, ...rest }) => (sql === true ? { ...rest, sql: commands } : rest))
  return { text: plans.length === 0 ? none : shown.map(toldPlan).join("\n\n"), json: shown }
}

/** A plan for tenants that go the same way. */
export interface Plan {
  readonly from: string
  readonly to: string
  readonly tenants: readonly string[]
  readonly steps: readonly StepSummary[]
  /** `count` is the number of rows in the first tenant, where rows tell. */
  readonly hazards: readonly (Pick<FoundHazard, "code" | "message" | "hint" | "destructive"> & {
    count?: number
  })[]
  readonly reversible: boolean
  readonly commands: readonly string[]
}

/** The plans for the targets whose tables are of another model than they should be. */
export async function plansOf({ control }: World, targets: readonly Target[]): Promise<readonly Plan[]> {
  const ways = new Map<string, Target[]>()
  for (const target of due(targets)) {
    const way = `${target.tenant.fingerprint} ${target.to.fingerprint}`
    ways.set(way, [...(ways.get(way) ?? []), target])
  }
  const plans: Plan[] = []
  for (const some of ways.values()) {
    const [first] = some
    if (first !== undefined)
      plans.push({ ...(await planOf(control, first)), tenants: some.map(({ tenant }) => tenant.name) })
  }
  return plans
}

async function planOf(control: Control, first: Target): Promise<Omit<Plan, "tenants">> {
  const prepared = await preparedFor(control, first)
  const { steps, hazards } = prepared.plan
  const found = await preview(control, first.tenant, prepared)
  return {
    from: prepared.from,
    to: prepared.to,
    steps: steps.map(describe),
    // Also those that are void in the first tenant: another may have rows.
    hazards: hazards.map(({ code, message, hint, destructive, step }) => {
      const count = found.find((each) => each.code === code && each.step === step)?.count
      return { code, message, hint, destructive, ...(count === undefined ? {} : { count }) }
    }),
    reversible: prepared.reverse !== undefined,
    commands: prepared.forward,
  }
}

/** Starts from what is remembered of the tenant's model, else from its tables as they stand. */
async function preparedFor(control: Control, { tenant, to }: Target): Promise<Prepared> {
  const known = await recall(registryOf(control), tenant.fingerprint)
  if (known !== undefined) return prepare(known, knownModel(to), new Date())
  const { state } = await control.admin.session(tenant.server, (session) => inspect(session, tenant.schema))
  return prepare({ fingerprint: tenant.fingerprint, state, recompute: () => [] }, knownModel(to), new Date())
}

/** The plan in words: whose, each step with its lock and work, each hazard with its mend. */
export function toldPlan({
  from,
  to,
  tenants,
  steps,
  hazards,
  reversible,
  sql = [],
}: Omit<Plan, "commands"> & { sql?: Plan["commands"] }): string {
  const some = tenants.slice(0, 5).join(", ")
  const whose = `${tenants.length} ${tenants.length === 1 ? "tenant" : "tenants"} (${some}${tenants.length > 5 ? ", ..." : ""})`
  const lines = steps.map(
    ({ kind, subject, lock, work }) => `  ${kind.replaceAll("_", " ")} ${subject}  [${lock}, ${work}]`,
  )
  const warnings = hazards.map(({ code, message, hint, destructive, count }) => {
    const rows = count === undefined ? "" : ` (${count} rows in ${tenants[0]})`
    return `  ! ${code} ${message}${rows} ${hint}${destructive ? ` Needs --accept ${code}.` : ""}`
  })
  const back = reversible ? "  can be undone" : "  cannot be undone"
  const head = `${whose} from ${from.slice(0, 12)} to ${to.slice(0, 12)}`
  return [head, ...lines, ...warnings, back, ...sql.map((command) => `  ${command};`)].join("\n")
}
