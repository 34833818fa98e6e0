// What a field type is: how a declared property is stored, what it is to expressions, how a value from outside is read,
// and how it looks as plain JSON Schema. One file a type; ./types.ts lists them.
import type { Type } from "../../expression/index.ts"
import type { JsonObject, Property } from "../../metaschema/index.ts"
import type { ColumnType, Field } from "../types.ts"

export interface FieldType {
  readonly json: Field["json"]
  /** The keywords that act on this type, beyond those that act on every field. */
  readonly keywords: readonly (keyof Property)[]
  /** The column of a value stored in its own row; absent for types stored elsewhere. */
  column?(property: Property): ColumnType
  /** Its type in expressions. */
  type(property: Property): Type
  /** What contradicts itself in the property, by keyword. */
  faults?(property: Property): readonly KeywordFault[]
  /** How one value that is not null is read. Absent for child rows, which the record reads row by row. */
  reader?(field: Field): Reader
  /** Plain JSON Schema of a value that is not null, as it travels. */
  schema(field: Field): JsonObject
}

export interface KeywordFault {
  readonly keyword: string
  readonly message: string
}

/** Gives the value as it is stored (null for an empty one), or a refusal. Never throws. */
export type Reader = (value: unknown) => ReadValue
export type ReadValue = string | number | boolean | null | readonly string[] | AnyRef | Refusal
export interface AnyRef {
  readonly entity: string
  readonly id: string
}

/** Why a value is not taken, in words that stand after the field's title: "must be a date". */
export class Refusal {
  readonly message: string
  readonly hint: string | undefined
  /** Where inside the value, `/2`; empty for the value itself. */
  readonly at: string
  constructor(message: string, hint?: string, at = "") {
    this.message = message
    this.hint = hint
    this.at = at
  }
}
