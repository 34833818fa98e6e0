// Which columns a few entries of a ledger need: what is the same in all of them is said once above, what is empty not at
// all. Money and quantities are summed.
import { Decimal } from "../../../engine/value/index.ts"
import { isFigure, ordered, sortOf } from "../contract/fields.ts"
import type { Entity, Field } from "../contract/model.ts"
import { textOf, type Json, type Row } from "../contract/record.ts"

export interface EntryColumns {
  readonly columns: readonly Field[]
  /** Fields that have one value in all entries. */
  readonly common: readonly { readonly field: Field; readonly value: Json }[]
  /** Sums by the name of their column, as decimals. */
  readonly sums: ReadonlyMap<string, string>
}

/** What every entry carries besides what its ledger declares. */
const own: ReadonlySet<string> = new Set([
  ...["id", "posting", "number", "source", "line", "rule", "reverses", "adjusts", "origin"],
  ...["version", "created_at", "created_by", "updated_at", "updated_by"],
])

/** The fields that have one value wherever entries, of whatever ledger, have them: company, document, currency as a rule. */
export function alikeIn(entries: readonly Row[]): ReadonlySet<string> {
  const names = new Set(entries.flatMap((entry) => Object.keys(entry)))
  const isAlike = (name: string): boolean => {
    const values = entries.flatMap((entry) => (name in entry ? [entry[name]] : []))
    return values.length > 1 && values.every((value) => value === values[0])
  }
  return new Set([...names].filter(isAlike))
}

/** The columns of these entries: references, texts, then figures. `alike` are fields that others share as well: a single
 * entry alone would not tell. */
export function entryColumns(
  ledger: Entity,
  entries: readonly Row[],
  alike: ReadonlySet<string>,
): EntryColumns {
  const told = ordered(ledger.fields).filter(
    (field) => !own.has(field.name) && entries.some((entry) => !isEmpty(field, entry[field.name])),
  )
  const isCommon = (field: Field): boolean =>
    !isFigure(field) &&
    (entries.length > 1 || alike.has(field.name) || field.name === "date") &&
    entries.every((entry) => entry[field.name] === entries[0]?.[field.name])
  const columns = told.filter((field) => !isCommon(field))
  const figures = columns.filter(isFigure)
  return {
    columns: [...columns.filter((field) => !isFigure(field)), ...figures],
    common: told.filter(isCommon).map((field) => ({ field, value: entries[0]?.[field.name] ?? null })),
    sums: new Map(figures.filter(isSummed).map(({ name }) => [name, sumOf(entries, name)])),
  }
}

function isEmpty(field: Field, value: Json | undefined): boolean {
  if (value === null || value === undefined || value === "") return true
  return sortOf(field) === "decimal" && new Decimal(textOf(value)).isZero()
}

/** Amounts in several currencies have no sum. */
function isSummed({ format, currency_field }: Field): boolean {
  return (format === "money" && currency_field === undefined) || format === "quantity"
}

function sumOf(entries: readonly Row[], name: string): string {
  return entries.reduce((sum, entry) => sum.plus(textOf(entry[name] ?? "0")), new Decimal(0)).toFixed()
}
