// Whole numbers: four bytes as a rule, eight where the bounds ask for it. They travel as JSON numbers.
import type { JsonObject, Property } from "../../metaschema/index.ts"
import type { Field } from "../types.ts"
import { Refusal, type FieldType, type Reader } from "./type.ts"

const int4 = 2147483647

export const integer: FieldType = {
  json: "integer",
  keywords: ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "examples"],
  column: (property) => ({ type: isLarge(property) ? "bigint" : "integer" }),
  type: (property) => ({ kind: "number", whole: isLarge(property) ? 16 : 10, scale: 0 }),
  reader,
  schema,
}

function isLarge({
  minimum = 0,
  maximum = 0,
  exclusiveMinimum = 0,
  exclusiveMaximum = 0,
}: Property): boolean {
  return [minimum, maximum, exclusiveMinimum, exclusiveMaximum].some((bound) => Math.abs(bound) > int4)
}

/** Least and greatest value that the column and the declared bounds let in. */
function range(field: Field): readonly [least: number, greatest: number] {
  const large = field.storage.kind === "column" && field.storage.column.type === "bigint"
  const [floor, ceiling] = large ? [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER] : [-int4 - 1, int4]
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = field
  return [
    Math.max(
      floor,
      Math.ceil(Number(minimum ?? floor)),
      Math.floor(Number(exclusiveMinimum ?? floor - 1)) + 1,
    ),
    Math.min(
      ceiling,
      Math.floor(Number(maximum ?? ceiling)),
      Math.ceil(Number(exclusiveMaximum ?? ceiling + 1)) - 1,
    ),
  ]
}

function reader(field: Field): Reader {
  const [least, greatest] = range(field)
  return (value) => {
    if (typeof value !== "number" || !Number.isInteger(value))
      return new Refusal(
        "must be a whole number",
        typeof value === "string" ? "Send it without quotes." : undefined,
      )
    if (value < least) return new Refusal(`must be ${least} or more`)
    if (value > greatest) return new Refusal(`must be ${greatest} or less`)
    return value === 0 ? 0 : value
  }
}

function schema(field: Field): JsonObject {
  const [minimum, maximum] = range(field)
  return { type: "integer", minimum, maximum }
}
