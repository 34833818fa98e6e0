// Expressions of a transition over its snapshot, and their values in the form in which people send them.
import type { Env, Expression, Value } from "../expression/index.ts"
import { evaluate, holds, through } from "../ledger/index.ts"
import type { Table, Values } from "../model/index.ts"
import { plainOf } from "../record/index.ts"
import type { Snapshot, TransitionEvent } from "./types.ts"

/** Where expressions over the record stand. */
export function recordEnv(
  { record }: Snapshot,
  { input, user, today, now }: Omit<TransitionEvent, "newId">,
): Env {
  return { row: record, input, today, now, follow: nothing, ...(user === undefined ? {} : { user }) }
}

/** All that a transition reads of other records stands in the snapshot. */
function nothing(): undefined {
  return undefined
}

/** The places that an aim goes to: each row gone through for which `where` holds, or the record. */
export function aimed(
  { each, where }: { readonly each?: string; readonly where?: Expression },
  env: Env,
): readonly Env[] {
  if (each === undefined) return [env]
  return through(each, env)
    .map(({ at }) => at)
    .filter((at) => holds(where, at))
}

/** The values by field of `table`, as input of a write. */
export function inputs(values: Values, table: Table, env: Env): Record<string, unknown> {
  return Object.fromEntries(
    values.flatMap(({ field, value }) => {
      const target = table.fields.get(field)
      return target === undefined ? [] : [[field, plainOf(target)(evaluate(value, env))]]
    }),
  )
}

/** The ids that references and lists of them name, each once. */
export function idsOf(expressions: readonly Expression[], env: Env): readonly string[] {
  const values = expressions.map((one) => evaluate(one, env))
  const all = values.flatMap((value) => (isList(value) ? value : [value]))
  return [...new Set(all.flatMap((value) => idIn(value) ?? []))]
}

/** Array.isArray does not narrow readonly arrays. */
function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value)
}

/** The id that a reference's value names. */
export function idIn(value: Value): string | undefined {
  if (typeof value === "string") return value
  return value !== null && typeof value === "object" && "id" in value ? value.id : undefined
}
