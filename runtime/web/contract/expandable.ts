import { fieldsOf } from "./child-rows.ts"
import { sortOf, targetsOf } from "./fields.ts"
import type { Field, Fields, Model } from "./model.ts"

/** The references to read along, so that their titles are at hand; those of child rows too. References to what the
 * principal may not see are left out: the server refuses to follow them. */
export function expandable(model: Model, fields: Fields): readonly string[] {
  return Object.values(fields).flatMap((field) => {
    const sort = sortOf(field)
    if (sort === "rows")
      return expandable(model, field.rows?.fields ?? {}).map((inner) => `${field.name}.${inner}`)
    return ["reference", "any_reference", "many"].includes(sort) && leadsSomewhere(model, field)
      ? [field.name]
      : []
  })
}

function leadsSomewhere(model: Model, field: Field): boolean {
  return targetsOf(field).some((target) => fieldsOf(model, target) !== undefined)
}
