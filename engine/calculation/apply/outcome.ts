// What calculations give, gathered on a working copy of the record, so that later ones read what earlier ones gave.
import { Problem } from "../../error/index.ts"
import type { Row } from "../../expression/index.ts"
import type { Entity, Field, Table } from "../../model/index.ts"
import { Decimal, formatDecimal } from "../../value/index.ts"

/** Results as JSON: amounts as text of their field's scale. */
export interface Calculated {
  /** Fields of the record. */
  readonly fields: Row
  /** Fields of rows that people write, for each row at its place. */
  readonly lines: ReadonlyMap<string, readonly Row[]>
  /** Rows that are results as a whole. */
  readonly rows: ReadonlyMap<string, readonly Row[]>
}

/** What may be put into a field. */
export type Result = Decimal | string | boolean | object | null | undefined

export class Outcome implements Calculated {
  readonly fields: Record<string, unknown> = {}
  readonly lines = new Map<string, readonly Row[]>()
  readonly rows = new Map<string, readonly Row[]>()
  private readonly entity: Entity
  private current: Row

  constructor(entity: Entity, record: Row) {
    this.entity = entity
    this.current = record
  }

  /** The record with all results so far. */
  get record(): Row {
    return this.current
  }

  /** The rows in a field of the record with all results so far. */
  rowsIn(field: string): readonly Row[] {
    const found: unknown = this.current[field]
    return Array.isArray(found) ? found.filter(isRow) : []
  }

  /** Puts a result into a field of the record, where one is named. */
  put(field: string | undefined, value: Result): void {
    if (field === undefined) return
    const kept = written(field, value, this.entity, `/${field}`)
    this.fields[field] = kept
    this.current = { ...this.current, [field]: kept }
  }

  /** Puts results into fields of all rows in a field, in their order. */
  putInto(rows: string, values: readonly Readonly<Record<string, Result>>[]): void {
    const table = this.tableOf(rows)
    const given = values.map((value, i) => asWritten(value, table, `/${rows}/${i}`))
    // Rows that an earlier calculation made are results as a whole.
    const kept = this.rows.has(rows) ? this.rows : this.lines
    const before = kept.get(rows)
    kept.set(
      rows,
      given.map((row, i) => ({ ...before?.[i], ...row })),
    )
    this.current = { ...this.current, [rows]: this.rowsIn(rows).map((row, i) => ({ ...row, ...given[i] })) }
  }

  /** Puts rows in the place of all that a field holds. */
  putRows(rows: string, values: readonly Readonly<Record<string, Result>>[]): void {
    const table = this.tableOf(rows)
    const all = values.map((value, i) => asWritten(value, table, `/${rows}/${i}`))
    this.rows.set(rows, all)
    this.current = { ...this.current, [rows]: all }
  }

  private tableOf(rows: string): Table {
    const table = this.entity.rows.get(rows)
    if (table === undefined) throw new Error(`${this.entity.id} holds no rows in ${rows}`)
    return table
  }
}

function isRow(value: unknown): value is Row {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

function asWritten(
  values: Readonly<Record<string, Result>>,
  table: Table,
  path: string,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, written(name, value, table, `${path}/${name}`)]),
  )
}

function written(name: string, value: Result, table: Table, path: string): unknown {
  if (value === undefined || value === null) return null
  if (!Decimal.isDecimal(value)) return value
  const field = table.fields.get(name)
  const scale = scaleOf(field)
  if (scale !== undefined && value.decimalPlaces() > scale)
    throw new Problem("CAL005", {
      detail: `${value.toFixed()} is finer than ${field?.title ?? name} holds, with ${scale} decimals.`,
      hint: "Round to a coarser step, or give the field more decimals.",
      path,
    })
  return field?.json === "integer" ? value.toNumber() : formatDecimal(value, scale)
}

function scaleOf(field: Field | undefined): number | undefined {
  if (field?.storage.kind !== "column") return undefined
  const { column } = field.storage
  return column.type === "numeric" ? column.scale : 0
}
