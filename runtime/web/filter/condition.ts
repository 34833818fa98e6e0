// A filter as rows of field, comparison and value; it is kept and sent as an expression.
import { sortOf, type FieldSort } from "../contract/fields.ts"
import type { Field } from "../contract/model.ts"
import { type Json, textOf, isList } from "../contract/record.ts"
import { literal } from "./literal.ts"

export type Operator =
  | "contains"
  | "starts_with"
  | "equal"
  | "not_equal"
  | "less"
  | "less_equal"
  | "greater"
  | "greater_equal"
  | "one_of"
  | "empty"
  | "not_empty"

export interface Condition {
  readonly path: string
  readonly operator: Operator
  readonly value: Json
}

const symbols: Partial<Record<Operator, string>> = {
  equal: "==",
  not_equal: "!=",
  less: "<",
  less_equal: "<=",
  greater: ">",
  greater_equal: ">=",
}

const ofText: readonly Operator[] = ["contains", "starts_with", "equal", "not_equal", "empty", "not_empty"]
const ofFigure: readonly Operator[] = [
  "equal",
  "not_equal",
  "less",
  "less_equal",
  "greater",
  "greater_equal",
  "empty",
  "not_empty",
]
const ofReference: readonly Operator[] = ["equal", "not_equal", "empty", "not_empty"]

const operators: Readonly<Record<FieldSort, readonly Operator[]>> = {
  text: ofText,
  long_text: ofText,
  color: ofText,
  integer: ofFigure,
  decimal: ofFigure,
  date: ofFigure,
  instant: ["less", "greater_equal", "empty", "not_empty"],
  time: ofFigure,
  boolean: ["equal"],
  choice: ["equal", "not_equal", "one_of", "empty", "not_empty"],
  reference: ofReference,
  any_reference: ["empty", "not_empty"],
  many: [],
  tags: [],
  rows: [],
}

/** The comparisons a field knows; none means that it cannot be filtered by. */
export function operatorsOf(field: Field): readonly Operator[] {
  return operators[sortOf(field)]
}

/** Whether the comparison needs a value, and has none yet. */
export function isOpen(condition: Condition): boolean {
  if (condition.operator === "empty" || condition.operator === "not_empty") return false
  const { value } = condition
  return value === null || value === "" || (isList(value) && value.length === 0)
}

/** The expression of one condition; numbers of figures are written bare. */
export function conditionText(condition: Condition, field: Field): string {
  const { path, operator, value } = condition
  const sort = sortOf(field)
  const written =
    (sort === "decimal" || sort === "integer") && /^-?\d+(\.\d+)?$/.test(textOf(value))
      ? textOf(value)
      : literal(value)
  switch (operator) {
    case "contains":
    case "starts_with":
      return `${operator}(${path}, ${written})`
    case "empty":
      return `${path} == null`
    case "not_empty":
      return `${path} != null`
    case "one_of":
      return `${path} in ${written}`
    default:
      return `${path} ${symbols[operator] ?? "=="} ${written}`
  }
}

/** Joins expressions so that each holds; those of several parts are put in brackets. */
export function and(texts: readonly string[]): string {
  const parts = texts.map((text) => text.trim()).filter((text) => text !== "")
  if (parts.length < 2) return parts[0] ?? ""
  return parts.map((part) => (/\|\||\?/.test(part) ? `(${part})` : part)).join(" && ")
}
