// Operators: which types they take, which they give, and how large a number can become.
import { BOOLEAN, NUMBER, TEXT, WIDEST, boundsOf, fits, isOrdered, nameOf } from "../type.ts"
import type { BinaryOp, Node, Type } from "../types.ts"
import type { Checking, Span } from "./checking.ts"
import { bounded, capital, isWanted } from "./fit.ts"
import { checkIn } from "./list.ts"
import { coerce, isListed } from "./literal.ts"

/** Checks `left op right` of checked operands. */
export function checkBinary(
  checking: Checking,
  op: BinaryOp,
  left: Node,
  right: Node,
  at: Span,
): Node | undefined {
  switch (op) {
    case "&&":
    case "||":
      if (!isWanted(checking, left, BOOLEAN, `"${op}"`) || !isWanted(checking, right, BOOLEAN, `"${op}"`))
        return undefined
      return binary(op, left, right, BOOLEAN, at)
    case "+":
      if (left.type.kind === "text" && right.type.kind === "text") return binary(op, left, right, TEXT, at)
      return checkArithmetic(checking, op, left, right, at)
    case "-":
    case "*":
    case "/":
    case "%":
      return checkArithmetic(checking, op, left, right, at)
    case "in":
      return checkIn(checking, left, right, at)
    default:
      return checkComparison(checking, op, left, right, at)
  }
}

function binary(op: BinaryOp, left: Node, right: Node, type: Type, at: Span): Node {
  return { kind: "binary", op, left, right, type, start: at.start, end: at.end }
}

function checkArithmetic(
  checking: Checking,
  op: "+" | "-" | "*" | "/" | "%",
  left: Node,
  right: Node,
  at: Span,
): Node | undefined {
  const kinds = [left.type.kind, right.type.kind]
  if (kinds.includes("date")) {
    const hint =
      op === "-" && kinds[1] === "date" ? "write days_between(from, to)" : "write add_days(date, days)"
    return checking.fault("EXP006", `"${op}" does not work on dates`, at, hint)
  }
  if (op === "+" && kinds.includes("text") && !kinds.includes("null")) {
    return checking.fault(
      "EXP006",
      `"+" joins texts or adds numbers, not ${nameOf(left.type)} and ${nameOf(right.type)}`,
      at,
      "write concat(a, b)",
    )
  }
  if (!isWanted(checking, left, NUMBER, `"${op}"`) || !isWanted(checking, right, NUMBER, `"${op}"`))
    return undefined
  return bounded(checking, binary(op, left, right, boundsAfter(op, left.type, right.type), at))
}

function boundsAfter(op: "+" | "-" | "*" | "/" | "%", left: Type, right: Type): Type {
  const [a, b] = [boundsOf(left), boundsOf(right)]
  switch (op) {
    case "+":
    case "-":
      return { kind: "number", whole: Math.max(a.whole, b.whole) + 1, scale: Math.max(a.scale, b.scale) }
    case "*":
      return { kind: "number", whole: a.whole + b.whole, scale: Math.min(a.scale + b.scale, WIDEST.scale) }
    case "/":
      return { kind: "number", whole: a.whole + b.scale + 1, scale: 20 }
    case "%":
      return { kind: "number", whole: Math.min(a.whole, b.whole), scale: Math.max(a.scale, b.scale) }
  }
}

function checkComparison(
  checking: Checking,
  op: BinaryOp,
  first: Node,
  second: Node,
  at: Span,
): Node | undefined {
  const left = coerce(checking, first, second.type)
  const right = coerce(checking, second, first.type)
  if (left === undefined || right === undefined) return undefined
  if (!fits(left.type, right.type) && !fits(right.type, left.type)) {
    return checking.fault(
      "EXP006",
      `${capital(nameOf(left.type))} is never compared with ${nameOf(right.type)}`,
      at,
    )
  }
  if (left.type.kind === "list" || right.type.kind === "list") {
    return checking.fault("EXP006", "Lists are not compared", at, 'write "x in list" or overlaps(a, b)')
  }
  const isEquality = op === "==" || op === "!="
  if (!isEquality && !(isOrdered(left.type) && isOrdered(right.type))) {
    return checking.fault(
      "EXP006",
      `"${op}" does not order ${nameOf(left.type.kind === "null" ? right.type : left.type)}`,
      at,
    )
  }
  if (isEquality && !(isListed(checking, left, right) && isListed(checking, right, left))) return undefined
  return binary(op, left, right, BOOLEAN, at)
}
