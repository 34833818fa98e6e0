// What stands below a grid of rows: sums of the amounts that are worked out, and of quantities in one unit.
import { Decimal } from "../../../engine/value/index.ts"
import type { Field } from "../contract/model.ts"
import { textOf, type Row } from "../contract/record.ts"

/** Sums as decimals by column; what cannot be summed is not in it. Prices and rates have no sum, whoever typed them. */
export function rowSums(columns: readonly Field[], rows: readonly Row[]): ReadonlyMap<string, string> {
  const summed = columns.filter((field) => isSummed(field, rows))
  return new Map(summed.map(({ name }) => [name, sumOf(rows, name)]))
}

function isSummed(field: Field, rows: readonly Row[]): boolean {
  const { format, computed, calculated, read_only, unit_field } = field
  if (format === "money") return computed !== undefined || calculated === true || read_only
  if (format !== "quantity") return false
  return unit_field === undefined || rows.every((row) => row[unit_field] === rows[0]?.[unit_field])
}

function sumOf(rows: readonly Row[], name: string): string {
  let sum = new Decimal(0)
  for (const row of rows) {
    const text = textOf(row[name])
    if (/^-?\d+(\.\d+)?$/.test(text)) sum = sum.plus(text)
  }
  return sum.toFixed()
}
