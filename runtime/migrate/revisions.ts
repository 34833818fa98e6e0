// The moves a tenant has made, and one click back.
import { Problem } from "../../engine/error/index.ts"
import { enterRevision, moveStart } from "../sql/ddl/index.ts"
import {
  fetchText,
  registryOf,
  registrySchema,
  type Control,
  type Executor,
  type Tenant,
} from "../tenant/index.ts"
import { isGone } from "./outcome.ts"
import { carryOut, defaultLimits, inBoth, patiently, type ApplyOptions } from "./apply.ts"
import type { StepSummary } from "./prepare.ts"

/** One move of a tenant, the latest first; fingerprints are those of models. */
export interface Revision {
  readonly number: number
  readonly kind: "apply" | "revert"
  readonly migration: string
  readonly from: string
  readonly to: string
  readonly by: string | null
  readonly at: string
  readonly layer: unknown
  readonly steps: readonly StepSummary[]
  readonly reversible: boolean
}

const query = `SELECT r.number, r.kind, r.migration, r."by", r.at, r.layer, m.plan -> 'steps' AS steps,
  CASE r.kind WHEN 'apply' THEN m.from_fingerprint ELSE m.to_fingerprint END AS "from",
  CASE r.kind WHEN 'apply' THEN m.to_fingerprint ELSE m.from_fingerprint END AS "to",
  m.reverse IS NOT NULL AND r.kind = 'apply' AS reversible
FROM ${registrySchema}.revision r JOIN ${registrySchema}.migration m ON m.id = r.migration
WHERE r.tenant = $1::uuid ORDER BY r.number DESC`

/** All revisions of a tenant, the latest first. */
export async function listRevisions(
  control: Control,
  tenant: Pick<Tenant, "id">,
): Promise<readonly Revision[]> {
  return fetchText<Revision>(registryOf(control), query, [tenant.id])
}

/**
 * Undoes the tenant's latest revision that is not undone yet, which must be number `number`: what it dropped comes back from
 * the trash with its values, what it added goes there. Refuses with MIG007 when `number` is not that revision, MIG008 when it
 * does not know its way back, and as `apply` does.
 */
export async function revert(
  control: Control,
  tenant: Tenant,
  number: number,
  options: Omit<ApplyOptions, "accepted"> = {},
): Promise<void> {
  const revision = standing(await listRevisions(control, tenant))
  if (revision === undefined || revision.number !== number) {
    throw new Problem("MIG007", {
      detail: `Revision ${number} of ${tenant.name} is not the one that stands.`,
      hint: revision === undefined ? "There is none to undo." : `Undo revision ${revision.number} first.`,
    })
  }
  const commands = await reverseOf(registryOf(control), revision.migration)
  if (commands === undefined) throw noWayBack(tenant, number, "what it replaced was not made by a migration")
  const { migration, from, to } = revision
  const also = enterRevision({
    tenant,
    kind: "revert",
    migration,
    to: from,
    by: options.by,
    layer: options.layer,
  })
  await patiently(tenant, () =>
    inBoth(control, tenant, async (tx, registry) => {
      const { schema } = tenant
      await tx.script(moveStart({ schema, from: to, limits: options.limits ?? defaultLimits }).join(";\n"))
      await carryOut(tx, registry, { schema, from: to, to: from, commands, also })
      await options.also?.(registry)
    }),
  ).catch((fault: unknown) => {
    throw isGone(fault) ? noWayBack(tenant, number, "what it took away has left the trash") : fault
  })
}

function noWayBack(tenant: Tenant, number: number, why: string): Problem {
  return new Problem("MIG008", {
    detail: `Revision ${number} of ${tenant.name} cannot be undone: ${why}.`,
    hint: "Change the metadata back and migrate forward.",
  })
}

/** The latest apply that no revert has undone: reverts undo from the latest back. */
function standing(revisions: readonly Revision[]): Revision | undefined {
  let undone = 0
  for (const revision of revisions) {
    if (revision.kind === "revert") undone++
    else if (undone > 0) undone--
    else return revision
  }
  return undefined
}

async function reverseOf(registry: Executor, migration: string): Promise<readonly string[] | undefined> {
  const text = `SELECT reverse FROM ${registrySchema}.migration WHERE id = $1::uuid`
  const [row] = await fetchText<{ reverse: readonly string[] | null }>(registry, text, [migration])
  return row?.reverse ?? undefined
}
