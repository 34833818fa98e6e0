// Questions asked of the model's fields: which one a path names, and of what sort it is.
import type { Entity, Field, Fields, Model } from "./model.ts"

/** What a field is to a screen: which input it takes, how it is aligned, what it may be compared with. */
export type FieldSort =
  | "text"
  | "long_text"
  | "integer"
  | "decimal"
  | "boolean"
  | "date"
  | "instant"
  | "time"
  | "choice"
  | "reference"
  | "any_reference"
  | "many"
  | "tags"
  | "rows"
  | "color"

const byFormat: Readonly<Record<string, FieldSort>> = {
  decimal: "decimal",
  money: "decimal",
  quantity: "decimal",
  percent: "decimal",
  date: "date",
  "date-time": "instant",
  time: "time",
  markdown: "long_text",
  richtext: "long_text",
  color: "color",
}

/** The sort of a field, from its references, rows, choices, format and type in that order. */
export function sortOf(field: Field): FieldSort {
  if (field.rows !== undefined) return "rows"
  if (field.ref !== undefined) {
    if (field.many === true) return "many"
    return typeof field.ref === "string" ? "reference" : "any_reference"
  }
  if (field.type === "array") return "tags"
  if (field.enum !== undefined) return "choice"
  const formatted = field.format === undefined ? undefined : byFormat[field.format]
  if (formatted !== undefined) return formatted
  if (field.type === "integer") return "integer"
  if (field.type === "boolean") return "boolean"
  if (field.type === "number") return "decimal"
  return "text"
}

/** The entities a reference may point to; empty for other fields. */
export function targetsOf(field: Field): readonly string[] {
  if (field.ref === undefined) return []
  return typeof field.ref === "string" ? [field.ref] : field.ref
}

/** Whether the field's values are figures, set right-aligned with tabular digits. */
export function isFigure(field: Field): boolean {
  const sort = sortOf(field)
  return sort === "decimal" || sort === "integer"
}

/** The field that a path through references names; undefined when the principal may not see it or it is not there. */
export function fieldAt(model: Model, entity: Entity, path: string): Field | undefined {
  let fields: Fields | undefined = entity.fields
  let found: Field | undefined
  for (const step of path.split(".")) {
    found = fields?.[step]
    if (found === undefined) return undefined
    fields = typeof found.ref === "string" ? model.entities[found.ref]?.fields : undefined
  }
  return found
}

/** The name of the field that titles records of an entity; undefined when the principal may not see the entity. */
export function titleFieldOf(model: Model, entity: string): string | undefined {
  const found = model.entities[entity]
  return found === undefined || found.fields[found.title_field] === undefined ? undefined : found.title_field
}

/** The fields in their order. */
export function ordered(fields: Fields): readonly Field[] {
  return Object.values(fields).sort((a, b) => a.order - b.order)
}

/** Whether the field's input opens a list, in which the arrows move. */
export function opensList(field: Field): boolean {
  return ["choice", "reference", "many", "any_reference"].includes(sortOf(field))
}

/** What a document comes to: the first money field of the usual names. */
export function totalOf(entity: Entity): Field | undefined {
  return ["total", "amount"]
    .map((name) => entity.fields[name])
    .find((field) => field !== undefined && field.format === "money")
}
