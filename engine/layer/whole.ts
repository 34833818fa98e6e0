// Decides what a file is where no layer below has the item: its content without the keys that are set to null (RFC 7386)
// and without the `$schema` that only editors read.
import type { JsonObject, JsonValue } from "../metaschema/index.ts"
import { below, isObject } from "./json.ts"

export interface Whole {
  readonly content: JsonObject
  /** Pointers of the keys that were null: they remove what is not there. */
  readonly vain: readonly string[]
}

const known = new WeakMap<JsonObject, Whole>()

/** The item that the content of a file makes by itself, as a copy. Contents do not change, so the same content gives the
 * same copy: whatever is found out about an item is found out once for all sources that hold it. */
export function wholeItem(content: JsonObject): Whole {
  const before = known.get(content)
  if (before !== undefined) return before
  const { $schema: _editors, ...item } = content
  const vain: string[] = []
  const whole = { content: withoutNulls(item, "", vain), vain }
  known.set(content, whole)
  return whole
}

/** A copy of `value` without members that are null, to any depth of objects; the pointers of those go into `vain`. */
export function wholeValue(value: JsonValue, pointer: string, vain: string[]): JsonValue {
  return isObject(value) ? withoutNulls(value, pointer, vain) : value
}

function withoutNulls(object: JsonObject, pointer: string, vain: string[]): JsonObject {
  const copy: Record<string, JsonValue> = { ...object }
  for (const [key, value] of Object.entries(object))
    if (value === null) {
      vain.push(below(pointer, key))
      delete copy[key]
    } else if (isObject(value)) copy[key] = withoutNulls(value, below(pointer, key), vain)
  return copy
}
