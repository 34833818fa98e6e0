// Decides what an upgrade makes of a customised item: a three-way merge by key. Takes the value that the change was made
// against, the new one below and the customised one; gives the merge and the conflicts that a person must choose in.
import type { JsonValue } from "../metaschema/index.ts"
import { below, isEqual, isObject, member } from "./json.ts"

/** Both sides changed the same key in different ways. Absence is `undefined`: the key was removed or never there. */
export interface Conflict {
  readonly pointer: string
  readonly base: JsonValue | undefined
  readonly theirs: JsonValue | undefined
  readonly ours: JsonValue | undefined
}
export interface ThreeWay {
  /** The merge, with ours wherever there is a conflict; undefined when the item is removed. */
  readonly merged: JsonValue | undefined
  readonly conflicts: readonly Conflict[]
}

/**
 * Merges what `theirs` (the upgrade) and `ours` (the customisation) each made of `base`. Objects merge by key; arrays and
 * scalars are whole values. What only one side changed is taken from it; what both changed alike is taken once.
 */
export function mergeThreeWay(
  base: JsonValue | undefined,
  theirs: JsonValue | undefined,
  ours: JsonValue | undefined,
): ThreeWay {
  const conflicts: Conflict[] = []
  return { merged: mergeAt("", [base, theirs, ours], conflicts), conflicts }
}

type Three = readonly [
  base: JsonValue | undefined,
  theirs: JsonValue | undefined,
  ours: JsonValue | undefined,
]

function mergeAt(pointer: string, [base, theirs, ours]: Three, conflicts: Conflict[]): JsonValue | undefined {
  if (isEqual(theirs, ours) || isEqual(base, theirs)) return ours
  if (isEqual(base, ours)) return theirs
  if (!isObject(theirs) || !isObject(ours) || (base !== undefined && !isObject(base))) {
    conflicts.push({ pointer, base, theirs, ours })
    return ours
  }
  const merged = new Map<string, JsonValue>()
  for (const key of new Set([...Object.keys(theirs), ...Object.keys(ours)])) {
    const inBase = base === undefined ? undefined : member(base, key)
    const value = mergeAt(below(pointer, key), [inBase, member(theirs, key), member(ours, key)], conflicts)
    if (value !== undefined) merged.set(key, value)
  }
  return Object.fromEntries(merged)
}
