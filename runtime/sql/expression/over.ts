// Aggregates over child rows: a scalar subquery each, with its own joins.
import type { Node } from "../../../engine/expression/index.ts"
import { Joins } from "./joins.ts"
import { column, reach } from "./path.ts"
import { atom, byCodePoint, conjunct, divided, not, operator, typed } from "./sql.ts"
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
  const condition = conditionOf(at, node, inner)
  const value = condition === undefined ? bodyOf(at, node, inner) : undefined
  const from = `FROM ${at.target.table(storage.rows.table)} ${alias}${inner.joins.text()}`
  const where = `WHERE ${column(inner, "parent")} = ${column(end.row, "id")}`
  if (value !== undefined)
    return reduced(node, `SELECT ${value.text} AS v ${from} ${where}`, at.target.alias())
  switch (node.fn) {
    case "exists":
      return atom(`EXISTS (SELECT ${from} ${where}${condition})`, false)
    case "all":
      return operator(`NOT EXISTS (SELECT ${from} ${where}${condition})`, false)
    default:
      return atom(`(SELECT count(*) ${from} ${where}${condition})`, false, "bigint")
  }
}

/** The further condition on the rows that count, exists and all look for, with its AND; undefined for the others. */
function conditionOf(at: Translating, { fn, body }: Over, inner: Row): string | undefined {
  if (fn !== "count" && fn !== "exists" && fn !== "all") return undefined
  if (body === undefined) return ""
  const condition = at.condition(body, inner)
  return ` AND ${conjunct(fn === "all" ? not(condition) : condition)}`
}

function bodyOf(at: Translating, { fn, body }: Over, inner: Row): Sql {
  if (body === undefined) throw new Error(`${fn} needs an expression`)
  return typed(at.value(body, inner), body.type)
}

/** The values as a table of their own: an aggregate whose argument names only outer columns would belong to the query
 * outside (PostgreSQL manual, 4.2.7). The planner folds the two into one. */
function reduced({ fn, body }: Over, values: string, alias: string): Sql {
  const from = `FROM (${values}) ${alias}`
  if (fn === "sum") return atom(`(SELECT coalesce(sum(v), 0) ${from})`, false)
  if (fn === "avg") return atom(`(SELECT ${divided("sum(v)", "nullif(count(v), 0)")} ${from})`, true)
  return atom(`(SELECT ${fn}(${body?.type.kind === "text" ? byCodePoint("v") : "v"}) ${from})`, true)
}
