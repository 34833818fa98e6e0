// Who holds a role: users by the ids of roles.
import type { Entity, Model } from "../../../engine/model/index.ts"
import { Draft } from "../draft.ts"
import type { Template } from "../template.ts"

/** Rows of [id] of the active users who hold one of the roles in the input `roles`, in order of id. */
export function holdersTemplate(users: Entity, model: Model): Template {
  const draft = new Draft(model)
  const roles = draft.param({ kind: "input", name: "roles" }, "text[]")
  const active = users.fields.has("active") ? " AND t.active" : ""
  return draft.finish(
    `SELECT t.id::text FROM ${draft.table(users.table)} t WHERE t.roles && ${roles}${active} ORDER BY t.id`,
  )
}
