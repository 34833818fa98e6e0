export type FieldFormat =
  | "date" | "date-time" | "time" | "email" | "uri" | "uuid" | "decimal" | "money" | "quantity" | "percent" | "phone" | "color"
  | "richtext" | "markdown" | "file" | "image" | "barcode" | "expression" | "secret" | "geo" | "role" | "entity"
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue }
