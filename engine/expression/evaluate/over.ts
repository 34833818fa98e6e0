// Aggregates over child rows while evaluating.
import { Decimal, divide } from "../../value/index.ts"
import type { Node } from "../types.ts"
import { order } from "./operator.ts"
import { compileRows } from "./path.ts"
import type { Env, Row, Value } from "./value.ts"

type Over = Extract<Node, { kind: "over" }>
type Body = (env: Env) => Value

/** A closure over the rows: the body sees the child row as `row` and the row outside as `parent`. */
export function compileOver({ fn, rows }: Over, body: Body | undefined): (env: Env) => Value {
  const rowsOf = compileRows(rows)
  const run = body ?? ((): Value => true)
  const values = (env: Env): readonly Value[] => rowsOf(env).map((row) => run(inside(env, row)))
  switch (fn) {
    case "count":
      return (env) => new Decimal(values(env).filter((value) => value === true).length)
    case "exists":
      return (env) => rowsOf(env).some((row) => run(inside(env, row)) === true)
    case "all":
      return (env) => rowsOf(env).every((row) => run(inside(env, row)) === true)
    case "sum":
      return (env) => sum(values(env).filter((value) => Decimal.isDecimal(value)))
    case "avg":
      return (env) => average(values(env).filter((value) => Decimal.isDecimal(value)))
    case "min":
      return (env) => extreme(values(env), -1)
    case "max":
      return (env) => extreme(values(env), 1)
  }
}

function inside(env: Env, row: Row): Env {
  return { ...env, row, parent: env.row }
}

function sum(values: readonly Decimal[]): Decimal {
  return values.reduce((total, value) => total.plus(value), new Decimal(0))
}

function average(values: readonly Decimal[]): Value {
  return divide(sum(values), new Decimal(values.length)) ?? null
}

function extreme(values: readonly Value[], sign: number): Value {
  return values.reduce((best, value) => {
    if (value === null) return best
    return best === null || order(value, best) * sign > 0 ? value : best
  }, null)
}
