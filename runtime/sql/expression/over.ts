// Aggregates over child rows: a scalar subquery each, with its own joins.
import type { Node } from "../../../engine/expression/index.ts"
import { Joins } from "./joins.ts"
import { column, reach } from "./path.ts"
import { atom, byCodePoint, conjunct, divided, not, numeric, operand, typed } from "./sql.ts"
import type { Row, Sql, Translating } from "./types.ts"

type Over = Extract<Node, { kind: "over" }>

/** An aggregate as a value. */
export function overValue(at: Translating, node: Over, row: Row): Sql {
  const end = reach(at, node.rows, row)
  const { storage } = end.field
  if (storage.kind !== "rows") throw new Error(`${end.field.name} holds no child rows`)
  const alias = at.target.alias()
  const inner: Row = {
    alias,
    table: storage.rows,
    joins: new Joins(at.target),
    parent: row,
    ...(row.old === undefined ? {} : { old: row.old }),
  }
  const found = aggregate(at, node, inner)
  const from = `FROM ${at.target.table(storage.rows.table)} ${alias}${inner.joins.text()}`
  const where = `WHERE ${column(inner, "parent")} = ${column(end.row, "id")}`
  switch (node.fn) {
    case "exists":
      return atom(`EXISTS (SELECT ${from} ${where}${found.text})`, false)
    case "all":
      return atom(`NOT EXISTS (SELECT ${from} ${where}${found.text})`, false)
    case "count":
      return atom(`(SELECT count(*) ${from} ${where}${found.text})`, false, "bigint")
    default:
      return atom(`(SELECT ${found.text} ${from} ${where})`, found.nullable)
  }
}

/** What stands in the subquery: further conditions for count, exists and all; the aggregate for the others. */
function aggregate(at: Translating, { fn, body }: Over, inner: Row): Sql {
  if (fn === "count" || fn === "exists" || fn === "all") {
    if (body === undefined) return atom("", false)
    const condition = at.condition(body, inner)
    return atom(` AND ${conjunct(fn === "all" ? not(condition) : condition)}`, false)
  }
  if (body === undefined) throw new Error(`${fn} needs an expression`)
  const value = numeric(
    typed(at.value(body, inner), body.type.kind === "null" ? { kind: "number" } : body.type),
  )
  switch (fn) {
    case "sum":
      return atom(`coalesce(sum(${value.text}), 0)`, false)
    case "avg":
      return divided(`sum(${value.text})`, `nullif(count(${value.text}), 0)`, true)
    case "min":
    case "max":
      return atom(`${fn}(${body.type.kind === "text" ? byCodePoint(operand(value)) : value.text})`, true)
  }
}
