// Formulas over one row: generated columns, partial indexes, fills. PostgreSQL lets them read plain columns only, so other
// generated and virtual fields are put in as what they are worked out from.
import type { Node } from "../../expression/index.ts"
import type { Field, Storage, Table } from "../../model/index.ts"
import type { Formula, FormulaInput } from "../types.ts"

/** `node` over plain columns of `table`, with the storage of each field it still reads. */
export function formulaOf(table: Table, node: Node): Formula {
  const inputs = new Map<string, FormulaInput>()
  const inline = (path: Path): Node => {
    const field = ownField(table, path)
    if (field === undefined) return path
    if (field.derived?.kind === "generated" || field.derived?.kind === "virtual") {
      return replacePaths(field.derived.expression.node, inline)
    }
    inputs.set(field.name, { name: field.name, storage: field.storage })
    return path
  }
  const whole = replacePaths(node, inline)
  return { node: whole, inputs: [...inputs.values()] }
}

/** The columns a formula reads. */
export function readsOf({ inputs }: Formula): readonly string[] {
  return inputs.flatMap(({ name, storage }) =>
    storage.kind === "any_ref" ? storage.targets.map(({ column }) => column) : [name],
  )
}

/** The formula with columns of its row renamed. */
export function renamedFormula({ node, inputs }: Formula, renames: ReadonlyMap<string, string>): Formula {
  const to = (name: string): string => renames.get(name) ?? name
  const renamed = replacePaths(node, (path) => {
    const [first, ...rest] = path.steps
    if (first === undefined || path.root !== "row") return path
    return { ...path, steps: [{ ...first, field: to(first.field) }, ...rest] }
  })
  return {
    node: renamed,
    inputs: inputs.map(({ name, storage }) => ({ name: to(name), storage: renamedStorage(storage, to) })),
  }
}

function renamedStorage(storage: Storage, to: (name: string) => string): Storage {
  if (storage.kind !== "any_ref") return storage
  return { ...storage, targets: storage.targets.map((target) => ({ ...target, column: to(target.column) })) }
}

/** Whether the value depends on who asks or on other rows, so that it cannot be given to all rows in one statement. */
export function reachesOut(node: Node): boolean {
  let found = node.kind === "over"
  replacePaths(node, (path) => {
    if (path.root !== "row" || path.steps.length !== 1) found = true
    return path
  })
  return found
}

type Path = Node & { readonly kind: "path" }

function ownField(table: Table, path: Path): Field | undefined {
  const first = path.steps[0]
  return path.root === "row" && first !== undefined ? table.fields.get(first.field) : undefined
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
