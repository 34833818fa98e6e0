// Child rows: a table of their own, edited inside the record. The record reads them row by row, so no reader stands here.
import type { FieldType } from "./type.ts"

export const rows: FieldType = {
  json: "array",
  keywords: ["items", "minItems", "maxItems"],
  // What a row is stands in the field's `rows`; a path cannot end in child rows, only aggregates walk over them.
  type: () => ({ kind: "list", of: { kind: "null" } }),
  schema: (field) => ({ type: "array", maxItems: field.maxItems ?? 5000, minItems: field.minItems ?? 0 }),
}
