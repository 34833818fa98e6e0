// A table as plain JSON Schema 2020-12, for OpenAPI and for generated types. Takes a table and what the schema is for:
// reading, creating or changing (merge patch).
import type { JsonObject, JsonValue } from "../metaschema/index.ts"
import { fieldType } from "./field/index.ts"
import type { Field, Table } from "./types.ts"

export type Purpose = "read" | "create" | "patch"

/** The object schema of a record. Reading gives every field, null where empty; creating asks for what is required and has no
 * default; a patch asks for nothing, and null empties. `may` leaves out fields that the reader has no right to. */
export function toJsonSchema(
  table: Table,
  purpose: Purpose,
  may: (field: Field) => boolean = () => true,
): JsonObject {
  const fields = [...table.fields.values()].filter((field) => isShown(field, purpose) && may(field))
  const properties = Object.fromEntries(fields.map((field) => [field.name, fieldSchema(field, purpose)]))
  const isRow = table.id.includes("/")
  if (purpose === "patch" && isRow)
    properties["id"] = {
      type: "string",
      format: "uuid",
      description: "Of a row that is there; left out for a new one.",
    }
  const required = fields.filter((field) => isAsked(field, purpose, table)).map((field) => field.name)
  return {
    type: "object",
    title: table.title,
    properties,
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: false,
  }
}

function isShown(field: Field, purpose: Purpose): boolean {
  return purpose === "read" ? field.format !== "secret" : !field.system
}

/** Rows of a patch may be patches themselves, so nothing of them is asked for. */
function isAsked(field: Field, purpose: Purpose, table: Table): boolean {
  if (purpose === "read") return true
  const isFound = field.default !== undefined || field.lookup !== undefined
  return purpose === "create" && field.required && !isFound && table.fields.has(field.name)
}

function fieldSchema(field: Field, purpose: Purpose): JsonObject {
  const { title, description, rows, source } = field
  const value: JsonObject =
    rows === undefined
      ? fieldType(field.fieldType).schema(field)
      : { ...fieldType("rows").schema(field), items: toJsonSchema(rows, purpose) }
  const constant =
    purpose === "create" && field.default?.kind === "constant" ? field.default.value : undefined
  return {
    title,
    ...(description === undefined ? {} : { description }),
    ...(isNullable(field, purpose) ? orNull(value) : value),
    ...(constant === undefined ? {} : { default: constant }),
    ...(source["examples"] === undefined ? {} : { examples: source["examples"] }),
    ...(purpose === "read" && field.system ? { readOnly: true } : {}),
    ...(field.format === "secret" ? { writeOnly: true } : {}),
  }
}

/** Lists are never null when read, only empty. */
function isNullable(field: Field, purpose: Purpose): boolean {
  if (field.json === "array" && field.storage.kind !== "column") return purpose !== "read" && !field.required
  return purpose === "read" ? field.nullable : !field.required
}

function orNull(schema: JsonObject): JsonObject {
  const values = schema["enum"]
  return {
    ...schema,
    type: [typeof schema["type"] === "string" ? schema["type"] : "string", "null"],
    ...(isList(values) ? { enum: [...values, null] } : {}),
  }
}

/** Array.isArray does not narrow readonly arrays. */
function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value)
}
