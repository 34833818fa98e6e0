// What a transition asks for: the fields of a table that is stored nowhere, so that a form draws it and a record's checks
// hold it.
import type { LifecycleSource, Property } from "../../metaschema/index.ts"
import { expressField } from "../express/field.ts"
import type { LayoutGround } from "../layout/layout.ts"
import { collectFields } from "../outline/collect.ts"
import { outlineField } from "../outline/field.ts"
import type { Ground } from "../outline/ground.ts"
import { inside, type Place } from "../report.ts"
import type { Field, Table } from "../types.ts"

type TransitionSource = LifecycleSource["transitions"][string]

/** Keywords that speak of stored records. */
const storedOnly = [
  "computed",
  "virtual",
  "rollup",
  "sequence",
  "unique",
  "indexed",
  "was",
  "on_delete",
  "immutable_after",
  "read_only_when",
  "mask",
  "readOnly",
] as const

/** The input of the transition, with the id `crm.quote#send`; without fields where nothing is asked for. */
export function inputTable(
  entity: string,
  [name, { title, input }]: readonly [string, TransitionSource],
  place: Place,
  [{ all, report }, outline]: readonly [LayoutGround, Ground],
): Table {
  const id = `${entity}#${name}`
  const at = inside(place, "input")
  const properties = input?.properties ?? {}
  const [module = ""] = entity.split(".")
  const declared = (field: string, property: Property): Field | undefined => {
    const here = inside(at, "properties", field)
    for (const key of storedOnly)
      if (property[key] !== undefined)
        report.fault("MOD013", inside(here, key), `"${key}" does nothing on what a transition asks for.`)
    if (property.items?.$ref !== undefined) {
      report.fault("MOD014", here, "A transition asks for values, not for rows.")
      return undefined
    }
    const required = input?.required?.includes(field) ?? false
    return outlineField(
      { name: field, property, required, place: here, rows: undefined, of: "row" },
      { table: "", module },
      outline,
    )
  }
  for (const [index, field] of (input?.required ?? []).entries())
    if (!Object.hasOwn(properties, field))
      report.unknown(inside(at, "required", index), "field", field, Object.keys(properties))
  const bare = {
    id,
    table: "",
    title,
    fields: collectFields([], properties, declared),
    rules: [],
    unique: [],
  }
  const fields = new Map(
    [...bare.fields].map(([field, one]) => {
      const standing = { shape: bare, parent: undefined }
      return [
        field,
        expressField(one, properties[field] ?? {}, [standing, inside(at, "properties", field)], all),
      ]
    }),
  )
  return { ...bare, fields }
}
