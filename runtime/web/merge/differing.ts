// Which fields of records that are to be one are worth a look, and which of them can be chosen.
import { sortOf } from "../contract/fields.ts"
import type { Entity, Field } from "../contract/model.ts"
import { isList, isObject, referenceId, textOf, type Json, type StoredRow } from "../contract/record.ts"

/** What the system writes into every record. */
const stamps = new Set(["id", "version", "created_at", "created_by", "updated_at", "updated_by"])

/** The fields that people write in which the records differ, rows left out. */
export function differing(entity: Entity, rows: readonly StoredRow[]): readonly Field[] {
  const [first, ...others] = rows
  return Object.values(entity.fields).filter(
    (field) =>
      !stamps.has(field.name) &&
      field.computed === undefined &&
      (!field.read_only || field.name === "state") &&
      sortOf(field) !== "rows" &&
      others.some((row) => !sameValue(row[field.name], first?.[field.name])),
  )
}

/** Whether the record that stays may take the field over. */
export function isOpen({ name, read_only, closed_in = [] }: Field, survivor: StoredRow): boolean {
  return !read_only && name !== "state" && !closed_in.includes(textOf(survivor["state"]))
}

/** References are the same where they name the same record, expanded or not; nothing is the same as an empty list. */
export function sameValue(a: Json | undefined, b: Json | undefined): boolean {
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b))
}

function plain(value: Json | undefined): unknown {
  if (value === undefined || value === null || value === "" || (isList(value) && value.length === 0))
    return null
  if (isList(value)) return value.map((one) => referenceId(one) ?? one)
  return isObject(value) && !("entity" in value) ? (referenceId(value) ?? value) : value
}
