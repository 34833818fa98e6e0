// /access/explain: why may the caller do this, or why not; for an entity, and for one record if its id is given.
import { rightsOf, rolesOf } from "../../engine/access/index.ts"
import { nearest, Problem } from "../../engine/error/index.ts"
import type { Condition, Entity, Model } from "../../engine/model/index.ts"
import type { Session } from "../auth/index.ts"
import { evaluateRights, type Verb } from "../perform/index.ts"
import type { AppParts } from "./app.ts"

const VERBS: readonly Verb[] = ["read", "create", "update", "delete"]

/** `?entity=crm.lead&id=...` -> each right with what each role says of it, and whether it holds for the record. */
export async function explain(
  query: ReadonlyMap<string, string>,
  session: Session,
  parts: AppParts,
): Promise<Record<string, unknown>> {
  for (const name of query.keys())
    if (name !== "entity" && name !== "id")
      throw new Problem("REQ004", {
        detail: `The parameter "${name.slice(0, 60)}" is not known here.`,
        hint: "Known: entity, id.",
        path: name.slice(0, 60),
      })
  const { model } = session.tenant
  const entity = entityOf(query.get("entity") ?? "", model)
  const roles = rolesOf(model, session.principal.roles)
  const access = rightsOf(session.principal.roles, model).access(entity.id)
  const id = query.get("id")
  const holds = id === undefined ? undefined : await evaluateRights(entity, access, id, session, parts)
  const rights = VERBS.map((verb) => [
    verb,
    {
      allowed: described(access[verb]),
      ...(holds === undefined ? {} : { holds: holds[verb] }),
      roles: roles.map((role) => ({
        role: role.id,
        title: role.title,
        says: role.all ? true : described(role.rights.get(entity.id)?.[verb] ?? false),
      })),
    },
  ])
  const fields = [...entity.fields.keys()].map((name) => {
    const { read, write, mask } = access.field(name)
    return [name, { read: described(read), write: described(write), ...(mask === undefined ? {} : { mask }) }]
  })
  return {
    entity: entity.id,
    ...(id === undefined ? {} : { id }),
    rights: Object.fromEntries(rights),
    fields: Object.fromEntries(fields),
  }
}

function described(condition: Condition): boolean | string {
  return typeof condition === "object" ? condition.text : condition
}

function entityOf(id: string, model: Model): Entity {
  const entity = model.entities.get(id)
  if (entity) return entity
  const near = nearest(id, model.entities.keys())
  throw new Problem("REQ003", {
    detail: `There is no entity "${id.slice(0, 80)}".`,
    hint: near === undefined ? "Say which with entity=." : `Did you mean "${near}"?`,
  })
}
