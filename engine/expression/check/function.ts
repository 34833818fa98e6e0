// Functions over values: their number of arguments, what each must be, what comes out.
import { nearest } from "../../error/index.ts"
import type { Syntax } from "../syntax.ts"
import { TEXT, fits, nameOf } from "../type.ts"
import type { Node, Type } from "../types.ts"
import { checkArgument, treeOf } from "./argument.ts"
import type { Checking, Frame, Span } from "./checking.ts"
import { bounded, uniteAll } from "./fit.ts"
import { aggregates, signatures, type Signature, type Want } from "./signatures.ts"

/** Where a call stands. */
export interface Call {
  readonly frame: Frame
  readonly at: Span
  /** The first argument, where it has been checked already. */
  readonly first?: Node
}

/** Checks a call of the function that `callee` names. */
export function checkFunction(
  checking: Checking,
  callee: Span & { readonly name: string },
  args: readonly Syntax[],
  call: Call,
): Node | undefined {
  const { name } = callee
  const signature = signatures.get(name)
  if (signature === undefined) return unknown(checking, callee, call)
  if (!takes(signature, args.length)) {
    return checking.fault("EXP007", `"${name}" takes ${arity(signature)}, not ${args.length}`, call.at)
  }
  const nodes: Node[] = []
  for (const [i, arg] of args.entries()) {
    const node = i === 0 && call.first !== undefined ? call.first : checking.visit(arg, call.frame)
    const fitting = node && checkArgument(checking, node, wantAt(signature, i), name)
    if (fitting === undefined) return undefined
    nodes.push(fitting)
  }
  return finish(checking, name, signature, nodes, call.at)
}

/** The node of a call whose arguments fit one by one; they must also fit each other. */
function finish(
  checking: Checking,
  fn: string,
  signature: Signature,
  nodes: readonly Node[],
  at: Span,
): Node | undefined {
  const isSame = signature.wants.some((want) => want === "same" || want === "ordered")
  const united = isSame ? uniteAll(checking, nodes, at) : { nodes, type: TEXT }
  if (united === undefined) return undefined
  const type = signature.gives(united.nodes, united.type)
  const node: Node = { kind: "call", fn, args: united.nodes, type, start: at.start, end: at.end }
  if (fn === "overlaps")
    return isAlike(
      checking,
      node,
      nodes.map((each) => each.type),
    )
      ? node
      : undefined
  return fn === "within" ? withTree(checking, node) : bounded(checking, node)
}

/** `within` carries the field that names the parent in its tree as a third argument, a literal. */
function withTree(checking: Checking, node: Extract<Node, { kind: "call" }>): Node | undefined {
  const [item, roots] = node.args
  const tree = item && treeOf(checking, item.type)
  if (item === undefined || roots === undefined || tree === undefined) return undefined
  const one = roots.type.kind === "list" ? roots.type.of : roots.type
  if (roots.kind !== "literal" && !isAlike(checking, node, [item.type, one])) return undefined
  const field: Node = { kind: "literal", value: tree, type: TEXT, start: item.end, end: item.end }
  return { ...node, args: [item, roots, field] }
}

function isAlike(checking: Checking, node: Extract<Node, { kind: "call" }>, types: readonly Type[]): boolean {
  const [a, b] = types
  if (a === undefined || b === undefined || fits(a, b)) return true
  checking.fault("EXP006", `"${node.fn}" never finds ${nameOf(a)} and ${nameOf(b)} alike`, node)
  return false
}

function unknown(checking: Checking, callee: Span & { readonly name: string }, { at }: Call): undefined {
  const { name } = callee
  if (aggregates.has(name)) {
    return checking.fault("EXP011", `"${name}" walks child rows`, at, `write ${name}(lines, ...)`)
  }
  const close = nearest(name, [...signatures.keys(), ...aggregates, "if"])
  const hint = close === undefined ? undefined : `did you mean "${close}"?`
  return checking.fault("EXP005", `There is no function "${name}"`, callee, hint)
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
