// Notifications that a transition leaves: records of `base.notification`, one for each user told.
import { notificationEntity, type Entity, type Field, type Model } from "../../../engine/model/index.ts"
import { acting, once, planCreate, type WriteEnv } from "../../../engine/plan/index.ts"
import type { Work } from "../../../engine/workflow/index.ts"
import { arrayText, holdersTemplate } from "../../sql/index.ts"
import type { Unit } from "./unit.ts"

type Notify = Extract<Work, { kind: "notify" }>

/** What a notification is about, and when it is written. */
export interface About {
  readonly entity: Entity
  readonly id: string
  readonly env: WriteEnv
}

/** Tells the users named and the holders of the roles. */
export async function notify(unit: Unit, work: Notify, about: About): Promise<void> {
  await tell(unit, [...work.users, ...(await holders(unit, work.roles))], work.message, about)
}

/** Tells each user once, and not the one who does it himself. */
export async function tell(
  unit: Unit,
  users: readonly string[],
  message: string,
  { entity, id, env }: About,
): Promise<void> {
  const { caller } = unit.performance
  const { model } = caller.tenant
  const told = new Set(users)
  told.delete(caller.principal.id)
  if (told.size === 0) return
  const field = model.entities.get(notificationEntity)?.fields.get("regarding")
  const regarding =
    field !== undefined && isTarget(field, entity.id) ? { regarding: { entity: entity.id, id } } : {}
  const records = [...told].map((recipient) => ({ recipient, message, ...regarding }))
  const grant = acting(notificationEntity, model)
  const action = { kind: "create", entity: notificationEntity, form: "many", records } as const
  await unit.write({ ...planCreate(action, grant, model, env), reply: "none" }, grant)
}

/** The users who hold one of the roles, or one that includes it. */
export async function holders(unit: Unit, roles: readonly string[]): Promise<readonly string[]> {
  const { model } = unit.performance.caller.tenant
  const users = model.entities.get("base.user")
  if (roles.length === 0 || users === undefined) return []
  const template = once(model, "sql holders", () => holdersTemplate(users, model))
  const [rows = []] = await unit.ask([template], { roles: arrayText(including(roles, model)) })
  return rows.flatMap(([id]) => id ?? [])
}

/** The roles and all that include one of them. */
function including(roles: readonly string[], { roles: all }: Model): readonly string[] {
  const found = new Set(roles)
  for (let before = -1; before !== found.size;) {
    before = found.size
    for (const role of all.values()) if (role.includes.some((one) => found.has(one))) found.add(role.id)
  }
  return [...found]
}

function isTarget({ storage }: Field, entity: string): boolean {
  return storage.kind === "any_ref" && storage.targets.some((target) => target.entity === entity)
}
