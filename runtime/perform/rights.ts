// Whether rights hold for one record: asked for explanations, in the database, since conditions may walk to other tables.
import type { EntityAccess } from "../../engine/access/index.ts"
import type { Entity } from "../../engine/model/index.ts"
import { recordId } from "../../engine/request/index.ts"
import { missing } from "../../engine/response/index.ts"
import { bind, rightsTemplate } from "../sql/index.ts"
import { bindings, momentOf, type Caller } from "./caller.ts"
import type { PerformParts } from "./performance.ts"

export type Verb = "read" | "create" | "update" | "delete"

/** For each verb whether its condition holds for the record; RUN001 when there is no such record at all. A record that
 * may not be read is told apart from none only by `read: false`, which its id holder may know. */
export async function evaluateRights(
  entity: Entity,
  access: EntityAccess,
  id: string,
  caller: Caller,
  parts: Pick<PerformParts, "database" | "clock">,
): Promise<Record<Verb, boolean>> {
  const { address, model, time_zone } = caller.tenant
  const template = rightsTemplate(entity, access, model)
  const statement = bind(template, bindings(caller, momentOf(parts.clock(), time_zone), { id: recordId(id) }))
  const [rows] = await parts.database.run(address, [statement])
  const row = rows?.[0]
  if (row === undefined) throw missing(entity.title)
  const [read, create, update, remove] = row.map((value) => value === "t" || value === "true")
  return { read: read === true, create: create === true, update: update === true, delete: remove === true }
}
