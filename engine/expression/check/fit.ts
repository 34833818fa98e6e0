// Whether checked parts fit their places, and each other.
import { MAX_WHOLE, boundsOf, fits, nameOf, unite } from "../type.ts"
import type { Node, Type } from "../types.ts"
import type { Checking, Span } from "./checking.ts"
import { coerce } from "./literal.ts"

/** Whether the node fits the wanted type; notes a fault otherwise. `where` names the place in the message. */
export function isWanted(checking: Checking, node: Node, wanted: Type, where: string): boolean {
  if (fits(node.type, wanted)) return true
  checking.fault("EXP006", `${where} wants ${nameOf(wanted)}, but this is ${nameOf(node.type)}`, node)
  return false
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

/** The words at the beginning of a sentence. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
