// Lists written out, and `in`.
import type { ArrayExpression } from "acorn"
import { BOOLEAN, fits, nameOf, unite } from "../type.ts"
import type { Node, Type } from "../types.ts"
import type { Checking, Frame, Span } from "./checking.ts"
import { capital, uniteAll } from "./fit.ts"
import { coerce, isListed } from "./literal.ts"

/** Checks `[a, b]`: values of one type, none of them null. */
export function checkList(
  checking: Checking,
  elements: ArrayExpression["elements"],
  frame: Frame,
  at: Span,
): Node | undefined {
  const items: Node[] = []
  for (const element of elements) {
    if (element === null || element.type === "SpreadElement") {
      return checking.fault("EXP003", "A list holds plain values, nothing else", at)
    }
    const item = checking.visit(element, frame)
    if (item === undefined) return undefined
    if (item.type.kind === "null") {
      return checking.fault("EXP003", "A list holds no null", item, "write x == null apart")
    }
    if (item.type.kind === "list") return checking.fault("EXP006", "A list holds no lists", item)
    items.push(item)
  }
  if (items.length === 0) return checking.fault("EXP003", "The list is empty", at)
  const united = uniteAll(checking, items, at)
  if (united === undefined) return undefined
  return {
    kind: "list",
    items: united.nodes,
    type: { kind: "list", of: united.type },
    start: at.start,
    end: at.end,
  }
}

/** Checks `item in list`. */
export function checkIn(checking: Checking, item: Node, list: Node, at: Span): Node | undefined {
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
    ? { kind: "binary", op: "in", left, right, type: BOOLEAN, start: at.start, end: at.end }
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
