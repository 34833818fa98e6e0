// Whether a search finds always the same one: what is left to chance is refused.
import { reads, type Expression, type Node } from "../../expression/index.ts"
import type { Outline } from "../outline/outline.ts"
import type { SortField } from "../types.ts"

/** Whether what the condition sets equal, with what is sorted by, tells each of the records apart from all others: the
 * key of the record does, and so does a unique set that has no gaps (empty values count as different there). */
export function leavesOne(
  where: Expression,
  order: readonly SortField[],
  { source, fields }: Outline,
): boolean {
  const known = new Set([...equalTo(where.node), ...order.map(({ field }) => field)])
  if (known.has("id")) return true
  if ([...fields.values()].some(({ name, unique, required }) => unique && required && known.has(name)))
    return true
  const sets = Object.values(source.unique ?? {}).filter(({ where: some }) => some === undefined)
  const isKnown = (name: string): boolean => known.has(name) && fields.get(name)?.required === true
  // Sets of child rows are unique within their record.
  const within = fields.has("position") ? ["parent"] : []
  return sets.some((set) => set.fields.every(isKnown) && within.every((name) => known.has(name)))
}

/** Fields of the searched one that the condition sets equal to something else. */
function equalTo(node: Node): readonly string[] {
  if (node.kind !== "binary") return []
  if (node.op === "&&") return [...equalTo(node.left), ...equalTo(node.right)]
  if (node.op !== "==") return []
  return [
    [node.left, node.right],
    [node.right, node.left],
  ].flatMap(([one, other]) => {
    if (one?.kind !== "path" || one.root !== "row" || other === undefined) return []
    const [first, second] = one.steps
    const isOwn = second === undefined || (second.field === "id" && one.steps.length === 2)
    return isOwn && first !== undefined && reads(other).every(({ root }) => root !== "row")
      ? [first.field]
      : []
  })
}
