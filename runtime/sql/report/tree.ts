// The records of a tree that groups stand in: how each is called and which one is above it.
import type { PlannedGroup } from "../../../engine/report/index.ts"
import type { Draft } from "../draft.ts"
import { quoteIdentifier as q } from "../quote.ts"
import { whereText } from "../read/list.ts"
import { calledColumns } from "./groups.ts"
import { isCondition, kind, type Part } from "./part.ts"

/** Columns: `t`, the level of the group, id, id of the one above, how it is called, the values over it. Records that the
 * roles do not show are left out: what stands below them begins a tree of its own. */
export function treePart(group: PlannedGroup, level: number, most: number, draft: Draft): Part {
  const { target, tree } = group
  if (target === undefined || tree === undefined) throw new Error(`${group.name} is no tree`)
  const row = draft.row(target.entity)
  const columns = [
    kind("t"),
    `'${level}'::text`,
    `${row.alias}.id::text`,
    `${row.alias}.${q(tree)}::text`,
    ...calledColumns(group, row, draft),
  ]
  const where = isCondition(target.read) ? [draft.condition(target.read, row)] : target.read ? [] : ["false"]
  return { columns, rest: `FROM ${draft.from(row)}${whereText(where)} LIMIT ${most + 1}` }
}
