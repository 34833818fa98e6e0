// The fields that every record and every child row has without declaring them.
import type { Type } from "../../expression/index.ts"
import type { ColumnType, Field, FieldTypeName } from "../types.ts"

/** The entity whose records log in; `user` in expressions has its shape. */
export const userEntity = "base.user"

/** id, version and who created and changed the record when. */
export function recordFields(entity: string): readonly Field[] {
  const user: Type = { kind: "ref", entities: [userEntity] }
  return [
    field("id", "Id", "text", { type: "uuid" }, { kind: "ref", entities: [entity] }),
    field("version", "Version", "integer", { type: "integer" }, { kind: "number", whole: 10, scale: 0 }),
    field("created_at", "Created", "date-time", { type: "timestamptz" }, { kind: "instant" }),
    { ...field("created_by", "Created by", "text", { type: "uuid" }, user), nullable: true },
    field("updated_at", "Changed", "date-time", { type: "timestamptz" }, { kind: "instant" }),
    { ...field("updated_by", "Changed by", "text", { type: "uuid" }, user), nullable: true },
  ]
}

/** id, the record that holds the row, and the row's place among its like. */
export function rowFields(rows: string, entity: string): readonly Field[] {
  return [
    field("id", "Id", "text", { type: "uuid" }, { kind: "ref", entities: [rows] }),
    field("parent", "Record", "text", { type: "uuid" }, { kind: "ref", entities: [entity] }),
    field("position", "Position", "integer", { type: "integer" }, { kind: "number", whole: 10, scale: 0 }),
  ]
}

function field(name: string, title: string, fieldType: FieldTypeName, column: ColumnType, type: Type): Field {
  const format = column.type === "uuid" ? "uuid" : column.type === "timestamptz" ? "date-time" : undefined
  return {
    name,
    title,
    fieldType,
    type,
    json: fieldType === "integer" ? "integer" : "string",
    ...(format === undefined ? {} : { format }),
    storage: { kind: "column", column },
    nullable: false,
    required: false,
    system: true,
    unique: false,
    indexed: false,
    source: {},
  }
}
