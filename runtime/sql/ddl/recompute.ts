// Stored values for rows that are there already: derived ones worked out anew, and what new columns are filled with.
import type { Formula } from "../../../engine/migration/index.ts"
import type { Model, Table } from "../../../engine/model/index.ts"
import { Draft } from "../draft.ts"
import { Joins, translate, type SourceField, type Target } from "../expression/index.ts"
import { quoteIdentifier as name, quoteLiteral } from "../quote.ts"
import type { Slot } from "../template.ts"
import { derivedValue } from "../write/refresh.ts"

/** The commands that work out a stored derived value of `model` for all rows, by names of table and column. */
export function recomputing(model: Model): (table: string, column: string) => readonly string[] {
  const worked = workedOut(model)
  return (table, column) => {
    const changed = `t.${name(column)} IS DISTINCT FROM s.value`
    return [
      `UPDATE ${name(table)} t SET ${name(column)} = s.value FROM (${worked(table, column)}) s WHERE t.id = s.id AND ${changed}`,
    ]
  }
}

/** The query for what a stored derived value of `model` is to be in all rows, [id, value], by names of table and column. */
export function workedOut(model: Model): (table: string, column: string) => string {
  const tables = new Map(tablesOf(model).map((table) => [table.table, table]))
  return (tableName, column) => {
    const table = tables.get(tableName)
    const field = table?.fields.get(column)
    if (table === undefined || field === undefined) throw new Error(`the model has no ${tableName}.${column}`)
    const draft = new InlineDraft(model)
    const row = draft.row(table)
    const value = derivedValue(field, row, draft)
    return `SELECT ${row.alias}.id, ${value} AS value FROM ${draft.from(row)}`
  }
}

function tablesOf(model: Model): readonly Table[] {
  return [...model.entities.values()].flatMap((entity) => [entity, ...entity.rows.values()])
}

/** A statement without parameters over the schema in search_path, as DDL scripts need it. */
class InlineDraft extends Draft {
  override param(slot: Slot, type: string): string {
    return inline(slot, type)
  }

  override table(table: string): string {
    return name(table)
  }
}

/** A default expression over the row that is filled: `today()` is the day of the migration. */
export function fillValue({ node, inputs }: Formula): string {
  const fields = inputs.map((input): [string, SourceField] => [
    input.name,
    { ...input, type: { kind: "null" }, nullable: true },
  ])
  const table = { id: "the row", table: "", fields: new Map(fields) }
  return translate(node, { alias: "", table, joins: new Joins(ownRow) }, ownRow)
}

const ownRow: Target = {
  shape: () => refuse("another record"),
  table: () => refuse("another table"),
  alias: () => refuse("another table"),
  param: inline,
}

function inline(slot: Slot, type: string): string {
  switch (slot.kind) {
    case "literal":
      return `${slot.value === null ? "NULL" : quoteLiteral(slot.value).trim()}::${type}`
    case "today":
      return "current_date"
    case "now":
      return "now()"
    case "user":
    case "input":
      return refuse(slot.kind)
  }
}

function refuse(what: string): never {
  throw new Error(`a migration cannot ask for ${what}`)
}
