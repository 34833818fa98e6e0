// What can be seen to be wrong before asking the server; the server has the last word with the same rules and more.
import { sortOf } from "../contract/fields.ts"
import type { Field, Fields } from "../contract/model.ts"
import { isObject, type Json, type Row, textOf, isList } from "../contract/record.ts"
import type { FieldState } from "../live/evaluate.ts"
import type { Say } from "../text/use-text.ts"

type StateOf = (field: string) => FieldState

/** Messages by pointer for the fields that `stateOf` shows and lets change; child rows are looked into. */
export function checkRecord(
  fields: Fields,
  row: Row,
  stateOf: StateOf,
  say: Say,
): ReadonlyMap<string, string> {
  const faults = new Map<string, string>()
  for (const field of Object.values(fields)) {
    const state = stateOf(field.name)
    if (!state.visible || state.readOnly) continue
    const value = row[field.name]
    const message = checkValue(field, value, state.required ? "required" : "optional", say)
    if (message !== undefined) faults.set(`/${field.name}`, message)
    if (field.rows !== undefined && isList(value)) checkRows(field, value, say, faults)
  }
  return faults
}

function checkRows(field: Field, rows: readonly Json[], say: Say, faults: Map<string, string>): void {
  for (const [index, row] of rows.entries()) {
    if (!isObject(row)) continue
    for (const inner of Object.values(field.rows?.fields ?? {})) {
      if (inner.read_only) continue
      const message = checkValue(inner, row[inner.name], inner.required ? "required" : "optional", say)
      if (message !== undefined) faults.set(`/${field.name}/${index}/${inner.name}`, message)
    }
  }
}

/** What is wrong with one value, in plain words; undefined when nothing is. */
export function checkValue(
  field: Field,
  value: Json | undefined,
  need: "required" | "optional",
  say: Say,
): string | undefined {
  if (isBlank(value))
    return need === "required" && field.default === undefined ? say("check.required") : undefined
  switch (sortOf(field)) {
    case "integer":
    case "decimal":
      return checkFigure(field, textOf(value), say)
    case "date":
      return /^\d{4}-\d{2}-\d{2}$/.test(textOf(value)) ? undefined : say("check.date")
    case "text":
    case "long_text":
      return checkText(field, textOf(value), say)
    default:
      return undefined
  }
}

function checkFigure(field: Field, value: string, say: Say): string | undefined {
  if (!/^-?\d+(\.\d+)?$/.test(value)) return say("check.number")
  const scale = sortOf(field) === "integer" ? 0 : field.scale
  const digits = value.split(".")[1]?.replace(/0+$/, "").length ?? 0
  if (scale !== undefined && digits > scale) return say("check.scale", { scale })
  if (field.minimum !== undefined && Number(value) < Number(field.minimum))
    return say("check.minimum", { minimum: field.minimum })
  if (field.maximum !== undefined && Number(value) > Number(field.maximum))
    return say("check.maximum", { maximum: field.maximum })
  return undefined
}

function checkText(field: Field, value: string, say: Say): string | undefined {
  if (field.max_length !== undefined && [...value].length > field.max_length) {
    return say("check.length", { length: field.max_length })
  }
  if (field.format === "email" && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) return say("check.email")
  if (field.format === "uri" && !URL.canParse(value)) return say("check.uri")
  if (field.pattern !== undefined && !new RegExp(field.pattern, "u").test(value)) return say("check.pattern")
  return undefined
}

function isBlank(value: Json | undefined): boolean {
  return value === null || value === undefined || value === "" || (isList(value) && value.length === 0)
}
