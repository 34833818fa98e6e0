// Walking a checked tree.
import type { Node } from "../types.ts"

/** The parts directly inside a node; the body of an aggregate is one of them. */
export function partsOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case "literal":
    case "path":
      return []
    case "unary":
      return [node.of]
    case "binary":
      return [node.left, node.right]
    case "conditional":
      return [node.test, node.then, node.else]
    case "list":
      return node.items
    case "call":
      return node.args
    case "over":
      return node.body === undefined ? [] : [node.body]
  }
}
