// Names of single stored values: what sorts, indexes, unique sets and the like speak of.
import type { Place } from "../report.ts"
import type { Expressions } from "./expressions.ts"
import type { Standing } from "./scope.ts"

/** Reports a name that is no field, or a field that is not a column of the row. */
export function checkColumn(name: string, { shape }: Standing, place: Place, { report }: Expressions): void {
  const field = shape.fields.get(name)
  if (field === undefined) report.unknown(place, "field", name, shape.fields.keys())
  else if (field.type.kind === "list" || (field.storage.kind !== "column" && field.storage.kind !== "ref"))
    report.fault("MOD014", place, `"${name}" is not a single stored value.`)
}
