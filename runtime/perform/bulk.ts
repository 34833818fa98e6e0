// Many records at once, each by itself: one that is refused does not stop the others, and the reply tells of each.
import type { Grant } from "../../engine/access/index.ts"
import { Problem } from "../../engine/error/index.ts"
import type { BulkAction, DeleteAction, ListAction, UpdateAction } from "../../engine/request/index.ts"
import type { Reply } from "../../engine/response/index.ts"
import { RolledBack } from "./explain.ts"
import type { Performance } from "./performance.ts"
import { read } from "./read.ts"
import { performTransition } from "./transition/index.ts"
import { write } from "./write.ts"

const MOST = 1000
/** Few enough to leave connections to others, enough to keep the server busy. */
const AT_ONCE = 3

interface Result {
  readonly id: string
  readonly ok: boolean
  readonly problem?: unknown
}

/** `{items: [{id, ok, problem?}], count, failed}`. A dry run writes, looks and rolls back, record by record. */
export async function performBulk(
  action: BulkAction,
  grant: Grant,
  performance: Performance,
): Promise<Reply> {
  const ids = await targets(action, grant, performance)
  const each: Performance = { ...performance, run: action.run }
  const items = new Array<Result>(ids.length)
  let next = 0
  const worker = async (): Promise<void> => {
    for (let i = next++; i < ids.length; i = next++) items[i] = await one(ids[i] ?? "", action, grant, each)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  const failed = items.filter(({ ok }) => !ok).length
  return {
    status: 200,
    headers: {},
    body: JSON.stringify({ items, count: items.length, failed, dry_run: action.run === "dry" }),
  }
}

async function one(id: string, action: BulkAction, grant: Grant, performance: Performance): Promise<Result> {
  const { entity, work } = action
  try {
    if (work.kind === "transition")
      await performTransition(
        { ...work, kind: "transition", entity, id, run: action.run },
        grant,
        performance,
      )
    else await write(single(id, entity, work), grant, performance)
    return { id, ok: true }
  } catch (fault) {
    if (fault instanceof RolledBack) return { id, ok: true }
    if (fault instanceof Problem && fault.status < 500) return { id, ok: false, problem: fault }
    throw fault
  }
}

function single(
  id: string,
  entity: string,
  work: Exclude<BulkAction["work"], { kind: "transition" }>,
): UpdateAction | DeleteAction {
  return work.kind === "patch"
    ? { kind: "update", entity, id, patch: work.patch }
    : { kind: "delete", entity, id }
}

async function targets(
  action: BulkAction,
  grant: Grant,
  performance: Performance,
): Promise<readonly string[]> {
  const { target, entity } = action
  if (target.kind === "ids") return [...new Set(target.ids)]
  const list: ListAction = {
    kind: "list",
    entity,
    filter: target.filter,
    sort: [{ path: "id", descending: false }],
    fields: ["id"],
    expand: [],
    limit: MOST,
    count: false,
  }
  const reply = await read(list, grant, performance)
  // The body is our own list of ids.
  const { items, next_cursor } = JSON.parse(reply.body ?? "{}") as {
    items: { id: string }[]
    next_cursor: string | null
  }
  if (next_cursor !== null)
    throw new Problem("PLN002", {
      detail: `The filter meets more than ${MOST} records.`,
      hint: "Narrow it, and go on with the rest after.",
      path: "/filter",
    })
  return items.map(({ id }) => id)
}
