// Keeps compiled models by fingerprint, so that all tenants with the same metadata share one. Bounded: the model that was
// used longest ago goes first; whoever still holds it keeps it.
import { mergeLayers, fingerprintOf, type Layer } from "../../engine/layer/index.ts"
import { compileSource, type Compiled, type Model } from "../../engine/model/index.ts"

export interface Models {
  /** The model that the layers make, compiled at the first call; or all that is wrong with them. */
  of(layers: readonly Layer[]): Compiled
  /** A model that is at hand; undefined when it was never compiled here or has gone. */
  get(fingerprint: string): Model | undefined
  /** How many models are kept. */
  readonly size: number
}

/** An empty store of at most `capacity` models. Only models are kept; faults are found anew each time. */
export function createModels(capacity: number): Models {
  const kept = new Map<string, Extract<Compiled, { ok: true }>>()
  const touch = (fingerprint: string): Extract<Compiled, { ok: true }> | undefined => {
    const found = kept.get(fingerprint)
    if (found === undefined) return undefined
    kept.delete(fingerprint)
    kept.set(fingerprint, found)
    return found
  }
  return {
    of(layers) {
      const { source, diagnostics } = mergeLayers(layers)
      if (diagnostics.some(({ severity }) => severity === "error")) {
        const { diagnostics: more } = compileSource(source)
        return { ok: false, diagnostics: [...diagnostics, ...more] }
      }
      const found = touch(fingerprintOf(source)) ?? compileSource(source)
      if (!found.ok) return { ok: false, diagnostics: [...diagnostics, ...found.diagnostics] }
      kept.set(found.model.fingerprint, found)
      const oldest = kept.keys().next().value
      if (kept.size > capacity && oldest !== undefined) kept.delete(oldest)
      return { ...found, diagnostics: [...diagnostics, ...found.diagnostics] }
    },
    get: (fingerprint) => touch(fingerprint)?.model,
    get size() {
      return kept.size
    },
  }
}
