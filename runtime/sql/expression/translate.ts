// A checked expression -> SQL that fits anywhere: WHERE, ORDER BY, selected columns, UPDATE, assertions.
import type { Node } from "../../../engine/expression/index.ts"
import { nodeCondition } from "./condition.ts"
import { conjunct, operand, total } from "./sql.ts"
import type { Row, Target, Translating } from "./types.ts"
import { nodeValue } from "./value.ts"

/** `value`: NULL where the language says null. `condition`: NULL counts as false, ready for WHERE and AND, in forms that
 * indexes serve. `total`: true or false, never NULL. */
export type Mode = "value" | "condition" | "total"

/** The SQL of an expression over `row`. The text may stand wherever an operand may (a condition: wherever an operand of
 * AND may). Values become parameters of `target`; records behind references are added to `row.joins`. */
export function translate(node: Node, row: Row, target: Target, mode: Mode = "value"): string {
  const at: Translating = {
    target,
    value: (part, from) => nodeValue(at, part, from),
    condition: (part, from) => nodeCondition(at, part, from),
  }
  if (mode === "value") return operand(at.value(node, row))
  const condition = at.condition(node, row)
  return mode === "condition" ? conjunct(condition) : operand(total(condition))
}
