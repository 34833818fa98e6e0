// A reference's filter names the chosen record's fields plainly and this record's as `parent.x`; `row.parent.x` is of the
// record that holds a chosen row.
// The server is asked with the values of this record in place of `parent.x`; around a child row `parent.parent.x` is of the
// record that holds it.
import type { Row } from "../contract/record.ts"
import { literal } from "../filter/literal.ts"

/** The filter to ask with; undefined when it needs what is not at hand (then the server checks on saving). */
export function narrowing(filter: string | undefined, around: Row): string | undefined {
  if (filter === undefined) return undefined
  let complete = true
  const text = filter.replace(/(?<!\.)\bparent((?:\.[a-z_][a-z0-9_]*)+)/g, (_, path: string) => {
    const names = path.slice(1).split(".")
    const holder = names
      .slice(0, -1)
      .reduce<unknown>((at, name) => (isRow(at) ? at[name] : undefined), around)
    const value = isRow(holder) ? (holder[names.at(-1) ?? ""] ?? null) : undefined
    if (value === undefined || isRow(value)) complete = false
    return literal(value ?? null)
  })
  return complete ? text : undefined
}

function isRow(value: unknown): value is Row {
  return typeof value === "object" && value !== null
}
