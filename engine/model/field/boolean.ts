// Yes or no. Null where neither was said.
import { Refusal, type FieldType } from "./type.ts"

export const boolean: FieldType = {
  json: "boolean",
  keywords: [],
  column: () => ({ type: "boolean" }),
  type: () => ({ kind: "boolean" }),
  reader: () => (value) =>
    typeof value === "boolean"
      ? value
      : new Refusal("must be true or false", "Send true or false without quotes."),
  schema: () => ({ type: "boolean" }),
}
