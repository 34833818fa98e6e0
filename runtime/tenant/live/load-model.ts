// The model of a tenant: the installed modules under what the tenant added and changed, shared by all tenants where both are
// equal.
import { Problem } from "../../../engine/error/index.ts"
import type { Model } from "../../../engine/model/index.ts"
import { layersFor, type Installed, type Models } from "../../metadata/index.ts"
import { registryOf, type Control } from "../registry/control.ts"
import { readOwnLayers } from "../registry/layers.ts"

/** Gives the tenant's model, at once when one with this fingerprint is at hand. */
export type LoadModel = (fingerprint: string, tenant: string) => Model | Promise<Model>

export interface LoadModelParts {
  readonly control: Control
  readonly models: Models
  /** The modules, plugins and templates as they are now: read anew for each unknown model, so that what another process has
   * migrated to is served here without a restart. */
  readonly installed: () => Promise<Installed>
}

/**
 * Concurrent callers share one load. Refuses with TEN009 when what is installed no longer makes the model that the
 * tenant's tables are of: its migration is due.
 */
export function createLoadModel({ control, models, installed }: LoadModelParts): LoadModel {
  const loading = new Map<string, Promise<Model>>()
  const load = async (fingerprint: string, tenant: string): Promise<Model> => {
    const [own, all] = await Promise.all([readOwnLayers(registryOf(control), tenant), installed()])
    const gone = own.additions.filter((ref) => !all.additions.has(ref))
    if (gone.length > 0) throw migrationDue(`has added ${gone.join(", ")}, which is not installed any more`)
    const compiled = models.of(layersFor(all, tenant, own))
    if (compiled.ok && compiled.model.fingerprint === fingerprint) return compiled.model
    throw migrationDue(
      compiled.ok ? "has other tables than the installed modules need" : "has metadata with faults",
    )
  }
  return (fingerprint, tenant) => {
    const found = models.get(fingerprint) ?? loading.get(fingerprint)
    if (found !== undefined) return found
    const started = load(fingerprint, tenant).finally(() => loading.delete(fingerprint))
    loading.set(fingerprint, started)
    return started
  }
}

function migrationDue(why: string): Problem {
  return new Problem("TEN009", {
    detail: `The tenant ${why}: it waits for its migration.`,
    hint: "See `tenon migrate status`, then `tenon migrate apply`.",
    extra: { retry_after: 30 },
  })
}
