// Formulas of generated columns. PostgreSQL lets a generated column read plain columns only, so other generated columns
// are put in as what they are worked out from.
import type { Node } from "../../expression/index.ts"
import type { Table } from "../../model/index.ts"

/** A formula over plain columns of its own row, and the names of those columns. */
export interface Formula {
  readonly node: Node
  readonly reads: readonly string[]
}

/** `node` with every generated column of `table` replaced by its own formula. */
export function standalone(table: Table, node: Node): Formula {
  const reads = new Set<string>()
  const whole = replacePaths(node, (path) => {
    const name = ownField(path)
    const derived = name === undefined ? undefined : table.fields.get(name)?.derived
    if (derived?.kind === "generated") {
      const inner = standalone(table, derived.expression.node)
      for (const column of inner.reads) reads.add(column)
      return inner.node
    }
    if (name !== undefined) reads.add(name)
    return path
  })
  return { node: whole, reads: [...reads] }
}

/** `node` with columns of its own row renamed. */
export function renamePaths(node: Node, renames: ReadonlyMap<string, string>): Node {
  return replacePaths(node, (path) => {
    const [first, ...rest] = path.steps
    const to = first === undefined ? undefined : renames.get(first.field)
    if (first === undefined || to === undefined || path.root !== "row") return path
    return { ...path, steps: [{ ...first, field: to }, ...rest] }
  })
}

/** Names of the fields of its own row that `node` reads. */
export function ownReads(node: Node): readonly string[] {
  const reads = new Set<string>()
  replacePaths(node, (path) => {
    const first = path.steps[0]
    if (path.root === "row" && first !== undefined) reads.add(first.field)
    return path
  })
  return [...reads]
}

/** Whether the value depends on who asks or on anything but the row and the day, so it cannot fill rows in bulk. */
export function readsSession(node: Node): boolean {
  let found = node.kind === "over"
  replacePaths(node, (path) => {
    if (path.root !== "row" || path.steps.length !== 1) found = true
    return path
  })
  return found
}

type Path = Node & { readonly kind: "path" }

function ownField(path: Path): string | undefined {
  return path.root === "row" && path.steps.length === 1 ? path.steps[0]?.field : undefined
}

function replacePaths(node: Node, replace: (path: Path) => Node): Node {
  const inside = (one: Node): Node => replacePaths(one, replace)
  switch (node.kind) {
    case "literal":
      return node
    case "path":
      return replace(node)
    case "unary":
      return { ...node, of: inside(node.of) }
    case "binary":
      return { ...node, left: inside(node.left), right: inside(node.right) }
    case "conditional":
      return { ...node, test: inside(node.test), then: inside(node.then), else: inside(node.else) }
    case "list":
      return { ...node, items: node.items.map(inside) }
    case "call":
      return { ...node, args: node.args.map(inside) }
    case "over":
      // Aggregates walk over other tables: they never stand in a formula over one row.
      return node
  }
}
