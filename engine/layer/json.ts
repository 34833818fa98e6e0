// Small facts about JSON values that merging needs: what is an object, what is equal, how a key stands in a pointer.
import type { JsonObject, JsonValue } from "../metaschema/index.ts"

/** True for a JSON object, false for arrays, scalars, null and absence. */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

/** Deep equality of JSON values; the order of keys does not count, absence equals only absence. */
export function isEqual(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === b) return true
  if (Array.isArray(a) && Array.isArray(b)) return isEqualList(a, b)
  if (!isObject(a) || !isObject(b)) return false
  const keys = Object.keys(a)
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isEqual(a[key], b[key]))
  )
}

function isEqualList(a: readonly JsonValue[], b: readonly JsonValue[]): boolean {
  return a.length === b.length && a.every((item, index) => isEqual(item, b[index]))
}

/** The own member of an object, never one of its prototype. */
export function member(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined
}

/** The pointer one key further down (RFC 6901). */
export function below(pointer: string, key: string): string {
  const plain = !key.includes("~") && !key.includes("/")
  return `${pointer}/${plain ? key : key.replaceAll("~", "~0").replaceAll("/", "~1")}`
}

/** The keys of a pointer (RFC 6901), none for the whole document. */
export function keysOf(pointer: string): readonly string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"))
}
