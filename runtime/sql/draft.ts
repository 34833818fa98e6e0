// A statement while it is being written: hands out parameters and aliases, and knows where tables stand.
import type { Expression } from "../../engine/expression/index.ts"
import type { Field, Model, Table } from "../../engine/model/index.ts"
import { tableOf } from "../../engine/plan/index.ts"
import { balanceText } from "./expression/balance.ts"
import { Joins } from "./expression/joins.ts"
import { translate, type Mode } from "./expression/translate.ts"
import type { Row, Target } from "./expression/types.ts"
import { quoteIdentifier } from "./quote.ts"
import { SCHEMA, template, type Slot, type Template } from "./template.ts"

export type { Row } from "./expression/types.ts"

/** What a subquery over one table gives, in terms of its row. */
export interface Inner {
  readonly select: string
  readonly where: readonly string[]
  /** Further joins, behind those of paths. */
  readonly joins?: string
}

export class Draft implements Target {
  readonly model: Model
  private readonly slots: Slot[] = []
  private readonly names = new Map<string, string>()
  private aliases = 0

  constructor(model: Model) {
    this.model = model
  }

  /** A row of `table` that will stand in FROM; its alias is new unless given. */
  row(table: Table, alias = this.alias()): Row {
    return { alias, table, joins: new Joins(this) }
  }

  alias(): string {
    return `t${this.aliases++}`
  }

  /** The record that a row is, or, joined to it, the one that holds a child row. */
  record(row: Row): Row {
    const [entity = ""] = row.table.id.split("/")
    if (entity === row.table.id) return row
    const table = this.shape(entity)
    return { alias: row.joins.to(table.table, `${row.alias}.parent`), table, joins: row.joins }
  }

  /** The text of a parameter, the same for the same slot and type. */
  param(slot: Slot, type: string): string {
    const key = `${JSON.stringify(slot)}::${type}`
    let text = this.names.get(key)
    if (text === undefined) {
      text = `$${this.slots.push(slot)}::${type}`
      this.names.set(key, text)
    }
    return text
  }

  shape(id: string): Table {
    return tableOf(id, this.model)
  }

  table(name: string): string {
    return `${SCHEMA}.${quoteIdentifier(name)}`
  }

  /** The table with its joins; to be asked for after everything over the row is written. */
  from(row: Row): string {
    return `${this.table(row.table.table)} ${row.alias}${row.joins.text()}`
  }

  value(expression: Expression, row: Row): string {
    return translate(expression.node, row, this, "value")
  }

  condition(expression: Expression, row: Row, mode: Mode = "condition"): string {
    return translate(expression.node, row, this, mode)
  }

  /** The value of a field of the row, as an operand; a virtual one is its formula put in place. */
  column(row: Row, field: Field): string {
    if (field.derived?.kind === "virtual") return this.value(field.derived.expression, row)
    if (field.derived?.kind === "balance")
      return balanceText(field.derived, this, (value) => this.value(value, row))
    return `${row.alias}.${quoteIdentifier(field.name)}`
  }

  /** `(SELECT ... FROM table WHERE ...)`, with `before` in front of it. */
  subquery(table: Table, make: (row: Row) => Inner, before = ""): string {
    const row = this.row(table)
    const { select, where, joins = "" } = make(row)
    return `${before}(SELECT ${select} FROM ${this.from(row)}${joins === "" ? "" : ` ${joins}`} WHERE ${where.join(" AND ")})`
  }

  finish(text: string): Template {
    return template(text, this.slots)
  }
}
