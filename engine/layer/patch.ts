// Decides what a merge patch makes of an item (RFC 7386) and which layer set what. Takes the item so far and a patch,
// gives the new item with its origin; neither argument is changed.
import type { JsonValue } from "../metaschema/index.ts"
import { below, isObject, member } from "./json.ts"
import type { Origin } from "./types.ts"
import { wholeValue } from "./whole.ts"

export interface Patched {
  readonly value: JsonValue
  readonly origin: Origin
}

/** What a patch does beside merging: pointers of the keys it removes although nothing stands there. */
export interface PatchNotes {
  readonly vain: string[]
}

/** The merge of `patch`, set by `layer`, into `before` (RFC 7386): objects merge by key, null removes, all else replaces. */
export function patchItem(
  before: Patched | undefined,
  patch: JsonValue,
  layer: string,
  notes: PatchNotes,
  pointer = "",
): Patched {
  if (!isObject(patch) || before === undefined || !isObject(before.value))
    return { value: wholeValue(patch, pointer, notes.vain), origin: { layer } }
  const target = before.value
  const values = new Map<string, JsonValue>(Object.entries(target))
  const origins = new Map<string, Origin>(before.origin.keys)
  for (const [key, change] of Object.entries(patch)) {
    if (change === null) {
      if (!values.delete(key)) notes.vain.push(below(pointer, key))
      origins.delete(key)
      continue
    }
    const old = member(target, key)
    const known = old === undefined ? undefined : { value: old, origin: originAt(before.origin, key) }
    const made = patchItem(known, change, layer, notes, below(pointer, key))
    values.set(key, made.value)
    origins.set(key, made.origin)
  }
  const { layer: first } = before.origin
  const origin = origins.size === 0 ? { layer: first } : { layer: first, keys: origins }
  return { value: Object.fromEntries(values), origin }
}

function originAt(origin: Origin, key: string): Origin {
  return origin.keys?.get(key) ?? { layer: origin.layer }
}
