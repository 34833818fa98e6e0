// Points in time, RFC 3339 with a zone, `2026-01-31T09:30:00Z`; kept in UTC to the microsecond, as PostgreSQL does.
import { parseInstant } from "../../value/index.ts"
import { Refusal, type FieldType } from "./type.ts"

export const instant: FieldType = {
  json: "string",
  keywords: [],
  column: () => ({ type: "timestamptz" }),
  type: () => ({ kind: "instant" }),
  reader: () => (value) => {
    if (value === "") return null
    const read = typeof value === "string" ? parseInstant(value) : undefined
    return read ?? new Refusal("must be a point in time with its zone", "For example 2026-01-31T09:30:00Z")
  },
  schema: () => ({ type: "string", format: "date-time" }),
}
