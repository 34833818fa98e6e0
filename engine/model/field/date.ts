// Days of the calendar, `2026-01-31`: years 0001 to 9999, proleptic Gregorian (RFC 3339 full-date).
import { parseDate } from "../../value/index.ts"
import { Refusal, type FieldType } from "./type.ts"

export const date: FieldType = {
  json: "string",
  keywords: [],
  column: () => ({ type: "date" }),
  type: () => ({ kind: "date" }),
  reader: () => (value) => {
    if (value === "") return null
    if (typeof value === "string" && value.length === 10 && parseDate(value) !== undefined) return value
    return new Refusal("must be a date", "For example 2026-01-31")
  },
  schema: () => ({ type: "string", format: "date" }),
}
