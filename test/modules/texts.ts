// Which texts of an item people read, and so are translated.
import type { JsonValue } from "../../engine/metaschema/index.ts"

/** Keys whose values are read by people. */
const spoken = new Set(["title", "plural", "description", "message", "confirm", "tab", "group", "empty"])
/** Keys whose members are named by the author: a field called "title" is no title. */
const named = new Set([
  "properties",
  "fields",
  "columns",
  "groups",
  "parameters",
  "$defs",
  "entities",
  "rules",
  "unique",
  "exclude",
  "indexes",
  "copy",
  "locks",
  "states",
  "transitions",
  "guards",
  "effects",
  "entries",
  "values",
  "set",
])

/** Languages that the product promises besides English. */
export const promised = ["de", "fr"]

/** Pointers of all texts in `value` that people read; its keys are words of the metadata language. */
export function texts(value: JsonValue, pointer: string): string[] {
  return members(value, pointer).flatMap(([key, below, at]) => {
    if (typeof below === "string") return spoken.has(key) ? [at] : []
    if (key === "enum_titles" || key === "titles") return members(below, at).map(([, , label]) => label)
    return named.has(key)
      ? members(below, at).flatMap(([, inner, name]) => texts(inner, name))
      : texts(below, at)
  })
}

/** The members of an object, each with its pointer. */
function members(value: JsonValue, pointer: string): [key: string, below: JsonValue, at: string][] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return []
  return Object.entries(value).map(([key, below]) => [key, below, `${pointer}/${escaped(key)}`])
}

/** RFC 6901, section 3. */
function escaped(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1")
}
