// References to child rows of other records: a target such as `sales.order/lines` is the field of an entity that holds them.
// A row is named by its record and by its first two values.
import { ordered, sortOf, targetsOf, titleFieldOf } from "./fields.ts"
import type { Field, Fields, Model } from "./model.ts"
import { isObject, textOf, type Json, type Row } from "./record.ts"

export interface RowsTarget {
  readonly entity: string
  readonly field: string
}

/** The entity and its field that a target names; undefined where the target is an entity. */
export function rowsTarget(target: string): RowsTarget | undefined {
  const [entity = "", field] = target.split("/")
  return field === undefined ? undefined : { entity, field }
}

/** The fields of an entity or of child rows; undefined when the principal may not see them. */
export function fieldsOf(model: Model, target: string): Fields | undefined {
  const rows = rowsTarget(target)
  if (rows === undefined) return model.entities[target]?.fields
  return model.entities[rows.entity]?.fields[rows.field]?.rows?.fields
}

/** The references of a row that its name reads: they are asked for as records. */
export function expandedForName(model: Model, target: string): readonly string[] {
  const references = namingFields(model, target).filter((field) => sortOf(field) === "reference")
  return ["parent", ...references.map(({ name }) => name)]
}

/** `SO-0001 · Screw · 5.000`, of a row that was read with `expandedForName`. */
export function rowName(model: Model, target: string, row: Row): string {
  const rows = rowsTarget(target)
  const record = rows === undefined ? undefined : titleOf(model, rows.entity, row["parent"])
  const values = namingFields(model, target).map((field) =>
    sortOf(field) === "reference"
      ? titleOf(model, targetsOf(field)[0] ?? "", row[field.name])
      : row[field.name],
  )
  const said = [record, ...values].filter((value) => value !== undefined && value !== null && value !== "")
  return said.map((value) => textOf(value)).join(" · ")
}

const naming = new Set(["text", "reference", "choice", "integer", "decimal", "date"])

function namingFields(model: Model, target: string): readonly Field[] {
  const declared = ordered(fieldsOf(model, target) ?? {}).filter(({ name }) => !own.has(name))
  return declared.filter((field) => naming.has(sortOf(field))).slice(0, 2)
}

/** What the system keeps in every row. */
const own = new Set(["id", "parent", "position"])

function titleOf(model: Model, entity: string, value: Json | undefined): Json | undefined {
  return isObject(value) ? value[titleFieldOf(model, entity) ?? "id"] : undefined
}
