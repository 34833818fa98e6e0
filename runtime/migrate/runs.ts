// What the registry keeps of fan-outs: when they ran and which tenants they could not migrate.
import { randomUUID } from "node:crypto"
import { fetchText, registryOf, registrySchema, registryTable, send, type Control } from "../tenant/index.ts"

export interface Failure {
  readonly tenant: { readonly id: string; readonly name: string }
  readonly code: string
  readonly reason: string
}

/** Begins a run over so many tenants; gives its id. */
export async function beginRun(control: Control, tenants: number, by: string | undefined): Promise<string> {
  const id = randomUUID()
  await send(registryOf(control), registryTable("migration_run").insert({ id, tenants, by: by ?? null }))
  return id
}

/** Notes a tenant that was left as it is. */
export async function noteFailure(
  control: Control,
  run: string,
  { tenant, code, reason }: Failure,
): Promise<void> {
  const row = { run, tenant: tenant.id, code, reason }
  await send(registryOf(control), registryTable("migration_failure").insert(row))
}

export async function endRun(control: Control, id: string): Promise<void> {
  await registryOf(control).run([
    {
      text: `UPDATE ${registrySchema}.migration_run SET finished_at = now() WHERE id = $1::uuid`,
      values: [id],
      prepared: false,
    },
  ])
}

/** The latest run; `finished_at` is null while it goes on, and for ever when it was killed. */
export interface RunStatus {
  readonly id: string
  readonly by: string | null
  readonly tenants: number
  readonly started_at: string
  readonly finished_at: string | null
  readonly failures: readonly { readonly tenant: string; readonly code: string; readonly reason: string }[]
}

export interface MigrationStatus {
  readonly run: RunStatus | undefined
  /** How many tenants are at each model. */
  readonly models: readonly { readonly fingerprint: string; readonly tenants: number }[]
}

const latestRun = `SELECT r.id, r."by", r.tenants, r.started_at, r.finished_at,
  coalesce((SELECT json_agg(json_build_object('tenant', t.name, 'code', f.code, 'reason', f.reason) ORDER BY t.name)
    FROM ${registrySchema}.migration_failure f JOIN ${registrySchema}.tenant t ON t.id = f.tenant WHERE f.run = r.id), '[]') AS failures
FROM ${registrySchema}.migration_run r ORDER BY r.started_at DESC LIMIT 1`

const atModels = `SELECT fingerprint, count(*)::integer AS tenants FROM ${registrySchema}.tenant
WHERE state <> 'dropped' GROUP BY fingerprint ORDER BY 2 DESC, 1`

/** How migrations stand, over all tenants. */
export async function migrationStatus(control: Control): Promise<MigrationStatus> {
  const registry = registryOf(control)
  const [run] = await fetchText<RunStatus>(registry, latestRun, [])
  return { run, models: await fetchText(registry, atModels, []) }
}
