import { sortOf } from "../contract/fields.ts"
import type { Field } from "../contract/model.ts"
import type { Json } from "../contract/record.ts"
import { readDecimal } from "../format/decimal.ts"

/** The value that a typed text stands for: null when empty, the text itself when it is no number. */
export function figureValue(field: Field, text: string, locale: string): Json {
  if (text.trim() === "") return null
  const decimal = readDecimal(text, locale)
  if (decimal === undefined) return text
  if (sortOf(field) === "decimal") return decimal
  const whole = Number(decimal)
  return Number.isSafeInteger(whole) ? whole : text
}
