// What is asked for, by a transition or a report: the fields of a table that is stored nowhere, so that a form draws it
// and a record's checks hold it.
import type { Property } from "../../metaschema/index.ts"
import type { LayoutGround } from "../layout/layout.ts"
import { collectFields } from "../outline/collect.ts"
import { outlineField } from "../outline/field.ts"
import type { Ground } from "../outline/ground.ts"
import { inside, type Place } from "../report.ts"
import type { Field, Table } from "../types.ts"
import { expressField } from "./field.ts"

/** Keywords that speak of stored records. */
const storedOnly = [
  "computed",
  "virtual",
  "rollup",
  "balance",
  "likelihood",
  "lookup",
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

export interface Asked {
  readonly id: string
  readonly module: string
  readonly title: string
  /** Who asks, in a sentence: `A transition`. */
  readonly who: string
  readonly properties: Readonly<Record<string, Property>>
  readonly required: readonly string[]
  /** Where properties and required stand. */
  readonly properly: Place
  readonly requirement: Place
}

/** The table of what is asked for, without fields where that is nothing. Reports what speaks of stored records. */
export function askedTable(asked: Asked, { all, report }: LayoutGround, outline: Ground): Table {
  const { id, title, module, properties, required } = asked
  const declared = (field: string, property: Property): Field | undefined => {
    const here = inside(asked.properly, field)
    for (const key of storedOnly)
      if (property[key] !== undefined)
        report.fault(
          "MOD013",
          inside(here, key),
          `"${key}" does nothing on what ${asked.who.toLowerCase()} asks for.`,
        )
    if (property.items?.$ref !== undefined) {
      report.fault("MOD014", here, `${asked.who} asks for values, not for rows.`)
      return undefined
    }
    return outlineField(
      { name: field, property, required: required.includes(field), place: here, rows: undefined, of: "row" },
      { table: "", module },
      outline,
    )
  }
  for (const [index, field] of required.entries())
    if (!Object.hasOwn(properties, field))
      report.unknown(inside(asked.requirement, index), "field", field, Object.keys(properties))
  const bare = {
    id,
    table: "",
    title,
    fields: collectFields([], properties, declared),
    rules: [],
    unique: [],
  }
  const standing = { shape: bare, parent: undefined }
  const fields = [...bare.fields].map(([field, one]): [string, Field] => [
    field,
    expressField(one, properties[field] ?? {}, [standing, inside(asked.properly, field)], all),
  ])
  return { ...bare, fields: new Map(fields) }
}
