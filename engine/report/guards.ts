// What a cell shows of records behind references is shown where those records may be read: the conditions of the roles,
// told from the row that the cell stands in.
import { reads, type Expression, type Node, type Path } from "../expression/index.ts"
import type { Access } from "./rights.ts"

/** The conditions that must hold for the value to be shown, each once; none where all records may be read. */
export function guardsOf({ node }: Expression, access: Access): readonly Expression[] {
  const found = new Map<string, Expression>()
  for (const path of reads(node))
    for (const way of entered(path)) {
      const last = path.steps[way.steps.length]
      const right = last === undefined ? true : access(last.shape).read
      if (typeof right !== "object") continue
      const key = JSON.stringify([way.root, way.steps.map(({ field }) => field)])
      found.set(key, { text: right.text, node: from(way, right.node) })
    }
  return [...found.values()]
}

/** The ways to the records that a path looks into: references followed, as far as they lead through no child rows. The
 * key of a record stands in the reference itself. */
function entered({ root, steps }: Path): readonly Path[] {
  if (root !== "row" && root !== "parent") return []
  const ways: Path[] = []
  for (let at = 1; at < steps.length; at++) {
    const step = steps[at]
    if (step === undefined || step.shape.includes("/") || step.shape === "@ref") break
    if (step.field !== "id" || at + 1 < steps.length) ways.push({ root, steps: steps.slice(0, at) })
  }
  return ways
}

/** A condition over a record, told from the row from which `way` leads to it. */
function from(way: Path, node: Node): Node {
  const inner = (part: Node): Node => from(way, part)
  switch (node.kind) {
    case "literal":
      return node
    case "path":
      return node.root === "row" ? { ...node, root: way.root, steps: [...way.steps, ...node.steps] } : node
    case "unary":
      return { ...node, of: inner(node.of) }
    case "binary":
      return { ...node, left: inner(node.left), right: inner(node.right) }
    case "conditional":
      return { ...node, test: inner(node.test), then: inner(node.then), else: inner(node.else) }
    case "list":
      return { ...node, items: node.items.map(inner) }
    case "call":
      return { ...node, args: node.args.map(inner) }
    case "over": {
      const rows = { root: way.root, steps: [...way.steps, ...node.rows.steps] }
      return { ...node, rows }
    }
  }
}
