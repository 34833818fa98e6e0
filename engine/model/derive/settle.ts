// Settles which computed fields can be generated columns: not those that read, through a virtual field of the same row,
// what lies outside of the row.
import { isOwnRow, reads } from "../../expression/index.ts"
import type { Field } from "../types.ts"

/** The fields with those generated ones turned into stored ones that reach outside of their row. */
export function settleGenerated(fields: ReadonlyMap<string, Field>): ReadonlyMap<string, Field> {
  const generated = [...fields.values()].filter(({ derived }) => derived?.kind === "generated")
  if (!generated.some((field) => reachesOut(field, fields, new Set()))) return fields
  const settled = new Map<string, Field>()
  for (const [name, field] of fields) {
    const { derived } = field
    const demoted = derived?.kind === "generated" && reachesOut(field, fields, new Set())
    settled.set(name, demoted ? { ...field, derived: { ...derived, kind: "stored" } } : field)
  }
  return settled
}

function reachesOut(field: Field, fields: ReadonlyMap<string, Field>, seen: Set<string>): boolean {
  const { derived } = field
  if (derived?.kind === "balance") return true
  if (derived === undefined || !("expression" in derived) || seen.has(field.name)) return false
  seen.add(field.name)
  if (!isOwnRow(derived.expression.node)) return derived.kind === "virtual"
  return reads(derived.expression.node).some(({ steps }) => {
    const read = fields.get(steps[0]?.field ?? "")
    return read !== undefined && reachesOut(read, fields, seen)
  })
}
