// Expressions that walk through references, with all that their translation needs to know of the tables on the way.
import { reads, type Node } from "../../../expression/index.ts"
import { findTable, type Field, type Model } from "../../../model/index.ts"
import type { Walk, WalkField, WalkShape } from "../../types.ts"

/** The expression with the fields that it reads, by table; virtual fields bring what they read themselves. */
export function walkOf(model: Model, node: Node): Walk {
  const found = new Map<string, Map<string, WalkField>>()
  const visit = (one: Node): void => {
    for (const { shape, field: name } of reads(one).flatMap(({ steps }) => steps)) {
      const field = findTable(shape, model.entities)?.fields.get(name)
      const known = found.get(shape) ?? new Map<string, WalkField>()
      found.set(shape, known)
      if (field === undefined || field.storage.kind === "rows" || known.has(name)) continue
      known.set(name, walkField(field, field.storage))
      if (field.derived?.kind === "virtual") visit(field.derived.expression.node)
    }
  }
  visit(node)
  const shapes = [...found].flatMap(([id, fields]): readonly WalkShape[] => {
    const table = findTable(id, model.entities)?.table
    return table === undefined ? [] : [{ id, table, fields: [...fields.values()] }]
  })
  return { node, shapes }
}

function walkField({ name, nullable, derived }: Field, storage: WalkField["storage"]): WalkField {
  const own = derived?.kind === "virtual" ? { derived: derived.expression.node } : {}
  return { name, nullable, storage, ...own }
}
