// What `layer add`, `remove` and `push` have in common: a tenant's layers become others, and its tables follow, all or nothing.
import { Problem } from "../../../engine/error/index.ts"
import type { Model } from "../../../engine/model/index.ts"
import { apply, planned } from "../../migrate/index.ts"
import { replaceOwnLayers, type OwnLayers, type Tenant } from "../../tenant/index.ts"
import type { Shared } from "../context.ts"
import { faulty } from "../faulty.ts"
import { plansOf, toldPlan } from "../migrate/plan.ts"
import { NeedsYes, type Output } from "../output.ts"
import type { World } from "../world.ts"

export interface PublishOptions extends Shared {
  readonly accept?: readonly string[]
  readonly plan?: boolean
}

/** What changes of a tenant's layers; what is left out of `after` stays. */
export interface LayerChange {
  readonly tenant: Tenant
  readonly before: OwnLayers
  readonly after: Partial<OwnLayers>
  /** The command that does it, for the revision. */
  readonly by: string
}

/** The model that the change makes; refuses with MOD001 and all faults, or TEN011. */
export async function modelAfter({ metadata }: World, change: LayerChange): Promise<Model> {
  const { tenant, before, after } = change
  const compiled = await metadata.compile(tenant.name, { ...before, ...after })
  if (compiled.ok) return compiled.model
  throw faulty(
    `What ${tenant.name} would have beside the modules`,
    "Nothing was changed.",
    compiled.diagnostics,
  )
}

/** The steps and hazards of the change, which is not made. */
export async function planText(world: World, change: LayerChange): Promise<Output> {
  const to = await modelAfter(world, change)
  const [plan] = await plansOf(world, [{ tenant: change.tenant, to }])
  if (plan === undefined) return { text: "Its model stays as it is.", json: null }
  const { commands: _sql, ...shown } = plan
  return { text: toldPlan(shown), json: shown }
}

/**
 * Stores the layers, migrates the tables and enters the revision in one transaction; gives the number of steps. Refuses as
 * `modelAfter` and `apply` do; what destroys data and is not among `accepted` asks for a yes.
 */
export async function publish(
  world: World,
  change: LayerChange,
  accepted: readonly string[] = [],
): Promise<number> {
  const { control } = world
  const { tenant, after, by } = change
  const model = await modelAfter(world, change)
  if (model.fingerprint === tenant.fingerprint) {
    await control.admin.transaction(control.home, (tx) => replaceOwnLayers(tx, tenant.id, after))
    return 0
  }
  const prepared = await planned(control, tenant, { from: tenant.fingerprint, to: model, at: new Date() })
  const layer = JSON.stringify({ before: partOf(change), after })
  const also = (registry: Parameters<typeof replaceOwnLayers>[0]): Promise<void> =>
    replaceOwnLayers(registry, tenant.id, after)
  await apply(control, tenant, prepared, { accepted, by, layer, also }).catch((fault: unknown) => {
    if (!(fault instanceof Problem) || fault.code !== "MIG001") throw fault
    throw new NeedsYes(fault.message, `the same with --accept. ${fault.parts.hint ?? ""}`)
  })
  return prepared.plan.steps.length
}

/** Of what was, the parts that change. */
function partOf({ before, after }: LayerChange): Partial<OwnLayers> {
  return {
    ...(after.additions === undefined ? {} : { additions: before.additions }),
    ...(after.files === undefined ? {} : { files: before.files }),
  }
}
