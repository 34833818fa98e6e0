// The checker: text x scope -> a checked tree, or all faults with their places and mends.
import { parse, MAX_NODES, type Parsed, type Syntax } from "../syntax.ts"
import { BOOLEAN, NUMBER, fits, nameOf } from "../type.ts"
import type { BinaryOp, Checked, ExpressionFault, Node, Scope, Type } from "../types.ts"
import { checkCall, checkConditional } from "./call.ts"
import { bare, type Checking, type Frame, type Span } from "./checking.ts"
import { asNull, isWanted } from "./fit.ts"
import { checkList } from "./list.ts"
import { checkLiteral, coerce, negate } from "./literal.ts"
import { checkBinary } from "./operator.ts"
import { checkPath, namesOf } from "./path.ts"
import { NAMES, refuse } from "./refusal.ts"

/** Parses and checks an expression against the names of `scope`; with `expected`, its value must fit that type.
 * Gives the checked expression, or every fault found, each with code, offsets and, where there is one, a mend.
 * Whoever checks the same text in many scopes hands over what `parse` made of it. */
export function check(text: string, scope: Scope, expected?: Type, parsed: Parsed = parse(text)): Checked {
  if (!parsed.ok) return { ok: false, faults: [parsed.fault] }
  const faults: ExpressionFault[] = []
  const checking = begin(scope, faults)
  const frame: Frame = {
    row: scope.record,
    ...(scope.parent === undefined ? {} : { parent: scope.parent }),
    ...(scope.old === true ? { old: scope.record } : {}),
    ...(scope.user === undefined ? {} : { user: scope.user }),
    ...(scope.input === undefined ? {} : { input: scope.input }),
    ...(scope.params === undefined ? {} : { params: scope.params }),
    ...(scope.period === undefined ? {} : { period: scope.period }),
    over: 0,
  }
  const node = checking.visit(parsed.syntax, frame)
  const fitted = node === undefined || expected === undefined ? node : fit(checking, node, expected)
  if (fitted === undefined || faults.length > 0) return { ok: false, faults }
  return { ok: true, expression: { text, node: fitted } }
}

function fit(checking: Checking, node: Node, expected: Type): Node | undefined {
  const coerced = coerce(checking, node, expected)
  if (coerced === undefined || fits(coerced.type, expected)) return coerced
  return checking.fault(
    "EXP006",
    `The expression gives ${nameOf(coerced.type)}, but ${nameOf(expected)} is wanted`,
    coerced,
  )
}

function begin(scope: Scope, faults: ExpressionFault[]): Checking {
  let nodes = 0
  const checking: Checking = {
    scope,
    values: new WeakMap(),
    fault(code, message, { start, end }, hint) {
      faults.push({ code, message, start, end, ...(hint === undefined ? {} : { hint }) })
      return undefined
    },
    visit(syntax, frame) {
      nodes += 1
      if (nodes > MAX_NODES) {
        // Once is enough: every further node would say the same.
        return nodes === MAX_NODES + 1
          ? checking.fault("EXP002", `The expression has more than ${MAX_NODES} parts`, syntax)
          : undefined
      }
      return visit(checking, bare(syntax), frame)
    },
  }
  return checking
}

function visit(checking: Checking, syntax: Syntax, frame: Frame): Node | undefined {
  const names = namesOf(syntax)
  if (names !== undefined) return checkPath(checking, names, frame)
  switch (syntax.type) {
    case "Literal":
      return checkLiteral(checking, syntax.value, syntax.raw ?? "", syntax)
    case "UnaryExpression":
      return checkUnary(checking, syntax.operator, checking.visit(syntax.argument, frame), syntax)
    case "BinaryExpression":
    case "LogicalExpression": {
      if (syntax.left.type === "PrivateIdentifier") return refuse(checking, syntax, syntax.left.name)
      const op = OPERATORS.get(syntax.operator)
      if (op === undefined) return refuse(checking, syntax, syntax.operator)
      const left = checking.visit(syntax.left, frame)
      const right = checking.visit(syntax.right, frame)
      return left === undefined || right === undefined
        ? undefined
        : checkBinary(checking, op, left, right, syntax)
    }
    case "ConditionalExpression": {
      const parts = [syntax.test, syntax.consequent, syntax.alternate]
      return checkConditional(
        checking,
        parts.map((part) => checking.visit(part, frame)),
        syntax,
      )
    }
    case "ArrayExpression":
      return checkList(checking, syntax.elements, frame, syntax)
    case "CallExpression":
      return checkCall(checking, syntax, frame)
    default:
      return refuse(checking, syntax, NAMES[syntax.type] ?? "this")
  }
}

const OPERATORS: ReadonlyMap<string, BinaryOp> = new Map(
  (["+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "&&", "||", "in"] as const).map((op) => [
    op,
    op,
  ]),
)

function checkUnary(checking: Checking, op: string, of: Node | undefined, at: Span): Node | undefined {
  if (of === undefined) return undefined
  const { start, end } = at
  if (op === "-") {
    if (of.kind === "literal" && of.type.kind === "number") return negate(of, at)
    if (!isWanted(checking, of, NUMBER, '"-"')) return undefined
    const number = asNull(of, NUMBER)
    return { kind: "unary", op, of: number, type: number.type, start, end }
  }
  if (op !== "!") return refuse(checking, at, op)
  return isWanted(checking, of, BOOLEAN, '"!"')
    ? { kind: "unary", op, of, type: BOOLEAN, start, end }
    : undefined
}
