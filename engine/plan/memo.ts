// What depends on the model and the rights alone is worked out once.
import type { Model } from "../model/index.ts"

const MOST = 1_000
const known = new WeakMap<Model, Map<string, unknown>>()

/** The value made by `make` for this model and key, made at the first call. Bounded: the oldest goes first. */
export function once<T>(model: Model, key: string, make: () => T): T {
  let values = known.get(model)
  if (values === undefined) known.set(model, (values = new Map<string, unknown>()))
  const found = values.get(key)
  // A key names one kind of value only, so what was stored under it is a T.
  if (found !== undefined) return found as T
  const made = make()
  if (values.size >= MOST) values.delete(values.keys().next().value ?? "")
  values.set(key, made)
  return made
}
