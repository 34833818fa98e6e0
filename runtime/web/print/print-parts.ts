// What of a record stands on paper, read off the model: from whom, to whom, the facts, tables of rows, totals, words at the end.
// What serves the company's own order (headings of trees such as accounts and cost centres) stays off it.
import { isFigure, ordered, sortOf, targetsOf } from "../contract/fields.ts"
import type { Entity, Field, Model, Section } from "../contract/model.ts"
import { isList, isObject, textOf, type Row } from "../contract/record.ts"

export interface PrintTable {
  readonly field: Field
  readonly columns: readonly Field[]
  readonly rows: readonly Row[]
}

export interface PrintParts {
  /** The reference to whoever sends the document: its record has a street. */
  readonly issuer: Field | undefined
  /** The reference to whoever gets it: its record has addresses. */
  readonly recipient: Field | undefined
  readonly facts: readonly Field[]
  readonly lines: PrintTable | undefined
  readonly totals: readonly Field[]
  readonly tables: readonly PrintTable[]
  readonly words: readonly Field[]
}

export function printParts(model: Model, entity: Entity, row: Row): PrintParts {
  const sections = model.forms[entity.id]?.sections ?? []
  const placed = sections.flatMap(({ fields }) => fields)
  const fields = placed.flatMap(({ field }) => entity.fields[field] ?? [])
  const refersTo = (has: string) => (field: Field) =>
    sortOf(field) === "reference" && model.entities[targetsOf(field)[0] ?? ""]?.fields[has] !== undefined
  const issuer = fields.find(refersTo("street"))
  const recipient = fields.find(refersTo("addresses"))
  const tables = placed.flatMap(({ field: name, columns }) => {
    const field = entity.fields[name]
    return field?.rows === undefined ? [] : (tableOf(model, field, columns, row) ?? [])
  })
  return {
    issuer,
    recipient,
    facts: factsOf(entity, sections, row).filter((field) => field !== issuer && field !== recipient),
    lines: tables[0],
    totals: totalsOf(entity, sections, row),
    tables: tables.slice(1),
    words: fields.filter((field) => sortOf(field) === "long_text" && textOf(row[field.name]) !== ""),
  }
}

/** Dates, names and texts of the first tab; a value that stood there already is not said again. */
function factsOf(entity: Entity, sections: readonly Section[], row: Row): readonly Field[] {
  const said = new Set<string>()
  const first = sections.filter(({ tab }) => tab === undefined)
  return first
    .flatMap(({ fields }) => fields.flatMap(({ field }) => entity.fields[field] ?? []))
    .filter((field) => {
      const value = textOf(row[field.name])
      if (!["date", "text", "reference"].includes(sortOf(field)) || field.name === entity.title_field)
        return false
      if (value === "" || said.has(value)) return false
      said.add(value)
      return true
    })
}

/** The money that is worked out in the section of the total, without what is nothing. */
function totalsOf(entity: Entity, sections: readonly Section[], row: Row): readonly Field[] {
  const section = sections.find(({ fields }) => fields.some(({ field }) => field === "total"))
  const amount = entity.fields["amount"]
  if (section === undefined) return amount === undefined ? [] : [amount]
  return section.fields
    .flatMap(({ field }) => entity.fields[field] ?? [])
    .filter((field) => field.format === "money" && (field.read_only || field.computed !== undefined))
    .filter(({ name }) => name === "total" || !isNothing(textOf(row[name])))
}

function tableOf(
  model: Model,
  field: Field,
  chosen: readonly string[] | undefined,
  row: Row,
): PrintTable | undefined {
  const value = row[field.name]
  const rows = isList(value) ? value.filter(isObject) : []
  if (rows.length === 0) return undefined
  const all = field.rows?.fields ?? {}
  const declared = chosen === undefined ? ordered(all) : chosen.flatMap((name) => all[name] ?? [])
  const columns = declared.filter(
    (column) =>
      !["id", "parent", "position"].includes(column.name) &&
      model.entities[targetsOf(column)[0] ?? ""]?.tree === undefined &&
      rows.some((each) => !(isFigure(column) ? isNothing : isBlank)(textOf(each[column.name]))),
  )
  return columns.length === 0 ? undefined : { field, columns, rows }
}

function isBlank(text: string): boolean {
  return text === ""
}

function isNothing(text: string): boolean {
  return /^-?0*\.?0*$/.test(text)
}
