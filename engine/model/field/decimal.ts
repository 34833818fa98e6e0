// Decimals: exact numbers of a fixed scale that travel as text. Money, quantities and percentages are decimals with a
// customary precision and a companion field.
import type { JsonObject, Property } from "../../metaschema/index.ts"
import type { ColumnType, Field } from "../types.ts"
import { compareDecimals, decimalParts, decimalText, type DecimalParts } from "./decimal-text.ts"
import { Refusal, type FieldType, type KeywordFault, type Reader } from "./type.ts"

type DecimalFormat = "decimal" | "money" | "quantity" | "percent"
const customary: Readonly<Record<DecimalFormat, readonly [precision: number, scale: number]>> = {
  decimal: [18, 6],
  money: [18, 4],
  quantity: [18, 6],
  percent: [9, 4],
}
const bounds = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"] as const

/** The field type of one of the decimal formats. */
export function decimal(format: DecimalFormat): FieldType {
  const companion =
    format === "money" ? ["currency_field" as const] : format === "quantity" ? ["unit_field" as const] : []
  return {
    json: "string",
    keywords: ["precision", "scale", "examples", ...bounds, ...companion],
    column: (property) => columnOf(property, format),
    type: (property) => {
      const { precision, scale } = columnOf(property, format)
      return { kind: "number", whole: precision - scale, scale }
    },
    faults: (property) => faults(property, format),
    reader,
    schema,
  }
}

function columnOf(property: Property, format: DecimalFormat): ColumnType & { readonly type: "numeric" } {
  const [precision, scale] = customary[format]
  const chosen = property.scale ?? scale
  return { type: "numeric", precision: property.precision ?? Math.max(precision, chosen + 9), scale: chosen }
}

function faults(property: Property, format: DecimalFormat): readonly KeywordFault[] {
  const { precision, scale } = columnOf(property, format)
  return scale > precision
    ? [
        {
          keyword: "scale",
          message: `${scale} digits after the point do not fit into ${precision} digits in all.`,
        },
      ]
    : []
}

function reader(field: Field): Reader {
  const column = field.storage.kind === "column" ? field.storage.column : undefined
  const { precision, scale } = column?.type === "numeric" ? column : { precision: 60, scale: 20 }
  const within = boundsReader(field)
  return (value) => {
    if (value === "") return null
    const parts = typeof value === "string" ? decimalParts(value) : undefined
    if (parts === undefined)
      return new Refusal(
        "must be a decimal number in quotes",
        `Send ${typeof value === "number" ? `"${value}"` : '"12.50"'}.`,
      )
    if (parts.fraction.length > scale) return new Refusal(`may have ${scale} digits after the point at most`)
    if (parts.digits.length > precision - scale)
      return new Refusal(`may have ${precision - scale} digits before the point at most`)
    return within(parts) ?? decimalText(parts)
  }
}

function boundsReader(field: Field): (parts: DecimalParts) => Refusal | undefined {
  const bound = (text: string | undefined): DecimalParts | undefined =>
    text === undefined ? undefined : decimalParts(text)
  const [min, max] = [bound(field.minimum), bound(field.maximum)]
  const [above, below] = [bound(field.exclusiveMinimum), bound(field.exclusiveMaximum)]
  if (!min && !max && !above && !below) return () => undefined
  return (parts) => {
    if (min && compareDecimals(parts, min) < 0) return new Refusal(`must be ${field.minimum} or more`)
    if (max && compareDecimals(parts, max) > 0) return new Refusal(`must be ${field.maximum} or less`)
    if (above && compareDecimals(parts, above) <= 0)
      return new Refusal(`must be more than ${field.exclusiveMinimum}`)
    if (below && compareDecimals(parts, below) >= 0)
      return new Refusal(`must be less than ${field.exclusiveMaximum}`)
    return undefined
  }
}

function schema(field: Field): JsonObject {
  const column = field.storage.kind === "column" ? field.storage.column : undefined
  if (column?.type !== "numeric") return { type: "string", format: "decimal" }
  const whole = column.precision - column.scale
  const digits = whole > 0 ? `0*[0-9]{1,${whole}}` : "0+"
  return {
    type: "string",
    format: "decimal",
    pattern: `^-?${digits}${column.scale > 0 ? `(\\.[0-9]{1,${column.scale}}0*)?` : "(\\.0+)?"}$`,
  }
}
