// Decides, once per table, how each of its fields is read from outside: a list of closures, so that checking a record
// looks nothing up and generates no code.
import {
  fieldType,
  isStamp,
  isState,
  Refusal,
  type Field,
  type Reader,
  type Rows,
  type Table,
} from "../model/index.ts"
import { defaultOf, type Default } from "./default.ts"

export interface FieldCheck {
  readonly name: string
  readonly title: string
  /** Kept by the system: refused in any input. */
  readonly system: boolean
  /** Kept by the record itself: refused even where the system writes. The state is kept once there is one: records that
   * are carried in begin in the state that they had reached. */
  readonly kept: "always" | "once made" | "never"
  readonly required: boolean
  readonly read: Reader
  /** The child rows that the field holds; then `read` is not asked. */
  readonly rows: TableChecks | undefined
  readonly minItems: number
  readonly maxItems: number
}

export interface TableChecks {
  readonly title: string
  readonly fields: ReadonlyMap<string, FieldCheck>
  /** Fields that a new record must hold. */
  readonly required: readonly FieldCheck[]
  /** Values of fields that the input leaves out, constants first. */
  readonly defaults: readonly Default[]
  /** Fields that the choice of a record fills -> the references whose choice does. */
  readonly copied: ReadonlyMap<string, readonly string[]>
  /** Fields that are looked up where the input leaves them empty. */
  readonly lookedUp: ReadonlySet<string>
}

/** Child rows that one record may hold where nothing less is declared. */
const mostRows = 5000
const known = new WeakMap<Table | Rows, TableChecks>()

/** The checks of a table, made at the first call and kept as long as its model. */
export function checksOf(table: Table): TableChecks {
  const found = known.get(table)
  if (found !== undefined) return found
  const fields = new Map<string, FieldCheck>()
  for (const field of table.fields.values()) fields.set(field.name, checkOf(field))
  const defaults = [...table.fields.values()].flatMap(
    (field) => defaultOf(field, fields.get(field.name)?.read) ?? [],
  )
  const made: TableChecks = {
    title: table.title,
    fields,
    required: [...fields.values()].filter((check) => check.required && !check.system),
    defaults: defaults.sort((a, b) => Number(a.kind === "expression") - Number(b.kind === "expression")),
    copied: copiedFields(table),
    lookedUp: new Set([...table.fields.values()].flatMap(({ name, lookup }) => (lookup ? [name] : []))),
  }
  known.set(table, made)
  return made
}

function copiedFields(table: Table): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const { name, copy = [] } of table.fields.values()) {
    for (const { field } of copy) found.set(field, [...(found.get(field) ?? []), name])
  }
  return found
}

function checkOf(field: Field): FieldCheck {
  const { name, title, system, required, rows, minItems = 0, maxItems = mostRows } = field
  const read = fieldType(field.fieldType).reader?.(field) ?? notPlain
  return {
    name,
    title,
    system,
    kept: keptOf(field),
    required,
    read,
    rows: rows && checksOf(rows),
    minItems,
    maxItems,
  }
}

function keptOf(field: Field): FieldCheck["kept"] {
  const { derived, sequence, calculation } = field
  if (isState(field)) return "once made"
  return isStamp(field) || (derived ?? sequence ?? calculation) !== undefined ? "always" : "never"
}

function notPlain(): Refusal {
  return new Refusal("is not a plain value")
}
