// Room 4, authorize: Action x Principal x Model -> Grant, or 403.
import { nearest, Problem } from "../error/index.ts"
import type { Condition, Entity, Model, Transition } from "../model/index.ts"
import { type EntityAccess, grant, type Grant, type Principal } from "./grant.ts"
import { accessTo, rolesOf } from "./roles.ts"

/** What authorize needs of an action; engine/request's Action satisfies it. */
export interface Asked {
  readonly kind:
    | "list"
    | "read"
    | "create"
    | "update"
    | "delete"
    | "bulk"
    | "merge"
    | "alike"
    | "duplicates"
    | "learn"
    | "aggregate"
    | "history"
    | "transition"
    | "transitions"
    | "preview"
    | "booked"
  readonly entity: string
  readonly work?: {
    readonly kind: "patch" | "delete" | "transition" | "create" | "update"
    readonly name?: string
  }
  /** Of a transition. */
  readonly name?: string
}

type Verb = "read" | "create" | "update" | "delete"

/** Rights of a set of roles under a model, worked out once. */
interface Rights {
  readonly key: string
  access(entity: string): EntityAccess
}

const known = new WeakMap<Model, Map<string, Rights>>()
const MOST_ROLE_SETS = 500

/** Decides whether the principal may do this at all; which records and fields is left in the Grant. Refuses with
 * REQ003 for an entity that does not exist, ACC001 for one that no role opens. */
export function authorize(asked: Asked, principal: Principal, model: Model): Grant {
  const entity = entityOf(asked.entity, model)
  const rights = rightsOf(principal.roles, model)
  const verb = verbOf(asked)
  const access = rights.access(entity.id)
  const allowed: Condition = access[verb]
  if (allowed === false)
    throw new Problem("ACC001", {
      detail: `Your roles do not let you ${verb} ${entity.plural.toLowerCase()}.`,
      hint: `GET /api/v1/access/explain?entity=${entity.id} tells why.`,
    })
  const name = asked.kind === "transition" ? asked.name : asked.work?.name
  if (name !== undefined) mustMove(name, entity, access, model)
  return grant({ entity, by: "principal", key: rights.key, access: rights.access })
}

/** Refuses with WFL003 a transition that the life cycle does not have, with ACC001 one that no role opens. */
function mustMove(name: string, entity: Entity, access: EntityAccess, model: Model): void {
  const transition = transitionOf(name, entity, model)
  if (access.transition(name)) return
  throw new Problem("ACC001", {
    detail: `Your roles do not let you make the transition "${transition.title}" of ${entity.plural.toLowerCase()}.`,
    hint: `GET /api/v1/access/explain?entity=${entity.id} tells why.`,
  })
}

/** The transition of that name; WFL003 where there is none. */
export function transitionOf(name: string, { id, title }: Entity, model: Model): Transition {
  const known = model.lifecycles.get(id)?.transitions
  const found = known?.get(name)
  if (found !== undefined) return found
  const near = known && nearest(name, known.keys())
  throw new Problem("WFL003", {
    detail:
      known === undefined
        ? `${title} has no life cycle.`
        : `${title} has no transition "${name.slice(0, 60)}".`,
    ...(near === undefined ? {} : { hint: `Did you mean "${near}"?` }),
  })
}

/** The rights of the seeding and worker principals, and of what transitions do: everything. Called in three places only. */
export function systemGrant(entity: string, model: Model): Grant {
  const everything: EntityAccess = {
    read: true,
    create: true,
    update: true,
    delete: true,
    export: true,
    duplicates: true,
    transition: () => true,
    field: () => ({ read: true, write: true }),
  }
  return grant({ entity: entityOf(entity, model), by: "system", key: "system", access: () => everything })
}

/** Rights by role ids, shared by all principals with the same roles. */
export function rightsOf(roleIds: readonly string[], model: Model): Rights {
  const key = roleIds.join(" ")
  let byRoles = known.get(model)
  if (byRoles === undefined) known.set(model, (byRoles = new Map<string, Rights>()))
  let rights = byRoles.get(key)
  if (rights === undefined) {
    if (byRoles.size >= MOST_ROLE_SETS) byRoles.clear()
    byRoles.set(key, (rights = compileRights(roleIds, model, key)))
  }
  return rights
}

function compileRights(roleIds: readonly string[], model: Model, key: string): Rights {
  const roles = rolesOf(model, roleIds)
  const byEntity = new Map<string, EntityAccess>()
  return {
    key,
    access: (entity) => {
      let access = byEntity.get(entity)
      if (access === undefined) byEntity.set(entity, (access = accessTo(model, roles, entity)))
      return access
    },
  }
}

function verbOf(asked: Asked): Verb {
  switch (asked.kind) {
    case "create":
    case "update":
    case "delete":
      return asked.kind
    case "preview":
      return asked.work?.kind === "create" ? "create" : "update"
    case "learn":
      return "update"
    case "merge":
      return "delete"
    case "bulk":
      if (asked.work?.kind === "transition") return "read"
      return asked.work?.kind === "delete" ? "delete" : "update"
    case "alike":
    case "duplicates":
    case "list":
    case "read":
    case "aggregate":
    case "history":
    case "booked":
    case "transition":
    case "transitions":
      return "read"
    default:
      return asked.kind satisfies never
  }
}

function entityOf(id: string, model: Model): Entity {
  const entity = model.entities.get(id)
  if (entity) return entity
  const near = nearest(id, model.entities.keys())
  throw new Problem("REQ003", {
    detail: `There is no entity "${id.slice(0, 80)}".`,
    ...(near === undefined ? {} : { hint: `Did you mean "${near}"?` }),
  })
}
