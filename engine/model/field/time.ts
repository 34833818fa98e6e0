// Times of day without date and zone, `09:30` or `09:30:15`.
import { parseTime } from "../../value/index.ts"
import { Refusal, type FieldType } from "./type.ts"

export const time: FieldType = {
  json: "string",
  keywords: [],
  column: () => ({ type: "time" }),
  type: () => ({ kind: "time" }),
  reader: () => (value) => {
    if (value === "") return null
    const read = typeof value === "string" ? parseTime(value) : undefined
    return read ?? new Refusal("must be a time of day", "For example 09:30")
  },
  schema: () => ({ type: "string", pattern: "^[0-2][0-9]:[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,6})?)?$" }),
}
