// Compiled models, one per fingerprint, shared by all tenants that have it.
import type { Model } from "../../../engine/model/index.ts"
import { createRecent } from "./recent.ts"

/** Compiles the model with this fingerprint from the modules and the tenant's layer. */
export type LoadModel = (fingerprint: string, tenant: string) => Promise<Model>

/** Gives a model at once when it is there; concurrent callers share one load; a failed load is tried anew next time. */
export type Models = (fingerprint: string, tenant: string) => Model | Promise<Model>

/** Keeps at most `capacity` models; one that gives way lives on with the tenants that hold it. */
export function createModels(load: LoadModel, capacity: number): Models {
  const models = createRecent<string, Model>(capacity)
  const loading = new Map<string, Promise<Model>>()
  return (fingerprint, tenant) => {
    const found = models.get(fingerprint) ?? loading.get(fingerprint)
    if (found !== undefined) return found
    const started = load(fingerprint, tenant)
      .then((model) => {
        models.set(fingerprint, model)
        return model
      })
      .finally(() => loading.delete(fingerprint))
    loading.set(fingerprint, started)
    return started
  }
}
