// Any value of a field as text: what lists, histories and conflicts show.
import { fieldAt, sortOf, titleFieldOf } from "../contract/fields.ts"
import type { Entity, Field, Model } from "../contract/model.ts"
import { isObject, valueAt, type Json, type Row, textOf, isList } from "../contract/record.ts"
import type { Say } from "../text/use-text.ts"
import { formatDate, formatInstant } from "./date.ts"
import { formatDecimal, formatMoney } from "./decimal.ts"

export interface Wording {
  readonly model: Model
  readonly locale: string
  readonly say: Say
}

/** The text of a value; "" when it is empty. `beside` names the currency or unit where the field has one. */
export function valueText(field: Field, value: Json | undefined, wording: Wording, beside?: string): string {
  if (value === null || value === undefined || value === "") return ""
  const { locale, say } = wording
  switch (sortOf(field)) {
    case "decimal":
      return decimalText(field, textOf(value), locale, beside)
    case "integer":
      return formatDecimal(textOf(value), locale)
    case "boolean":
      return say(value === true ? "value.yes" : "value.no")
    case "date":
      return formatDate(textOf(value), locale)
    case "instant":
      return formatInstant(textOf(value), locale)
    case "choice":
      return field.enum?.find((choice) => choice.value === value)?.title ?? textOf(value)
    case "reference":
    case "any_reference":
      return titleOf(field, value, wording.model)
    case "many":
      return isList(value) ? value.map((each) => titleOf(field, each, wording.model)).join(", ") : ""
    case "tags":
      return isList(value) ? value.map((each) => choiceTitle(field, each)).join(", ") : textOf(value)
    case "rows":
      return say("value.rows", { count: isList(value) ? value.length : 0 })
    case "text":
    case "long_text":
    case "time":
    case "color":
      return textOf(value)
  }
}

/** The name of the currency or unit beside a figure of a row, when it came along expanded. */
export function besideOf(model: Model, entity: Entity, path: string, row: Row): string | undefined {
  const field = fieldAt(model, entity, path)
  const beside = field?.currency_field ?? field?.unit_field
  if (beside === undefined) return undefined
  const prefix = path.includes(".") ? path.slice(0, path.lastIndexOf(".") + 1) : ""
  const besideField = fieldAt(model, entity, prefix + beside)
  const value = valueAt(row, prefix + beside)
  if (besideField === undefined || value === undefined || value === null) return undefined
  if (besideField.ref === undefined) return textOf(value)
  return isObject(value) ? titleOf(besideField, value, model) : undefined
}

/** The title inside an expanded reference; its bare id where it was not expanded. */
export function titleOf(field: Field, value: Json, model: Model): string {
  if (!isObject(value)) return typeof value === "string" ? value : ""
  const entity = typeof field.ref === "string" ? field.ref : value.entity
  const name = typeof entity === "string" ? titleFieldOf(model, entity) : undefined
  // A polymorphic reference brings its record beside entity and id.
  const record = isObject(value.record) ? value.record : value
  const title = name === undefined ? undefined : record[name]
  return title === undefined || title === null ? textOf(value.id) : textOf(title)
}

function choiceTitle(field: Field, value: Json): string {
  return field.enum?.find((choice) => choice.value === value)?.title ?? textOf(value)
}

function decimalText(field: Field, value: string, locale: string, beside: string | undefined): string {
  if (field.format === "money") return formatMoney(value, beside, locale, Math.min(field.scale ?? 2, 2))
  const figure = formatDecimal(value, locale)
  if (field.format === "percent") return `${figure}\u202f%`
  return beside === undefined ? figure : `${figure} ${beside}`
}
