// Short hashes of definitions, and the names that carry them. A name that ends in the hash of what it names makes
// inspection a comparison of names: PostgreSQL's own way of printing a definition never matters.
import { sha256 } from "../value/index.ts"
import type { Constraint, Index, Trigger } from "./types.ts"

/** PostgreSQL cuts identifiers at 63 bytes (NAMEDATALEN - 1). */
const longest = 63

/** Parts of a tree that do not change what it means: where it stood, and what its names already say. */
const idle = new Set(["start", "end", "type", "shape", "inputs"])

/** Eight hex digits of the SHA-256 of a definition; key order, offsets and types of expressions do not count. */
export function digest(value: unknown): string {
  return sha256(canonical(value)).slice(0, 8)
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null"
  const keys = Object.entries(value).filter(([key, item]) => item !== undefined && !idle.has(key))
  keys.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${keys.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(",")}}`
}

/** Distributes over the kinds of a union, so that each kind loses its name on its own. */
type Nameless<T> = T extends unknown ? Omit<T, "name"> : never

const suffixes = { primary: "pkey", foreign: "fkey", check: "check", exclude: "excl" } as const

/** The constraint with the name its definition gives it in `table`. */
export function namedConstraint(table: string, definition: Nameless<Constraint>): Constraint {
  const name = compose([table, ...constraintColumns(definition)], suffixes[definition.kind], definition)
  return { ...definition, name }
}

/** The index with the name its definition gives it in `table`. */
export function namedIndex(table: string, definition: Nameless<Index>): Index {
  const columns = definition.columns.map(({ column }) => column)
  const name = compose([table, ...columns], definition.unique ? "key" : "idx", definition)
  return { ...definition, name }
}

/** How often the SQL that guards are made of has changed since names tell: raised with each change, so that ledgers that are
 * there get the new guard. */
const guardGeneration = 1

/** The trigger with the name its definition gives it in `table`. */
export function namedTrigger(table: string, definition: Nameless<Trigger>): Trigger {
  const about = definition.kind === "tree" ? [definition.column] : []
  const hashed = definition.kind === "guard" ? { ...definition, generation: guardGeneration } : definition
  return { ...definition, name: compose([table, ...about], definition.kind, hashed) }
}

/** The columns that a trigger's own condition reads. */
export function triggerColumns(trigger: Nameless<Trigger>): readonly string[] {
  switch (trigger.kind) {
    case "tree":
      return [trigger.column]
    case "derived":
      return trigger.columns
    case "state":
      return [
        ...trigger.guard.closed.flatMap(({ columns, lent }) => [...columns, ...lent]),
        ...trigger.guard.numbers,
        "state",
      ]
    case "birth":
    case "stay":
      return ["state"]
    case "rows":
      return trigger.guard.columns
    case "frozen":
    case "guard":
      return []
  }
}

/** The columns a constraint is about, in its own order. */
export function constraintColumns(constraint: Nameless<Constraint>): readonly string[] {
  switch (constraint.kind) {
    case "primary":
      return constraint.columns
    case "foreign":
      return [constraint.column]
    case "exclude":
      return [...constraint.equal, constraint.from, constraint.to]
    case "check":
      return "columns" in constraint.check ? constraint.check.columns : [constraint.check.column]
  }
}

/** Names of indexes are unique in a schema, so the table is part of what is hashed; a name given before is not. */
function compose(parts: readonly string[], suffix: string, definition: object): string {
  const tail = `_${suffix}_${digest({ table: parts[0], ...definition, name: undefined })}`
  return parts.join("_").slice(0, longest - tail.length) + tail
}
