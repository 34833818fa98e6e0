// Calls: which of functions, aggregates and `if` a name in front of parentheses means.
import type { CallExpression } from "acorn"
import type { Syntax } from "../syntax.ts"
import { BOOLEAN } from "../type.ts"
import type { Node } from "../types.ts"
import { bare, type Checking, type Frame, type Span } from "./checking.ts"
import { checkFunction } from "./function.ts"
import { isWanted, uniteAll } from "./fit.ts"
import { checkOver } from "./over.ts"
import { namesOf, pathNode, resolve } from "./path.ts"
import { aggregates } from "./signatures.ts"

/** Checks `name(args)`. */
export function checkCall(checking: Checking, syntax: CallExpression, frame: Frame): Node | undefined {
  const callee = syntax.callee.type === "Super" ? undefined : bare(syntax.callee)
  if (callee?.type !== "Identifier") {
    return checking.fault(
      "EXP003",
      "Only functions are called, values have no methods",
      syntax,
      "write contains(a, b), not a.contains(b)",
    )
  }
  const args: Syntax[] = []
  for (const argument of syntax.arguments) {
    if (argument.type === "SpreadElement")
      return checking.fault("EXP003", '"..." is not part of the language', argument)
    args.push(bare(argument))
  }
  if (callee.name === "if") return checkIf(checking, args, frame, syntax)
  const [first] = args
  const names = aggregates.has(callee.name) && first !== undefined ? namesOf(first) : undefined
  if (names === undefined) return checkFunction(checking, callee, args, { frame, at: syntax })
  const rows = resolve(checking, names, frame)
  if (rows === undefined) return undefined
  if (rows.rows !== undefined) return checkOver(checking, { fn: callee.name, rows, args, frame, at: syntax })
  return checkFunction(checking, callee, args, { frame, at: syntax, first: pathNode(checking, rows) })
}

function checkIf(checking: Checking, args: readonly Syntax[], frame: Frame, at: Span): Node | undefined {
  const [test, then, otherwise] = args
  if (test === undefined || then === undefined || otherwise === undefined || args.length > 3) {
    return checking.fault(
      "EXP007",
      `"if" takes 3 arguments, not ${args.length}`,
      at,
      "write if(condition, then, else)",
    )
  }
  const nodes = [test, then, otherwise].map((part) => checking.visit(part, frame))
  return checkConditional(checking, nodes, at)
}

/** Checks a condition with its two outcomes, given as [test, then, else]. */
export function checkConditional(
  checking: Checking,
  nodes: readonly (Node | undefined)[],
  at: Span,
): Node | undefined {
  const [test, then, otherwise] = nodes
  if (test === undefined || then === undefined || otherwise === undefined) return undefined
  if (!isWanted(checking, test, BOOLEAN, "A condition")) return undefined
  const both = uniteAll(checking, [then, otherwise], at)
  const [a, b] = both?.nodes ?? []
  if (both === undefined || a === undefined || b === undefined) return undefined
  return { kind: "conditional", test, then: a, else: b, type: both.type, start: at.start, end: at.end }
}
