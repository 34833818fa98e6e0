// Aggregates over child rows.
import type { Syntax } from "../syntax.ts"
import { BOOLEAN, NUMBER, boundsOf, isOrdered, nameOf } from "../type.ts"
import type { Node, Type } from "../types.ts"
import type { Checking, Frame, Span } from "./checking.ts"
import { asNull, bounded, isWanted } from "./fit.ts"
import type { Resolved } from "./path.ts"

type Over = Extract<Node, { kind: "over" }>

/** Aggregates may stand in each other, but each level multiplies the rows walked. */
const MAX_OVER = 2

interface OverCall {
  readonly fn: string
  readonly rows: Resolved
  readonly args: readonly Syntax[]
  readonly frame: Frame
  readonly at: Span
}

const CONDITIONS = new Set(["count", "exists", "all"])

/** Checks `fn(rows, body)`; the body sees the fields of the row, and the row outside as `parent`. */
export function checkOver(checking: Checking, { fn, rows, args, frame, at }: OverCall): Node | undefined {
  const name = toAggregate(fn)
  if (name === undefined || rows.rows === undefined) return undefined
  if (frame.over >= MAX_OVER)
    return checking.fault("EXP002", `Aggregates stand at most ${MAX_OVER} deep in each other`, at)
  const least = name === "count" || name === "exists" ? 1 : 2
  if (args.length < least || args.length > 2) {
    const takes = least === 1 ? "the rows and perhaps a condition" : "the rows and an expression"
    return checking.fault("EXP007", `"${name}" takes ${takes}`, at)
  }
  const inner: Frame = { ...frame, row: rows.rows, parent: frame.row, over: frame.over + 1 }
  const [, second] = args
  const given = second && checking.visit(second, inner)
  if (second !== undefined && given === undefined) return undefined
  const body = given && asNull(given, CONDITIONS.has(name) ? BOOLEAN : NUMBER)
  if (body !== undefined && !isBody(checking, name, body)) return undefined
  const over = { kind: "over", fn: name, rows: rows.path, type: typeOver(name, body) } as const
  return bounded(checking, { ...over, ...(body && { body }), start: at.start, end: at.end })
}

function isBody(checking: Checking, fn: Over["fn"], body: Node): boolean {
  if (CONDITIONS.has(fn)) return isWanted(checking, body, BOOLEAN, `"${fn}"`)
  if (fn === "sum" || fn === "avg") return isWanted(checking, body, NUMBER, `"${fn}"`)
  if (isOrdered(body.type)) return true
  checking.fault("EXP006", `"${fn}" does not order ${nameOf(body.type)}`, body)
  return false
}

function typeOver(fn: Over["fn"], body: Node | undefined): Type {
  const { whole, scale } = boundsOf(body?.type ?? NUMBER)
  switch (fn) {
    case "sum":
      return { kind: "number", whole: whole + 12, scale }
    case "avg":
      return { kind: "number", whole: whole + 1, scale: 20 }
    case "count":
      return { kind: "number", whole: 10, scale: 0 }
    case "exists":
    case "all":
      return BOOLEAN
    case "min":
    case "max":
      return body?.type ?? NUMBER
  }
}

function toAggregate(name: string): Over["fn"] | undefined {
  return (["sum", "count", "min", "max", "avg", "exists", "all"] as const).find((fn) => fn === name)
}
