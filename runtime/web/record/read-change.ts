import { isObject, type Json, isList } from "../contract/record.ts"

/** The value before and after, out of a history's change: `[before, after]` or `{from, to}`; a bare value is the one after. */
export function readChange(change: Json): {
  readonly before: Json | undefined
  readonly after: Json | undefined
} {
  if (isList(change) && change.length === 2) return { before: change[0], after: change[1] }
  if (isObject(change) && ("from" in change || "to" in change))
    return { before: change.from, after: change.to }
  return { before: undefined, after: change }
}
