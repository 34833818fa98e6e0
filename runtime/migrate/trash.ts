// What migrations took away is kept for 30 days and then removed for good.
import { dropKept, keptSince, trashQuery } from "../sql/ddl/index.ts"
import type { Control } from "../tenant/index.ts"

const keptDays = 30

const day = 24 * 60 * 60 * 1000

/** Removes what lies in the trash of any tenant for longer than 30 days before `now`; gives the number of tables removed. */
export async function emptyTrash(control: Control, now: Date): Promise<number> {
  let removed = 0
  for (const server of control.admin.servers) {
    const [rows = []] = await control.admin.run(server, [trashQuery()])
    const old = rows.flatMap(([schema, table, comment]) => {
      const since = keptSince(comment ?? null)
      const isOld = since !== undefined && now.getTime() - since.getTime() > keptDays * day
      return isOld && schema != null && table != null ? [dropKept(schema, table)] : []
    })
    // One by one: a table at a time is locked, and a broken-off run has removed what it has removed.
    for (const text of old) await control.admin.run(server, [{ text, values: [], prepared: false }])
    removed += old.length
  }
  return removed
}
