// One argument of a function: whether it is what the function wants there.
import { isOrdered, nameOf } from "../type.ts"
import type { Node, Type } from "../types.ts"
import type { Checking } from "./checking.ts"
import { coerce } from "./literal.ts"
import { asNull, isWanted } from "./fit.ts"
import type { Want } from "./signatures.ts"

/** The argument as wanted; undefined when it does not fit (noted). */
export function checkArgument(checking: Checking, node: Node, want: Want, fn: string): Node | undefined {
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

/** The field that names the parent in the tree of the records referred to. */
export function treeOf(checking: Checking, type: Type): string | undefined {
  if (type.kind !== "ref" || type.entities.length !== 1) return undefined
  return checking.scope.entity(type.entities[0] ?? "")?.tree
}
