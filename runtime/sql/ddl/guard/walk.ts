// Expressions of a guard as SQL: over a row that stands in a statement of the trigger, walking to other tables by their
// bare names, constants standing in the text.
import type { Node } from "../../../../engine/expression/index.ts"
import type { GuardRule, WalkField, WalkShape } from "../../../../engine/migration/index.ts"
import { Joins, translate, type Source, type SourceField, type Target } from "../../expression/index.ts"
import { quoteIdentifier, quoteLiteral } from "../../quote.ts"

/** What breaks the rules among the rows of `alias`, as an array of `<rule> <what>` that is NULL when nothing does: the
 * column to select, and what follows the row in FROM. */
export function assertionOver(
  rules: readonly GuardRule[],
  alias: string,
  what: string,
): { readonly select: string; readonly from: string } {
  const shapes = new Map(rules.flatMap(({ assert }) => assert.shapes).map((shape) => [shape.id, shape]))
  const target = targetOver(mergedShapes(rules, shapes))
  const row = { alias, table: target.shape(rowShape(rules)), joins: new Joins(target) }
  const tests = rules.map(({ id, assert }) => {
    const holds = translate(assert.node, row, target, "total")
    return `(CASE WHEN NOT ${holds} THEN ${quoteLiteral(`${id} `)} || ${what} END)`
  })
  return {
    select: "array_agg(v.fault)",
    from: `${row.joins.text()} CROSS JOIN LATERAL (VALUES ${tests.join(", ")}) v(fault) WHERE v.fault IS NOT NULL`,
  }
}

/** The shape that plain names belong to: that of the first step from the row. */
function rowShape(rules: readonly GuardRule[]): string {
  const found = rules.map(({ assert }) => firstStep(assert.node)).find((shape) => shape !== undefined)
  if (found === undefined) throw new Error("a rule that walks begins at the row")
  return found
}

function firstStep(node: Node): string | undefined {
  switch (node.kind) {
    case "path":
      return node.root === "row" ? node.steps[0]?.shape : undefined
    case "literal":
    case "over":
      return undefined
    case "unary":
      return firstStep(node.of)
    case "binary":
      return firstStep(node.left) ?? firstStep(node.right)
    case "conditional":
      return firstStep(node.test) ?? firstStep(node.then) ?? firstStep(node.else)
    case "list":
      return firstOf(node.items)
    case "call":
      return firstOf(node.args)
    default:
      return node satisfies never
  }
}

function firstOf(nodes: readonly Node[]): string | undefined {
  return nodes.map(firstStep).find((shape) => shape !== undefined)
}

/** The fields of each shape that any of the rules reads. */
function mergedShapes(
  rules: readonly GuardRule[],
  shapes: ReadonlyMap<string, WalkShape>,
): ReadonlyMap<string, Source> {
  return new Map(
    [...shapes].map(([id, { table }]) => {
      const fields = rules.flatMap(({ assert }) =>
        assert.shapes.filter((one) => one.id === id).flatMap((one) => one.fields.map(sourceField)),
      )
      return [id, { id, table, fields: new Map(fields.map((field) => [field.name, field])) }]
    }),
  )
}

function sourceField({ name, nullable, storage, derived }: WalkField): SourceField {
  const virtual =
    derived === undefined
      ? {}
      : { derived: { kind: "virtual", expression: { text: "", node: derived } } as const }
  return { name, nullable, storage, type: { kind: "null" }, ...virtual }
}

function targetOver(shapes: ReadonlyMap<string, Source>): Target {
  let aliases = 0
  return {
    shape(id) {
      const found = shapes.get(id)
      if (found === undefined) throw new Error(`the guard does not know ${id}`)
      return found
    },
    table: quoteIdentifier,
    alias: () => `t${aliases++}`,
    param(slot, type) {
      if (slot.kind !== "literal") throw new Error(`a guard cannot ask for ${slot.kind}`)
      return `${quoteLiteral(slot.value).trim()}::${type}`
    },
  }
}
