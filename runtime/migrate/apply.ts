// One tenant's migration: lock, look, change, mark, enter, in one transaction of the tenant's server.
import { setTimeout as sleep } from "node:timers/promises"
import { enterRevision, moveStart, moveWork, type Move, type MoveLimits } from "../sql/ddl/index.ts"
import type { Control, Executor, Tenant } from "../tenant/index.ts"
import { explained, isBusy } from "./outcome.ts"
import type { Prepared } from "./prepare.ts"
import { probe, refuse, type FoundHazard } from "./probe.ts"

export interface ApplyOptions {
  /** Codes of destructive hazards that were said yes to. */
  readonly accepted: readonly string[]
  readonly by?: string
  /** What the revision changes in the tenant's own layer, as JSON text. */
  readonly layer?: string
  /** What belongs to the same transaction in the registry, such as the tenant's changed layer. */
  readonly also?: (registry: Executor) => Promise<void>
  readonly limits?: MoveLimits
}

/** Short: a migration that waits for a lock makes all later requests on the table wait behind it. */
export const defaultLimits: MoveLimits = { lockMs: 2000, statementMs: 600_000 }

/** Waits between tries when the tables are in use, in milliseconds. */
const pauses = [100, 300, 1000, 3000]

/**
 * Takes the tenant from `prepared.from` to `prepared.to`. Refuses with MIG001 without a yes to what it destroys, MIG002
 * when rows stand in the way, MIG003 while another migration of the tenant runs, MIG004 when the tenant is not at `from`,
 * MIG005 when its tables stay in use, MIG006 when PostgreSQL refuses.
 */
export async function apply(
  control: Control,
  tenant: Tenant,
  prepared: Prepared,
  options: ApplyOptions,
): Promise<void> {
  const entry = { tenant, kind: "apply", migration: prepared.id, to: prepared.to } as const
  const revision = enterRevision({ ...entry, by: options.by, layer: options.layer })
  const move = { schema: tenant.schema, from: prepared.from, to: prepared.to, commands: prepared.forward }
  await patiently(tenant, () =>
    inBoth(control, tenant, async (tx, registry) => {
      await tx.script(moveStart({ ...move, limits: options.limits ?? defaultLimits }).join(";\n"))
      refuse(await probe(tx, prepared.plan.hazards), options.accepted)
      await carryOut(tx, registry, { ...move, also: revision })
      await options.also?.(registry)
    }),
  )
}

/** The move's work, and its entry in the registry, which may be on another server. */
export async function carryOut(tx: Executor, registry: Executor, move: Omit<Move, "limits">): Promise<void> {
  await tx.script(moveWork({ ...move, also: [] }).join(";\n"))
  await registry.script(move.also.join(";\n"))
}

/** The hazards of a plan that are real for one tenant; changes nothing. */
export async function preview(
  control: Control,
  tenant: Tenant,
  prepared: Prepared,
): Promise<readonly FoundHazard[]> {
  return control.admin.transaction(tenant.server, async (tx) => {
    const { schema } = tenant
    await tx.script(moveStart({ schema, from: prepared.from, limits: defaultLimits }).join(";\n"))
    return probe(tx, prepared.plan.hazards)
  })
}

/**
 * A transaction on the tenant's server within one of the registry's, or one for both where they are the same. The tenant's
 * commits first: a crash in between leaves its tables ahead of the registry, which the next fan-out sees by their mark.
 */
export async function inBoth<T>(
  control: Control,
  tenant: Tenant,
  work: (tx: Executor, registry: Executor) => Promise<T>,
): Promise<T> {
  if (tenant.server === control.home) return control.admin.transaction(control.home, (tx) => work(tx, tx))
  return control.admin.transaction(control.home, (registry) =>
    control.admin.transaction(tenant.server, (tx) => work(tx, registry)),
  )
}

/** Tries again while the tables are in use, and gives up with a Problem. */
export async function patiently<T>(tenant: Pick<Tenant, "name">, work: () => Promise<T>): Promise<T> {
  for (const pause of pauses) {
    try {
      return await work()
    } catch (fault) {
      if (!isBusy(fault)) throw explained(fault, tenant.name)
      await sleep(pause)
    }
  }
  return work().catch((fault: unknown) => {
    throw explained(fault, tenant.name)
  })
}
