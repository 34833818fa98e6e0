// What an expression reads: for the order of recomputation, where-used, rights on fields, and generated columns.
import type { Node, Path, Root, Step, Type } from "../types.ts"
import { partsOf } from "./visit.ts"

/** All paths that the tree reads, each once. Those inside aggregates are written out from the outside: for
 * `sum(lines, quantity * parent.rate)` they are `lines`, `lines.quantity` and `rate`, so a path may lead through a rows
 * field to the fields of its rows. A path through references reads every reference on the way. */
export function reads(node: Node): readonly Path[] {
  const found = new Map<string, Path>()
  collect(node, [], (path) => {
    const key = `${path.root}:${path.steps.map((step) => `${step.shape}.${step.field}`).join("/")}`
    if (!found.has(key)) found.set(key, path)
  })
  return [...found.values()]
}

/** `around` are the rows walked by the aggregates outside, outermost first, as absolute paths. */
function collect(node: Node, around: readonly Path[], say: (path: Path) => void): void {
  if (node.kind === "path") say(absolute(node.root, node.steps, around))
  if (node.kind === "call" && node.fn === "within") sayTree(node, around, say)
  if (node.kind !== "over") return partsOf(node).forEach((part) => collect(part, around, say))
  const rows = absolute(node.rows.root, node.rows.steps, around)
  say(rows)
  if (node.body !== undefined) collect(node.body, [...around, rows], say)
}

/** `within(region, x)` reads the parent field of the records of the tree besides `region` itself. */
function sayTree(
  { args }: Extract<Node, { kind: "call" }>,
  around: readonly Path[],
  say: (path: Path) => void,
): void {
  const [item, , tree] = args
  if (item?.kind !== "path" || item.type.kind !== "ref" || tree?.kind !== "literal") return
  const { root, steps } = absolute(item.root, item.steps, around)
  say({
    root,
    steps: [
      ...steps,
      { shape: item.type.entities[0] ?? "", field: String(tree.value), start: item.end, end: item.end },
    ],
  })
}

function absolute(root: Root, steps: readonly Step[], around: readonly Path[]): Path {
  if (around.length === 0 || (root !== "row" && root !== "parent")) return { root, steps }
  const base = root === "row" ? around.at(-1) : around.at(-2)
  if (base !== undefined) return { root: base.root, steps: [...base.steps, ...steps] }
  // `parent` inside the outermost aggregate is the record outside.
  return { root: "row", steps }
}

/** Whether the value depends on nothing but columns of its own row: no time, no user, no old, no other record. Such an
 * expression can be a generated column (PostgreSQL manual, 5.4 Generated Columns). */
export function isOwnRow(node: Node): boolean {
  if (node.kind === "over") return false
  if (node.kind === "call" && ["today", "now", "within"].includes(node.fn)) return false
  if (node.kind === "path") return node.root === "row" && node.steps.length === 1 && isOneColumn(node.type)
  return partsOf(node).every(isOwnRow)
}

function isOneColumn(type: Type): boolean {
  return type.kind !== "list" && !(type.kind === "ref" && type.entities.length > 1)
}

/** Whether the value may change while no record does: it asks for the time or for the user. */
export function isVolatile(node: Node): boolean {
  if (node.kind === "call" && (node.fn === "today" || node.fn === "now")) return true
  return (node.kind === "path" && node.root === "user") || partsOf(node).some(isVolatile)
}
