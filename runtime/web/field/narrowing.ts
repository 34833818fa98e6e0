// A reference's filter names the chosen record's fields plainly and this record's as `parent.x`; `row.parent.x` is of the
// record that holds a chosen row.
// The server is asked with the values of this record in place of `parent.x`.
import type { Row } from "../contract/record.ts"
import { literal } from "../filter/literal.ts"

/** The filter to ask with; undefined when it needs what is not at hand (then the server checks on saving). */
export function narrowing(filter: string | undefined, around: Row): string | undefined {
  if (filter === undefined) return undefined
  let complete = true
  const text = filter.replace(/(?<!\.)\bparent((?:\.[a-z_][a-z0-9_]*)+)/g, (_, path: string) => {
    const names = path.slice(1).split(".")
    const value = around[names[0] ?? ""]
    if (names.length > 1 || (typeof value === "object" && value !== null)) complete = false
    return literal(value ?? null)
  })
  return complete ? text : undefined
}
