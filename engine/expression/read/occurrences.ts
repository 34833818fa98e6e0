// Where fields stand in the text, so that a rename can rewrite it.
import type { Expression, Node, Step } from "../types.ts"
import { partsOf } from "./visit.ts"

/** Every field name that stands in the text, in order of place; implied steps (the `id` of a bare `user`) are left out. */
export function occurrences(node: Node): readonly Step[] {
  const found: Step[] = []
  collect(node, found)
  return found.sort((a, b) => a.start - b.start)
}

function collect(node: Node, found: Step[]): void {
  if (node.kind === "path") found.push(...node.steps.filter(isWritten))
  if (node.kind === "over") found.push(...node.rows.steps.filter(isWritten))
  for (const part of partsOf(node)) collect(part, found)
}

function isWritten(step: Step): boolean {
  return step.end > step.start
}

/** The text with fields renamed: `rename` gives the new name of a step, or undefined to leave it. */
export function renamed({ text, node }: Expression, rename: (step: Step) => string | undefined): string {
  let result = text
  for (const step of occurrences(node).toReversed()) {
    const name = rename(step)
    if (name !== undefined) result = result.slice(0, step.start) + name + result.slice(step.end)
  }
  return result
}
