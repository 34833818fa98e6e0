// Literals: exact numbers, texts, and texts that become dates, instants, times or references where one is wanted.
import { nearest } from "../../error/index.ts"
import { isStorable, parseDate, parseInstant, parseTime } from "../../value/index.ts"
import { BOOLEAN, NULL, TEXT, WIDEST, nameOf } from "../type.ts"
import type { Node, Type } from "../types.ts"
import type { Checking, Span } from "./checking.ts"

export type LiteralNode = Extract<Node, { kind: "literal" }>

const NUMERAL = /^(?:0|[1-9]\d*)(?:\.\d+)?$/
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The node of a literal; `raw` is its text in the source. Regular expressions, bigints and exponents are refused. */
export function checkLiteral(
  checking: Checking,
  value: unknown,
  raw: string,
  at: Span,
): LiteralNode | undefined {
  const span = { start: at.start, end: at.end }
  if (value === null && raw === "null") return { kind: "literal", value: null, type: NULL, ...span }
  if (typeof value === "boolean") return { kind: "literal", value, type: BOOLEAN, ...span }
  if (typeof value === "string") {
    if (!isStorable(value))
      return checking.fault("EXP009", "A text cannot hold U+0000 or half of a surrogate pair", at)
    return { kind: "literal", value, type: TEXT, ...span }
  }
  if (typeof value !== "number") return checking.fault("EXP003", `${raw} is not part of the language`, at)
  return NUMERAL.test(raw)
    ? numberLiteral(checking, raw, span)
    : checking.fault(
        "EXP009",
        `${raw} is not a plain number`,
        at,
        "write digits, with a point before the decimals",
      )
}

/** The literal with the opposite sign. */
export function negate(node: LiteralNode, at: Span): LiteralNode {
  const text = String(node.value)
  const value = text.startsWith("-") ? text.slice(1) : `-${text}`
  return { ...node, value, start: at.start, end: at.end }
}

function numberLiteral(checking: Checking, raw: string, span: Span): LiteralNode | undefined {
  const [whole = "", decimals = ""] = raw.split(".")
  if (whole.length > WIDEST.whole || decimals.length > WIDEST.scale) {
    const most = `at most ${WIDEST.whole} digits before the point and ${WIDEST.scale} after it`
    return checking.fault("EXP009", `The number is too long: ${most}`, span)
  }
  return {
    kind: "literal",
    value: raw,
    type: { kind: "number", whole: whole.length, scale: decimals.length },
    ...span,
  }
}

/** The node as a `wanted` one: a text literal where a date, instant, time or reference is wanted is read as such, also
 * as an outcome of `if` and `coalesce`. Undefined when it is not one (noted); other nodes are given back as they are. */
export function coerce(checking: Checking, node: Node, wanted: Type): Node | undefined {
  if (node.type.kind !== "text" || FORMS[wanted.kind] === undefined) return node
  if (node.kind === "literal") return coerceLiteral(checking, node, wanted)
  const outcomes = outcomesOf(node)
  if (outcomes === undefined) return node
  const coerced: Node[] = []
  for (const outcome of outcomes) {
    const each = coerce(checking, outcome, wanted)
    if (each === undefined) return undefined
    if (each.type.kind === "text") return node
    coerced.push(each)
  }
  if (node.kind === "call") return { ...node, args: coerced, type: wanted }
  const [then, otherwise] = coerced
  if (node.kind !== "conditional" || then === undefined || otherwise === undefined) return node
  return { ...node, then, else: otherwise, type: wanted }
}

function outcomesOf(node: Node): readonly Node[] | undefined {
  if (node.kind === "conditional") return [node.then, node.else]
  return node.kind === "call" && node.fn === "coalesce" ? node.args : undefined
}

function coerceLiteral(checking: Checking, node: LiteralNode, wanted: Type): Node | undefined {
  const value = node.value === null ? null : read(String(node.value), wanted)
  if (value !== undefined) return { ...node, value, type: wanted }
  return checking.fault("EXP009", `"${node.value}" is not ${nameOf(wanted)}`, node, FORMS[wanted.kind])
}

/** The types that have literals of their own, written as texts. */
const FORMS: Partial<Record<Type["kind"], string>> = {
  date: "write '2026-01-31'",
  instant: "write '2026-01-31T10:00:00Z'",
  time: "write '09:30'",
  ref: "write the id of a record, a UUID",
}

/** The canonical value; undefined when it is none. */
function read(text: string, wanted: Type): string | undefined {
  switch (wanted.kind) {
    case "date":
      return parseDate(text) === undefined ? undefined : text
    case "instant":
      return parseInstant(parseDate(text) === undefined ? text : `${text}T00:00:00Z`)
    case "time":
      return parseTime(text)
    case "ref":
      return UUID.test(text) ? text.toLowerCase() : undefined
    default:
      return undefined
  }
}

/** Whether a literal compared with a field of listed values is one of them. */
export function isListed(checking: Checking, field: Node, literal: Node): boolean {
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
