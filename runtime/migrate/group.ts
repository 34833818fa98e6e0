// Tenants that go the same way, from the same tables to the same tables: one plan for all of them.
import type { Model } from "../../engine/model/index.ts"
import { enterRevision } from "../sql/ddl/index.ts"
import { fetchText, registryOf, registrySchema, type Control, type Tenant } from "../tenant/index.ts"
import { inspect } from "./inspect.ts"
import { knownModel, recall, remember, type KnownModel } from "./known.ts"
import { marksOf } from "./marks.ts"
import { enter, prepare, type Prepared } from "./prepare.ts"

/** A tenant and the model its tables are to be of. */
export interface Target {
  readonly tenant: Tenant
  readonly to: Model
}

export interface Group {
  readonly prepared: Prepared
  readonly server: string
  readonly tenants: readonly Tenant[]
}

/** The targets that have a way to go, by way and server, each way planned once and entered in the registry. */
export async function groupsOf(
  control: Control,
  targets: readonly Target[],
  at: Date,
): Promise<readonly Group[]> {
  const ways = new Map<string, { from: string; to: Model; tenants: Tenant[] }>()
  for (const server of new Set(targets.map(({ tenant }) => tenant.server))) {
    const here = targets.filter(({ tenant }) => tenant.server === server)
    const marks = await marksOf(
      { run: (statements) => control.admin.run(server, statements) },
      here.map(({ tenant }) => tenant.schema),
    )
    for (const { tenant, to } of here) {
      const from = marks.get(tenant.schema) ?? tenant.fingerprint
      if (from === to.fingerprint) {
        if (tenant.fingerprint !== from) await catchUp(control, tenant, from)
        continue
      }
      const way = ways.get(`${server} ${from} ${to.fingerprint}`) ?? { from, to, tenants: [] }
      way.tenants.push(tenant)
      ways.set(`${server} ${from} ${to.fingerprint}`, way)
    }
  }
  const groups: Group[] = []
  for (const { from, to, tenants } of ways.values()) {
    const [first] = tenants
    if (first === undefined) continue
    groups.push({ prepared: await planned(control, first, { from, to, at }), server: first.server, tenants })
  }
  return groups
}

interface Way {
  readonly from: string
  readonly to: Model
  readonly at: Date
}

/** Plans the way of `tenant` to `to`, and enters the plan and the new model in the registry. */
export async function planned(control: Control, tenant: Tenant, { from, to, at }: Way): Promise<Prepared> {
  const registry = registryOf(control)
  const next = knownModel(to)
  await remember(registry, next)
  const former = (await recall(registry, from)) ?? (await seen(control, tenant, from))
  const prepared = prepare(former, next, at)
  await enter(registry, prepared)
  return prepared
}

/** The tables as they stand, where no one remembers the model they were made of: their definitions cannot come back. */
async function seen(control: Control, tenant: Tenant, fingerprint: string): Promise<KnownModel> {
  const { state } = await control.admin.session(tenant.server, (session) => inspect(session, tenant.schema))
  return { fingerprint, state, recompute: () => [] }
}

/** The tables went ahead of the registry when a process died between the commits on two servers. */
async function catchUp(control: Control, tenant: Tenant, to: string): Promise<void> {
  const registry = registryOf(control)
  const text = `SELECT id FROM ${registrySchema}.migration WHERE from_fingerprint = $1 AND to_fingerprint = $2 ORDER BY created_at DESC LIMIT 1`
  const [migration] = await fetchText<{ id: string }>(registry, text, [tenant.fingerprint, to])
  if (migration === undefined) return
  const entry = {
    tenant,
    kind: "apply",
    migration: migration.id,
    to,
    by: undefined,
    layer: undefined,
  } as const
  await registry.script(enterRevision(entry).join(";\n"))
}
