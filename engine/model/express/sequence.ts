// Checks the running number of a field: the fields that its series follows, and those that it shows.
import type { Property } from "../../metaschema/index.ts"
import { inside, type Place } from "../report.ts"
import type { Expressions } from "./expressions.ts"
import type { Standing } from "./scope.ts"

/** A series follows single stored fields of its record, and shows such of the record that its scope refers to. */
export function checkSequence(
  { sequence }: Property,
  { shape, parent }: Standing,
  place: Place,
  all: Expressions,
): void {
  if (sequence === undefined) return
  const { report } = all
  const at = inside(place, "sequence")
  if (parent !== undefined)
    report.fault("MOD014", at, "Child rows are told apart by their position, not by a running number.")
  for (const key of ["scope", "date"] as const) {
    const name = sequence[key]
    if (name === undefined) continue
    const field = shape.fields.get(name)
    if (field === undefined) report.unknown(inside(at, key), "field", name, shape.fields.keys())
    else if (field.storage.kind !== "column" && field.storage.kind !== "ref")
      report.fault("MOD014", inside(at, key), `"${name}" is not a single stored value.`)
    else if (key === "date" && field.type.kind !== "date")
      report.fault("MOD014", inside(at, key), `"${name}" is not a date.`)
  }
  const shown = [...sequence.pattern.matchAll(/\{([a-z]\w*)\}/g)].map(([, name = ""]) => name)
  if (shown.length > 0) checkShown(shown, sequence.scope, shape, [inside(at, "pattern"), all])
}

function checkShown(
  names: readonly string[],
  scope: string | undefined,
  { fields }: Standing["shape"],
  [place, { report, table }]: readonly [Place, Expressions],
): void {
  const storage = scope === undefined ? undefined : fields.get(scope)?.storage
  if (storage?.kind !== "ref") {
    report.fault(
      "MOD014",
      place,
      `{${names.join("}, {")}} is of the record that the scope refers to: it needs one.`,
    )
    return
  }
  const target = table(storage.entity)
  for (const name of names) {
    const field = target?.fields.get(name)
    if (target !== undefined && field === undefined)
      report.unknown(place, `field of ${storage.entity}`, name, target.fields.keys())
    else if (field !== undefined && field.storage.kind !== "column")
      report.fault("MOD014", place, `"${name}" is not a single stored value.`)
  }
}
