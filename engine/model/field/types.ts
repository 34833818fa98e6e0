// Which field type a declared property has, and the list of all types. A new type is a file beside this one, a line here,
// and its format in the metaschema.
import type { FieldFormat, Property } from "../../metaschema/index.ts"
import { boolean } from "./boolean.ts"
import { date } from "./date.ts"
import { decimal } from "./decimal.ts"
import { instant } from "./instant.ts"
import { integer } from "./integer.ts"
import { list } from "./list.ts"
import { anyRef, many, ref } from "./ref.ts"
import { rows } from "./rows.ts"
import { text } from "./text.ts"
import { time } from "./time.ts"
import type { FieldTypeName } from "../types.ts"
import type { FieldType } from "./type.ts"

const byName = {
  text,
  integer,
  boolean,
  decimal: decimal("decimal"),
  money: decimal("money"),
  quantity: decimal("quantity"),
  percent: decimal("percent"),
  date,
  "date-time": instant,
  time,
  list,
  ref,
  any_ref: anyRef,
  many,
  rows,
} satisfies Readonly<Record<FieldTypeName, FieldType>>

/** The field type of that name. */
export function fieldType(name: FieldTypeName): FieldType {
  return byName[name]
}

/** The type that a property declares; undefined when it declares none: neither `type`, nor `ref`, nor child rows. */
export function typeNameOf(property: Property): FieldTypeName | undefined {
  if (property.ref !== undefined)
    return property.many === true ? "many" : typeof property.ref === "string" ? "ref" : "any_ref"
  switch (property.type) {
    case undefined:
      return undefined
    case "array":
      return property.items?.$ref === undefined ? "list" : "rows"
    case "string":
      return typeOfFormat(property.format)
    case "integer":
    case "boolean":
      return property.type
  }
}

function typeOfFormat(format: FieldFormat | undefined): FieldTypeName {
  switch (format) {
    case "decimal":
    case "money":
    case "quantity":
    case "percent":
    case "date":
    case "date-time":
    case "time":
      return format
    default:
      return "text"
  }
}
