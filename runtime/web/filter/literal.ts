// Literals of the expression language.
import { type Json, isList } from "../contract/record.ts"

/** Writes a value as a literal: text in single quotes, numbers bare, lists in brackets. */
export function literal(value: Json): string {
  if (value === null) return "null"
  if (isList(value)) return `[${value.map((each) => literal(each)).join(", ")}]`
  if (typeof value === "string") return quoted(value)
  return typeof value === "object" ? "null" : String(value)
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, "\\$&").replace(/\n/g, "\\n").replace(/\r/g, "\\r")}'`
}
