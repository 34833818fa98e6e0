// A column as SQL: type, default, formula. Names stand without schema: DDL runs with the tenant's schema in search_path.
import type { ColumnDefault, ColumnState } from "../../../engine/migration/index.ts"
import type { ColumnType } from "../../../engine/model/index.ts"
import { quoteIdentifier as name, quoteLiteral } from "../quote.ts"
import { formula } from "../expression/index.ts"

/** `numeric(12,2)`, `timestamptz`, `text[]`. */
export function typeName(type: ColumnType): string {
  return type.type === "numeric" ? `numeric(${type.precision},${type.scale})` : type.type
}

/** A column as it stands in CREATE TABLE and ADD COLUMN. */
export function columnDefinition(column: ColumnState): string {
  const parts = [name(column.name), typeName(column.type)]
  if (column.derived?.kind === "generated") {
    if (column.derived.formula === undefined) throw new Error(`the formula of ${column.name} is not known`)
    parts.push(`GENERATED ALWAYS AS (${formula(column.derived.formula)}) STORED`)
  }
  if (column.default?.kind === "identity") parts.push("GENERATED ALWAYS AS IDENTITY")
  else if (column.default !== undefined) parts.push(`DEFAULT ${defaultValue(column.default, column.type)}`)
  if (column.notNull) parts.push("NOT NULL")
  return parts.join(" ")
}

/** A default as an expression. */
export function defaultValue(value: Exclude<ColumnDefault, { kind: "identity" }>, type: ColumnType): string {
  switch (value.kind) {
    case "uuidv7":
      return "uuidv7()"
    case "now":
      return "now()"
    case "constant":
      return `${quoteLiteral(value.value)}::${typeName(type)}`
  }
}

const keyMark = "tenon key "

/** The comment that keeps the key of a derived column's definition, as a command; removes it when there is none. */
export function keyComment(table: string, column: string, key: string | undefined): string {
  const text = key === undefined ? "NULL" : quoteLiteral(keyMark + key)
  return `COMMENT ON COLUMN ${name(table)}.${name(column)} IS ${text}`
}

/** The key in a column's comment, if it is one of ours. */
export function keyOf(comment: string | null): string | undefined {
  return comment?.startsWith(keyMark) === true ? comment.slice(keyMark.length) : undefined
}
