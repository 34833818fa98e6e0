// Expressions of a transition are worked out on a snapshot of the record: what it cannot hold is refused here.
import { partsOf, type Expression, type Node, type Scope, type Type } from "../../expression/index.ts"
import type { Place } from "../report.ts"
import type { TransitionGround } from "./scope.ts"

/** The expression checked in its scope; undefined when it has faults, which are reported. */
export function readOver(
  text: string,
  scope: Scope,
  expected: Type | undefined,
  place: Place,
  { layout }: TransitionGround,
): Expression | undefined {
  const expression = layout.all.read(text, scope, expected, place)
  if (expression === undefined || !climbs(expression.node)) return expression
  layout.report.fault(
    "MOD014",
    place,
    "A transition does not climb trees: it sees the record and what its references name.",
    "Keep the condition in a virtual field, and read that.",
  )
  return undefined
}

function climbs(node: Node): boolean {
  return (node.kind === "call" && node.fn === "within") || partsOf(node).some(climbs)
}
