// Calls: functions over values, and aggregates over child rows.
import type { CallExpression } from "acorn"
import { nearest } from "../../error/index.ts"
import type { Syntax } from "../syntax.ts"
import { BOOLEAN, NUMBER, TEXT, boundsOf, isOrdered, nameOf } from "../type.ts"
import type { Node, Type } from "../types.ts"
import { bare, type Checking, type Frame, type Span } from "./checking.ts"
import { coerce } from "./literal.ts"
import { asNull, bounded, isWanted, uniteAll } from "./operator.ts"
import { namesOf, pathNode, resolve, type Resolved } from "./path.ts"
import { aggregates, signatures, type Signature, type Want } from "./signatures.ts"

type Over = Extract<Node, { kind: "over" }>

/** Aggregates may stand in each other, but each level multiplies the rows walked. */
const MAX_OVER = 2

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
  if (rows.rows !== undefined) return checkOver(checking, { fn: callee.name, rows, args, frame }, syntax)
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

interface Call {
  readonly frame: Frame
  readonly at: Span
  /** The first argument, where it has been checked already. */
  readonly first?: Node
}

function checkFunction(
  checking: Checking,
  callee: Span & { readonly name: string },
  args: readonly Syntax[],
  call: Call,
): Node | undefined {
  const { name } = callee
  const signature = signatures.get(name)
  if (signature === undefined) {
    if (aggregates.has(name))
      return checking.fault("EXP011", `"${name}" walks child rows`, call.at, `write ${name}(lines, ...)`)
    const close = nearest(name, [...signatures.keys(), ...aggregates, "if"])
    return checking.fault(
      "EXP005",
      `There is no function "${name}"`,
      callee,
      close === undefined ? undefined : `did you mean "${close}"?`,
    )
  }
  if (!takes(signature, args.length)) {
    return checking.fault("EXP007", `"${name}" takes ${arity(signature)}, not ${args.length}`, call.at)
  }
  const nodes: Node[] = []
  for (const [i, arg] of args.entries()) {
    const node = i === 0 && call.first !== undefined ? call.first : checking.visit(arg, call.frame)
    if (node === undefined) return undefined
    const fitting = checkArgument(checking, node, wantAt(signature, i), name)
    if (fitting === undefined) return undefined
    nodes.push(fitting)
  }
  const isSame = signature.wants.some((want) => want === "same" || want === "ordered")
  const united = isSame ? uniteAll(checking, nodes, call.at) : { nodes, type: TEXT }
  if (united === undefined) return undefined
  const { start, end } = call.at
  const carried = name === "within" ? withTree(checking, united.nodes) : united.nodes
  return bounded(checking, {
    kind: "call",
    fn: name,
    args: carried,
    type: signature.gives(united.nodes, united.type),
    start,
    end,
  })
}

/** `within` carries the field that names the parent in its tree as a third argument, a literal. */
function withTree(checking: Checking, args: readonly Node[]): readonly Node[] {
  const [item] = args
  const tree = item === undefined ? undefined : treeOf(checking, item.type)
  if (item === undefined || tree === undefined) return args
  return [...args, { kind: "literal", value: tree, type: TEXT, start: item.end, end: item.end }]
}

function takes({ wants, optional = 0, upTo }: Signature, count: number): boolean {
  return count >= wants.length - optional && count <= (upTo ?? wants.length)
}

function arity({ wants, optional = 0, upTo }: Signature): string {
  const least = wants.length - optional
  const most = upTo ?? wants.length
  const noun = most === 1 ? "argument" : "arguments"
  return least === most ? `${most} ${noun}` : `${least} to ${most} ${noun}`
}

function wantAt(signature: Signature, index: number): Want {
  return signature.wants[Math.min(index, signature.wants.length - 1)] ?? "same"
}

/** The argument as wanted; undefined when it does not fit (noted). */
function checkArgument(checking: Checking, node: Node, want: Want, fn: string): Node | undefined {
  if (typeof want === "object") {
    const fitting = coerce(checking, node, want)
    return fitting !== undefined && isWanted(checking, fitting, want, `"${fn}"`)
      ? asNull(fitting, want)
      : undefined
  }
  const fault = (wanted: string): undefined =>
    checking.fault("EXP006", `"${fn}" wants ${wanted}, but this is ${nameOf(node.type)}`, node)
  switch (want) {
    case "same":
      return node.type.kind === "list" ? fault("single values") : node
    case "ordered":
      return isOrdered(node.type) ? node : fault("numbers, texts, dates or times")
    case "printable":
      return ["text", "number", "boolean", "date", "null"].includes(node.type.kind)
        ? node
        : fault("texts, numbers or dates")
    case "places":
      return isPlaces(node)
        ? node
        : checking.fault("EXP006", `"${fn}" wants the decimals as a literal from 0 to 20`, node)
    case "list":
      return node.type.kind === "list" && node.kind === "path" ? node : fault("a field with several values")
    case "ref":
      return treeOf(checking, node.type) !== undefined ? node : fault("a reference to records of a tree")
    case "refs": {
      const one = node.type.kind === "list" && node.kind === "path" ? node.type.of : node.type
      if (node.kind === "literal" && node.type.kind === "text")
        return coerce(checking, node, { kind: "ref", entities: [] })
      return one.kind === "ref" ? node : fault("a reference or a list of references")
    }
  }
}

function isPlaces(node: Node): boolean {
  return (
    node.kind === "literal" &&
    node.type.kind === "number" &&
    /^\d+$/.test(String(node.value)) &&
    Number(node.value) <= 20
  )
}

function treeOf(checking: Checking, type: Type): string | undefined {
  if (type.kind !== "ref" || type.entities.length !== 1) return undefined
  return checking.scope.entity(type.entities[0] ?? "")?.tree
}

interface OverCall {
  readonly fn: string
  readonly rows: Resolved
  readonly args: readonly Syntax[]
  readonly frame: Frame
}

const CONDITIONS = new Set(["count", "exists", "all"])

function checkOver(checking: Checking, { fn, rows, args, frame }: OverCall, at: Span): Node | undefined {
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
  const body = second === undefined ? undefined : checking.visit(second, inner)
  if (second !== undefined && body === undefined) return undefined
  if (body !== undefined && !isBody(checking, name, body)) return undefined
  const type = typeOver(name, body)
  const { start, end } = at
  return bounded(checking, {
    kind: "over",
    fn: name,
    rows: rows.path,
    ...(body === undefined ? {} : { body }),
    type,
    start,
    end,
  })
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
