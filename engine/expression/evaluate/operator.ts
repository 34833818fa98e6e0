// Operators while evaluating. Comparisons and logic are total, arithmetic passes null on (SPEC.md, EX10 to EX39).
import { Decimal, compareText, divide, remainder, roundTo } from "../../value/index.ts"
import { WIDEST } from "../type.ts"
import type { BinaryOp, Type } from "../types.ts"
import { idOf, type Value } from "./value.ts"

export type Arithmetic = "+" | "-" | "*" | "/" | "%"
export type Ordering = "<" | "<=" | ">" | ">="

/** `a op b` of two numbers; null when either is null or the divisor is zero. */
export function arithmetic(op: Arithmetic): (a: Value, b: Value) => Value {
  const work = WORK[op]
  return (a, b) => (Decimal.isDecimal(a) && Decimal.isDecimal(b) ? (work(a, b) ?? null) : null)
}

const WORK: Readonly<Record<Arithmetic, (a: Decimal, b: Decimal) => Decimal | undefined>> = {
  "+": (a, b) => a.plus(b),
  "-": (a, b) => a.minus(b),
  "*": (a, b) => roundTo(a.times(b), WIDEST.scale),
  "/": divide,
  "%": remainder,
}

/** Whether two values of one type are equal; null equals null and nothing else. */
export function equality(type: Type): (a: Value, b: Value) => boolean {
  if (type.kind === "number") {
    return (a, b) => (Decimal.isDecimal(a) && Decimal.isDecimal(b) ? a.eq(b) : a === b)
  }
  if (type.kind === "ref") return (a, b) => idOf(a) === idOf(b)
  return (a, b) => a === b
}

/** Orders two values that are not null: numbers by size, texts by code point, dates and times by time. */
export function order(a: Value, b: Value): number {
  if (Decimal.isDecimal(a) && Decimal.isDecimal(b)) return a.cmp(b)
  return typeof a === "string" && typeof b === "string" ? compareText(a, b) : 0
}

/** `a op b`; false when either is null. */
export function ordering(op: Ordering): (a: Value, b: Value) => boolean {
  const holds = HOLDS[op]
  return (a, b) => a !== null && b !== null && holds(order(a, b))
}

const HOLDS: Readonly<Record<Ordering, (order: number) => boolean>> = {
  "<": (order) => order < 0,
  "<=": (order) => order <= 0,
  ">": (order) => order > 0,
  ">=": (order) => order >= 0,
}

/** Whether the operator orders. */
export function isOrdering(op: BinaryOp): op is Ordering {
  return op in HOLDS
}
