import { sortOf } from "./fields.ts"
import type { Fields } from "./model.ts"

/** The references to read along, so that their titles are at hand; those of child rows too. */
export function expandable(fields: Fields): readonly string[] {
  return Object.values(fields).flatMap((field) => {
    const sort = sortOf(field)
    if (sort === "rows") return expandable(field.rows?.fields ?? {}).map((inner) => `${field.name}.${inner}`)
    return ["reference", "any_reference", "many"].includes(sort) ? [field.name] : []
  })
}
