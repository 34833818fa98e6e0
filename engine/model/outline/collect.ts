// Puts the fields of a table in order, and holds that what is required exists.
import type { ChildRows, EntitySource, Property } from "../../metaschema/index.ts"
import { inside, type Place } from "../report.ts"
import type { Field } from "../types.ts"
import type { Ground } from "./ground.ts"

/** System fields first, then the declared ones by `order`, those without one in file order at the end. */
export function collectFields(
  system: readonly Field[],
  properties: Readonly<Record<string, Property>>,
  outline: (name: string, property: Property) => Field | undefined,
): ReadonlyMap<string, Field> {
  const fields = new Map(system.map((field) => [field.name, field]))
  const sorted = Object.entries(properties).sort(
    ([, a], [, b]) => (a.order ?? Infinity) - (b.order ?? Infinity) || 0,
  )
  for (const [name, property] of sorted) {
    const field = outline(name, property)
    if (field !== undefined && !fields.has(name)) fields.set(name, field)
  }
  return fields
}

/** Reports required fields that do not exist or that hold nothing of their own. */
export function reportRequired(source: EntitySource | ChildRows, place: Place, { report }: Ground): void {
  for (const [index, name] of (source.required ?? []).entries()) {
    const at = inside(place, "required", index)
    const property = Object.hasOwn(source.properties, name) ? source.properties[name] : undefined
    if (property === undefined) report.unknown(at, "field", name, Object.keys(source.properties))
    else if (property.virtual === true)
      report.fault("MOD014", at, `"${name}" is virtual: nothing is stored that could be required.`)
  }
}
