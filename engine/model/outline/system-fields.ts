// The fields that every record and every child row has without declaring them.
import type { Type } from "../../expression/index.ts"
import type { ColumnType, Field, FieldTypeName } from "../types.ts"

/** The entity whose records log in; `user` in expressions has its shape. */
export const userEntity = "base.user"
/** The entity whose records tell users that something happened. */
export const notificationEntity = "base.notification"
/** The entity whose records ask for approval of a transition. */
export const approvalEntity = "base.approval"
/** The entity whose records say who approves for whom. */
export const delegationEntity = "base.delegation"

/** id, version and who created and changed the record when. */
export function recordFields(entity: string): readonly Field[] {
  return [idOf(entity), ...ofEveryRecord]
}

/** id, the record that holds the row, and the row's place among its like. */
export function rowFields(rows: string, entity: string): readonly Field[] {
  return [
    idOf(rows),
    field("parent", "Record", "text", { type: "uuid" }, { kind: "ref", entities: [entity] }),
    position,
  ]
}

function idOf(table: string): Field {
  return field("id", "Id", "text", { type: "uuid" }, { kind: "ref", entities: [table] })
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

const count: Type = { kind: "number", whole: 10, scale: 0 }
const user: Type = { kind: "ref", entities: [userEntity] }
const position = field("position", "Position", "integer", { type: "integer" }, count)
/** These are the same wherever they stand. */
const ofEveryRecord: readonly Field[] = [
  field("version", "Version", "integer", { type: "integer" }, count),
  field("created_at", "Created", "date-time", { type: "timestamptz" }, { kind: "instant" }),
  { ...field("created_by", "Created by", "text", { type: "uuid" }, user), nullable: true },
  field("updated_at", "Changed", "date-time", { type: "timestamptz" }, { kind: "instant" }),
  { ...field("updated_by", "Changed by", "text", { type: "uuid" }, user), nullable: true },
]
