// Roles -> rights. Rights add up: what one role allows, another cannot take away.
import type { Condition, Entity, Field, Model, Right, Role } from "../model/index.ts"
import { either, type EntityAccess, type FieldAccess } from "./grant.ts"

const NOTHING: FieldAccess = { read: false, write: false }
const EVERYTHING: FieldAccess = { read: true, write: true }
const WRITE_ONLY: FieldAccess = { read: false, write: true }

/** The roles of `ids` and all that they include, each once; ids that the model does not know are passed over. */
export function rolesOf(model: Model, ids: readonly string[]): Role[] {
  const found = new Map<string, Role>()
  const visit = (id: string): void => {
    const role = model.roles.get(id)
    if (role === undefined || found.has(id)) return
    found.set(id, role)
    role.includes.forEach(visit)
  }
  ids.forEach(visit)
  return [...found.values()]
}

/** What the roles together allow on an entity. */
export function accessTo(model: Model, roles: readonly Role[], entity: string): EntityAccess {
  const fields = model.entities.get(entity)?.fields
  if (roles.some((role) => role.all)) return unbounded(model.entities.get(entity))
  const rights = roles.flatMap((role) => role.rights.get(entity) ?? [])
  const union = (of: (right: Right) => Condition): Condition => rights.map(of).reduce(either, false)
  const names = roles.map((role) => role.id)
  const known = new Map<string, FieldAccess>()
  return {
    read: union((right) => right.read),
    create: union((right) => right.create),
    update: union((right) => right.update),
    delete: union((right) => right.delete),
    export: rights.some((right) => right.export),
    duplicates: rights.some((right) => right.duplicates),
    transition: (name) => mayMove(model, { entity, name }, rights, names),
    field: (name) => {
      let access = known.get(name)
      if (access === undefined) known.set(name, (access = fieldAccess(fields?.get(name), rights, names)))
      return access
    },
  }
}

/** A transition is made by roles whose rights name it, and by those that the transition itself names. */
function mayMove(
  model: Model,
  { entity, name }: { readonly entity: string; readonly name: string },
  rights: readonly Right[],
  roles: readonly string[],
): boolean {
  const transition = model.lifecycles.get(entity)?.transitions.get(name)
  if (transition === undefined) return false
  const named = rights.some(({ transitions }) => transitions === true || transitions.has(name))
  return named || transition.roles.some((role) => roles.includes(role))
}

/** Every right there is; what a log or ledger holds is never changed, and only postings write entries, whoever asks. */
function unbounded(entity: Entity | undefined): EntityAccess {
  const isLedger = entity?.kind === "ledger"
  const open = !isLedger && entity?.kind !== "log"
  const field = (name: string): FieldAccess => {
    const found = entity?.fields.get(name)
    if (found === undefined) return NOTHING
    return isSecret(found) ? WRITE_ONLY : EVERYTHING
  }
  return {
    read: true,
    create: !isLedger,
    update: open,
    delete: open,
    export: true,
    duplicates: true,
    transition: () => true,
    field,
  }
}

/** What is secret is written and never shown: not in a record, nor by what a filter or a sort would tell of it. */
function isSecret(field: Field): boolean {
  return field.format === "secret"
}

/** A field shows where some role that grants the record does not hide it: a condition when roles differ on that. */
function fieldAccess(
  field: Field | undefined,
  rights: readonly Right[],
  roles: readonly string[],
): FieldAccess {
  if (field === undefined) return NOTHING
  const showing = rights.filter((right) => (right.fields.get(field.name) ?? "write") !== "none")
  const writing = rights.filter((right) => (right.fields.get(field.name) ?? "write") === "write")
  const all = rights.map((right) => right.read).reduce(either, false)
  const read =
    showing.length === rights.length
      ? all !== false
      : showing.map((right) => right.read).reduce(either, false)
  const write = field.system
    ? false
    : writing.length === rights.length
      ? true
      : writing.map((right) => either(right.update, right.create)).reduce(either, false)
  if (isSecret(field)) return { read: false, write }
  if (field.mask === undefined || field.mask.whole.some((role) => roles.includes(role)))
    return { read, write }
  // Who sees a value shortened would write the shortened one back.
  return { read, write: false, mask: field.mask.show }
}
