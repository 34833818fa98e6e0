// Paths while evaluating: from the root, through references, to a field or to child rows.
import type { Path, Root, Type } from "../types.ts"
import { isRow, readValue, type Env, type Row, type Value } from "./value.ts"

/** A closure that reads a path ending on a field of type `type`; null as soon as a reference on the way is. */
export function compilePath(path: Path, type: Type): (env: Env) => Value {
  const last = path.steps.at(-1)
  if (last === undefined) throw new TypeError("a path has at least one step")
  const reach = compileReach(path)
  const field = last.field
  return (env) => {
    const row = reach(env)
    return row === undefined ? null : readValue(row[field], type)
  }
}

/** A closure that gives the child rows at the end of a path; none where there are none. */
export function compileRows(path: Path): (env: Env) => readonly Row[] {
  const reach = compileReach(path)
  const field = path.steps.at(-1)?.field ?? ""
  return (env) => {
    const rows = reach(env)?.[field]
    return Array.isArray(rows) ? rows.filter(isRow) : []
  }
}

/** The row on which the last step stands. */
function compileReach({ root, steps }: Path): (env: Env) => Row | undefined {
  const start = compileRoot(root)
  if (steps.length === 1) return start
  return (env) => {
    let row = start(env)
    for (let i = 0; i + 1 < steps.length && row !== undefined; i++) {
      const next = steps[i + 1]
      const reference = row[steps[i]?.field ?? ""]
      row = next === undefined ? undefined : enter(env, reference, next.shape, next.field)
    }
    return row
  }
}

function compileRoot(root: Root): (env: Env) => Row | undefined {
  switch (root) {
    case "row":
      return (env) => env.row
    case "parent":
      return (env) => env.parent
    case "old":
      return (env) => env.old
    case "user":
      return (env) => env.user
    case "input":
      return (env) => env.input
    case "params":
      return (env) => env.params
    case "period":
      return (env) => env.period
  }
}

/** The record behind a reference: the expanded object itself where it holds the wanted field. */
function enter(env: Env, reference: unknown, entity: string, field: string): Row | undefined {
  if (isRow(reference)) {
    if (Object.hasOwn(reference, field)) return reference
    return typeof reference["id"] === "string" ? env.follow(entity, reference["id"]) : undefined
  }
  if (typeof reference !== "string") return undefined
  return field === "id" ? { id: reference } : env.follow(entity, reference)
}
