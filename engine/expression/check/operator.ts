// Operators: which types they take, which they give, and how large a number can become.
import { nearest } from "../../error/index.ts"
import {
  BOOLEAN,
  MAX_WHOLE,
  NUMBER,
  TEXT,
  WIDEST,
  boundsOf,
  fits,
  isOrdered,
  nameOf,
  unite,
} from "../type.ts"
import type { BinaryOp, Node, Type } from "../types.ts"
import type { Checking, Span } from "./checking.ts"
import { coerce } from "./literal.ts"

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

/** Whether the node fits the wanted type; notes a fault otherwise. `where` names the place in the message. */
export function isWanted(checking: Checking, node: Node, wanted: Type, where: string): boolean {
  if (fits(node.type, wanted)) return true
  checking.fault("EXP006", `${where} wants ${nameOf(wanted)}, but this is ${nameOf(node.type)}`, node)
  return false
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

/** The node, unless its number can have more digits than the language keeps. */
export function bounded(checking: Checking, node: Node): Node | undefined {
  if (node.type.kind !== "number" || boundsOf(node.type).whole <= MAX_WHOLE) return node
  return checking.fault(
    "EXP012",
    `The number can have more than ${MAX_WHOLE} digits`,
    node,
    "round or divide less often, multiply fewer values",
  )
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

/** Whether a literal compared with a field of listed values is one of them. */
function isListed(checking: Checking, field: Node, literal: Node): boolean {
  const values = checking.values.get(field)
  if (values === undefined || literal.kind !== "literal" || typeof literal.value !== "string") return true
  if (values.includes(literal.value)) return true
  const close = nearest(literal.value, values)
  const hint =
    close === undefined
      ? `it is one of ${values.map((value) => `'${value}'`).join(", ")}`
      : `did you mean '${close}'?`
  checking.fault("EXP008", `The field never has the value '${literal.value}'`, literal, hint)
  return false
}

function checkIn(checking: Checking, item: Node, list: Node, at: Span): Node | undefined {
  if (list.type.kind !== "list") {
    return checking.fault(
      "EXP006",
      `"in" looks into a list, but this is ${nameOf(list.type)}`,
      list,
      "write x in ['a', 'b']",
    )
  }
  const left = coerce(checking, item, list.type.of)
  const right = list.kind === "list" ? coerceItems(checking, list, item.type) : list
  if (left === undefined || right === undefined || right.type.kind !== "list") return undefined
  if (!fits(left.type, right.type.of) && !fits(right.type.of, left.type)) {
    return checking.fault("EXP006", `${capital(nameOf(left.type))} is never in ${nameOf(right.type)}`, at)
  }
  const items = right.kind === "list" ? right.items : []
  return items.every((each) => isListed(checking, left, each))
    ? binary("in", left, right, BOOLEAN, at)
    : undefined
}

function coerceItems(
  checking: Checking,
  list: Extract<Node, { kind: "list" }>,
  wanted: Type,
): Node | undefined {
  const items: Node[] = []
  for (const item of list.items) {
    const coerced = coerce(checking, item, wanted)
    if (coerced === undefined) return undefined
    items.push(coerced)
  }
  const of = items
    .map((item) => item.type)
    .reduce<Type | undefined>((a, b) => a && unite(a, b), { kind: "null" })
  return of === undefined ? undefined : { ...list, items, type: { kind: "list", of } }
}

/** Coerces text literals among the nodes to what the others are, and unites their types. */
export function uniteAll(
  checking: Checking,
  nodes: readonly Node[],
  at: Span,
): { readonly nodes: readonly Node[]; readonly type: Type } | undefined {
  const model = nodes.find((node) => node.type.kind !== "null" && node.type.kind !== "text")
  const coerced: Node[] = []
  let type: Type = { kind: "null" }
  for (const node of nodes) {
    const each = model === undefined ? node : coerce(checking, node, model.type)
    if (each === undefined) return undefined
    const united = unite(type, each.type)
    if (united === undefined) {
      return checking.fault(
        "EXP006",
        `${capital(nameOf(type))} and ${nameOf(each.type)} have no type in common`,
        at,
      )
    }
    type = united
    coerced.push(each)
  }
  return { nodes: coerced.map((node) => asNull(node, type)), type }
}

/** A node that is always null, as a null of the type that its place wants; any other node as it is. */
export function asNull(node: Node, wanted: Type): Node {
  if (node.type.kind !== "null") return node
  const inside = (part: Node): Node => asNull(part, wanted)
  switch (node.kind) {
    case "conditional":
      return { ...node, then: inside(node.then), else: inside(node.else), type: wanted }
    case "call":
      return { ...node, args: node.args.map(inside), type: wanted }
    case "over":
      return { ...node, ...(node.body === undefined ? {} : { body: inside(node.body) }), type: wanted }
    default:
      return { ...node, type: wanted }
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
