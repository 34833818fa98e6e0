// Formulas over one row as SQL text without parameters: generated columns, partial indexes, fills.
import type { Node } from "../../../engine/expression/index.ts"

export function formula(node: Node): string {
  throw new Error(`the translation of ${node.kind} is not there yet`)
}
