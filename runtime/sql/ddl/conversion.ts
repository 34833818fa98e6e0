// Values of one column type as values of another, and the questions whether they all have a counterpart and keep it.
import { conversion } from "../../../engine/migration/index.ts"
import type { ColumnType } from "../../../engine/model/index.ts"
import { quoteLiteral } from "../quote.ts"
import { typeName } from "./column.ts"

/** `value` of type `from` as `to`; NULL where no conversion exists, which only the way back of a migration meets. */
export function converted(value: string, from: ColumnType, to: ColumnType): string {
  switch (conversion(from, to)?.how) {
    case "cast":
      return `(${value})::${typeName(to)}`
    case "utc":
      return from.type === "date"
        ? `(${value})::timestamp AT TIME ZONE 'UTC'`
        : `((${value}) AT TIME ZONE 'UTC')::${typeName(to)}`
    case "wrap":
      return `CASE WHEN ${value} IS NOT NULL THEN ARRAY[${value}] END`
    case "unwrap":
      return `array_to_string(${value}, ', ')`
    case "parse":
      return `${trimmed(value)}::${typeName(to)}`
    case "sign":
      return `(${value}) <> 0`
    case undefined:
      return `NULL::${typeName(to)}`
  }
}

/** Whether `value` has a counterpart in `to`. pg_input_is_valid is PostgreSQL 16's: it asks without raising. */
export function isConvertible(value: string, from: ColumnType, to: ColumnType): string {
  const text = from.type === "text" ? trimmed(value) : integral(value, to)
  return `(${text} IS NULL OR pg_input_is_valid(${text}, ${quoteLiteral(typeName(to))}))`
}

/** Whether `value` comes back as it was from `to`; false as well where it has no counterpart. */
export function keepsValue(value: string, from: ColumnType, to: ColumnType): string {
  const back = converted(converted(value, from, to), to, from)
  return `CASE WHEN ${isConvertible(value, from, to)} THEN ${back} IS NOT DISTINCT FROM ${value} ELSE false END`
}

/** A text that is only blank says nothing. */
function trimmed(value: string): string {
  return `NULLIF(btrim(${value}), '')`
}

/** A number as text that the type reads: integers are rounded as the cast rounds them. */
function integral(value: string, to: ColumnType): string {
  return to.type === "integer" || to.type === "bigint" ? `round(${value})::text` : `(${value})::text`
}
