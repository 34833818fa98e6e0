// Expressions as formulas over one row without parameters: generated columns, partial indexes.
import type { Formula } from "../../../engine/migration/index.ts"
import { quoteLiteral } from "../quote.ts"
import { Joins } from "./joins.ts"
import { translate, type Mode } from "./translate.ts"
import type { ExpressionSlot, SourceField, Target } from "./types.ts"

/** The formula over bare columns of its own row, constants standing in the text; immutable, as PostgreSQL asks of
 * generated columns (manual, 5.4) and of index predicates. Throws, as a fault of ours, when the expression reads
 * anything but its inputs. */
export function formula({ node, inputs }: Formula, mode: Mode = "value"): string {
  const fields = inputs.map(({ name, storage }): [string, SourceField] => {
    return [name, { name, storage, type: { kind: "null" }, nullable: true }]
  })
  const table = { id: "the row", table: "", fields: new Map(fields) }
  return translate(node, { alias: "", table, joins: new Joins(bare) }, bare, mode)
}

const bare: Target = {
  shape: () => refuse("another record"),
  table: () => refuse("another table"),
  alias: () => refuse("another table"),
  param: constant,
}

/** A constant of the expression as a literal with its type. */
function constant(slot: ExpressionSlot, type: string): string {
  return slot.kind === "literal" ? `${quoteLiteral(slot.value).trim()}::${type}` : refuse(slot.kind)
}

function refuse(what: string): never {
  throw new Error(`a formula over one row cannot ask for ${what}`)
}
