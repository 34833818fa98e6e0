// Decides the roles: rights to real entities and fields, with conditions checked. What a role does not name, it may not.
import type { ConditionSource, GrantSource, RoleSource } from "../../metaschema/index.ts"
import { booleanType } from "../express/expressions.ts"
import { askedScope } from "../express/scope.ts"
import { present } from "../present.ts"
import type { Loaded } from "../read/items.ts"
import { inside, type Place } from "../report.ts"
import type { Condition, Entity, Right, Role } from "../types.ts"
import { entityAt, type LayoutGround } from "./layout.ts"

/** All roles by id. */
export function layRoles(ground: LayoutGround): ReadonlyMap<string, Role> {
  const roles = new Map<string, Role>()
  for (const [id, loaded] of ground.items.roles) roles.set(id, layRole(id, loaded, ground))
  reportCircles(ground)
  reportMasks(ground)
  return roles
}

function layRole(id: string, { source, place }: Loaded<RoleSource>, ground: LayoutGround): Role {
  const { includes = [], all = false, title } = source
  const { roles, broken } = ground.items
  includes.forEach((other, index) => {
    if (!roles.has(other) && !broken.has(`role ${other}`))
      ground.report.unknown(inside(place, "includes", index), "role", other, roles.keys())
  })
  const rights = new Map<string, Right>()
  for (const [name, grant] of Object.entries(source.entities)) {
    const at = inside(place, "entities", name)
    const entity = entityAt(name, at, ground)
    if (entity !== undefined) rights.set(name, layRight(entity, grant, at, ground))
  }
  return { id, title, includes, all, rights, ...present({ description: source.description }) }
}

function layRight(entity: Entity, grant: GrantSource, place: Place, ground: LayoutGround): Right {
  const scope = askedScope({ shape: entity, parent: undefined }, ground.all)
  const condition = (key: "read" | "create" | "update" | "delete"): Condition => {
    const declared: ConditionSource = grant[key] ?? false
    if (typeof declared === "boolean") return declared
    return ground.all.read(declared, scope, booleanType, inside(place, key)) ?? false
  }
  for (const name of Object.keys(grant.fields ?? {}))
    if (!entity.fields.has(name))
      ground.report.unknown(
        inside(place, "fields", name),
        `field of ${entity.id}`,
        name,
        entity.fields.keys(),
      )
  for (const key of ["create", "update", "delete"] as const)
    if (isShut(entity, key) && (grant[key] ?? false) !== false)
      ground.report.fault(
        "MOD014",
        inside(place, key),
        entity.kind === "log"
          ? `${entity.id} is a log: what it holds is never changed.`
          : `${entity.id} is a ledger: postings write its entries, and nothing changes them.`,
      )
  return {
    read: condition("read"),
    create: condition("create"),
    update: condition("update"),
    delete: condition("delete"),
    fields: new Map(Object.entries(grant.fields ?? {})),
    transitions: transitionsOf(entity, grant, place, ground),
    export: grant.export ?? false,
    duplicates: duplicatesOf(entity, grant, place, ground),
  }
}

/** The transitions as named; unknown ones are reported. */
function transitionsOf(
  { id }: Entity,
  { transitions = [] }: GrantSource,
  place: Place,
  { items, report }: LayoutGround,
): Right["transitions"] {
  const cycle = [...items.lifecycles.values()].find(({ source }) => source.entity === id)
  const at = inside(place, "transitions")
  if (transitions === true) {
    if (cycle === undefined) report.fault("MOD014", at, `${id} has no life cycle, so it has no transitions.`)
    return true
  }
  const known = Object.keys(cycle?.source.transitions ?? {})
  transitions.forEach((name, index) => {
    if (!known.includes(name)) report.unknown(inside(at, index), `transition of ${id}`, name, known)
  })
  return new Set(transitions)
}

function duplicatesOf(entity: Entity, grant: GrantSource, place: Place, ground: LayoutGround): boolean {
  if (grant.duplicates !== undefined && entity.duplicates === undefined)
    ground.report.fault("MOD014", inside(place, "duplicates"), `${entity.id} does not tell duplicates.`)
  return grant.duplicates ?? false
}

/** What nobody may do, whatever the role: what logs and ledgers hold stays, and only postings write entries. */
function isShut({ kind }: Entity, verb: "create" | "update" | "delete"): boolean {
  return kind === "ledger" || (kind === "log" && verb !== "create")
}

function reportCircles({ items, report }: LayoutGround): void {
  const done = new Set<string>()
  const visit = (id: string, open: readonly string[]): void => {
    const loaded = items.roles.get(id)
    if (loaded === undefined || done.has(id)) return
    if (open.includes(id)) {
      const loop = [...open.slice(open.indexOf(id)), id].join(" -> ")
      return report.fault(
        "MOD016",
        inside(loaded.place, "includes"),
        `The roles include each other in a circle: ${loop}.`,
      )
    }
    for (const other of loaded.source.includes ?? []) visit(other, [...open, id])
    done.add(id)
  }
  for (const id of items.roles.keys()) visit(id, [])
}

/** The roles that see a masked value whole exist. */
function reportMasks({ items, entities, report }: LayoutGround): void {
  for (const entity of entities.values())
    for (const field of entity.fields.values())
      field.mask?.whole.forEach((role, index) => {
        const file = items.entities.get(entity.id)?.place ?? { file: "", pointer: "" }
        const place = inside(file, "properties", field.name, "mask", "whole", index)
        if (!items.roles.has(role) && !items.broken.has(`role ${role}`))
          report.unknown(place, "role", role, items.roles.keys())
      })
}
