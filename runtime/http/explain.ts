// /access/explain: why may the caller do this, or why not; for an entity, and for one record if its id is given.
import { rightsOf, rolesOf, type EntityAccess } from "../../engine/access/index.ts"
import { nearest, Problem } from "../../engine/error/index.ts"
import type { Condition, Entity, Model, Role } from "../../engine/model/index.ts"
import type { Session } from "../auth/index.ts"
import { evaluateRights, type Verb } from "../perform/index.ts"
import type { AppParts } from "./parts.ts"

const VERBS: readonly Verb[] = ["read", "create", "update", "delete"]

/** `?entity=crm.lead&id=...` -> each right with what each role says of it, and whether it holds for the record. */
export async function explain(
  query: ReadonlyMap<string, string>,
  session: Session,
  parts: AppParts,
): Promise<Record<string, unknown>> {
  const unknown = [...query.keys()].find((name) => name !== "entity" && name !== "id")
  if (unknown !== undefined) throw unknownParameter(unknown)
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
      roles: roles.map((role) => ({ role: role.id, title: role.title, says: said(role, entity, verb) })),
    },
  ])
  return {
    entity: entity.id,
    ...(id === undefined ? {} : { id }),
    rights: Object.fromEntries(rights) as unknown,
    fields: fieldRights(entity, access),
    transitions: transitionRights(entity, access, model),
  }
}

function said(role: Role, entity: Entity, verb: Verb): boolean | string {
  return role.all ? true : described(role.rights.get(entity.id)?.[verb] ?? false)
}

function fieldRights(entity: Entity, access: EntityAccess): Record<string, unknown> {
  const rights = [...entity.fields.keys()].map((name): [string, unknown] => {
    const { read, write, mask } = access.field(name)
    return [name, { read: described(read), write: described(write), ...(mask === undefined ? {} : { mask }) }]
  })
  return Object.fromEntries(rights)
}

/** Which transitions of the life cycle the roles open. */
function transitionRights({ id }: Entity, access: EntityAccess, model: Model): Record<string, boolean> {
  const transitions = [...(model.lifecycles.get(id)?.transitions.keys() ?? [])]
  return Object.fromEntries(transitions.map((name) => [name, access.transition(name)]))
}

function unknownParameter(name: string): Problem {
  const shown = name.slice(0, 60)
  return new Problem("REQ004", {
    detail: `The parameter "${shown}" is not known here.`,
    hint: "Known: entity, id.",
    path: shown,
  })
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
