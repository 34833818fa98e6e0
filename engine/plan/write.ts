// Room 5 for writing: create, update, delete.
import { both, type Grant } from "../access/index.ts"
import { Problem, type Fault } from "../error/index.ts"
import { check } from "../expression/index.ts"
import type { Condition, Field, Model } from "../model/index.ts"
import type { CreateAction, DeleteAction, JsonObject, UpdateAction } from "../request/index.ts"
import { preparePatch, prepareRecord, type RecordEnv } from "../record/index.ts"
import { following, waiting } from "./lookup.ts"
import { once } from "./memo.ts"
import { refreshes, type Within } from "./refresh.ts"
import { assertionsOf, closure } from "./rules.ts"
import { select } from "./select.ts"
import type { Clean, CreatePlan, DeletePlan, UpdatePlan } from "./types.ts"

/** What planning a write needs from outside: who and when for defaults, and ids for what is new. */
export interface WriteEnv extends RecordEnv {
  readonly newId: () => string
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Plans a create: defaults filled in, every record checked. Refuses with PLN006 and all faults of all records at
 * once, ACC003 for fields that the principal may not write. */
export function planCreate(action: CreateAction, grant: Grant, model: Model, env: WriteEnv): CreatePlan {
  const { entity } = grant
  const faults: Fault[] = []
  const records = action.records.map((record, i) => {
    const path = action.form === "many" ? `/${i}` : ""
    const { id, input } = identified(record, grant, env)
    refuseUnwritable(input, grant, path)
    const prepared = prepareRecord(entity, input, { ...env, by: grant.by })
    if (prepared.ok) return { ...withRowIds(prepared.record, entity, env), id }
    faults.push(...prepared.faults.map((fault) => ({ ...fault, path: path + fault.path })))
    return { id }
  })
  if (faults.length > 0) throw invalid(entity.title, faults)
  return {
    kind: "create",
    entity,
    form: action.form,
    records,
    allowed: writing("create", action.records.flatMap(Object.keys), grant),
    ...createStatics(grant, model),
    ...keyOf(action),
  }
}

function createStatics(grant: Grant, model: Model): Pick<CreatePlan, "rules" | "refresh" | "select"> {
  const { entity } = grant
  return once(model, `create ${entity.id} ${grant.key}`, () => ({
    rules: assertionsOf(entity, "all"),
    refresh: refreshes(entity, { fields: "all", by: "create" }, model),
    select: select(entity, { expand: [], as: "record" }, grant, model),
  }))
}

/** Plans an update from a merge patch (RFC 7386). Refuses like `planCreate`, and an empty patch with PLN006. */
export function planUpdate(action: UpdateAction, grant: Grant, model: Model, env: WriteEnv): UpdatePlan {
  const { entity } = grant
  refuseUnwritable(action.patch, grant, "")
  const prepared = preparePatch(entity, action.patch, { ...env, by: grant.by })
  if (!prepared.ok) throw invalid(entity.title, prepared.faults)
  const names = Object.keys(prepared.record).sort()
  if (names.length === 0) throw changesNothing()
  const { lookups, fields: followers } = following(entity, prepared.record, grant)
  const given = updateStatics(names, grant, model)
  const statics =
    followers.length === 0 ? given : updateStatics([...names, ...followers].sort(), grant, model)
  const fields = names
    .map((name) => entity.fields.get(name))
    .filter((field): field is Field => field !== undefined)
  const isOwn = (field: Field): boolean => field.storage.kind !== "rows" && field.storage.kind !== "many"
  const value = (field: Field): readonly unknown[] =>
    (prepared.record[field.name] ?? []) as readonly unknown[]
  return {
    kind: "update",
    entity,
    id: action.id,
    set: Object.fromEntries(fields.filter(isOwn).map((field) => [field.name, prepared.record[field.name]])),
    rows: fields
      .filter((field) => field.storage.kind === "rows")
      .map((field) => ({ field, ...sorted(value(field) as readonly Clean[], env) })),
    many: fields
      .filter((field) => field.storage.kind === "many")
      .map((field) => ({ field, ids: value(field) as readonly string[] })),
    allowed: writing("update", names, grant),
    ...statics,
    ...(lookups.length + followers.length === 0
      ? {}
      : { rules: waiting(statics.rules, given.rules, lookups), lookups }),
    ...(action.version === undefined ? {} : { version: action.version }),
    ...keyOf(action),
  }
}

function changesNothing(): Problem {
  return new Problem("PLN006", {
    detail: "The patch changes nothing.",
    hint: "Send the fields that are to change.",
  })
}

/** What of an update hangs on the model and the names of the fields alone, and of those in rows that only change. */
export function updateStatics(
  names: readonly string[],
  grant: Grant,
  model: Model,
  within: Within = new Map(),
): Pick<UpdatePlan, "rules" | "refresh" | "select"> {
  const { entity } = grant
  const inner = [...within].map(([field, set]) => `${field}:${[...set].join("+")}`)
  return once(model, `update ${entity.id} ${[...names, ...inner].join(",")} ${grant.key}`, () => {
    const touched = closure(entity, new Set(names))
    const refresh = refreshes(entity, { fields: touched, by: "update", within }, model)
    const own = refresh
      .filter(({ table }) => table.id === entity.id)
      .flatMap(({ fields }) => fields.map(({ name }) => name))
    return {
      rules: assertionsOf(entity, new Set([...touched, ...own]), grant.by),
      refresh,
      select: select(entity, { expand: [], as: "record" }, grant, model),
    }
  })
}

/** Plans a delete; what still refers to the record shows when it is run. */
export function planDelete(action: DeleteAction, grant: Grant, model: Model): DeletePlan {
  const { entity } = grant
  return {
    kind: "delete",
    entity,
    id: action.id,
    allowed: deleting(grant, model),
    refresh: once(model, `delete ${entity.id}`, () =>
      refreshes(entity, { fields: "all", by: "delete" }, model),
    ),
    ...(action.version === undefined ? {} : { version: action.version }),
    ...keyOf(action),
  }
}

/** The right to delete a record; people delete it only in a state that lets them. */
function deleting(grant: Grant, model: Model): Condition {
  const { entity, by } = grant
  const right = grant.access(entity.id).delete
  const states = [...(model.lifecycles.get(entity.id)?.states.values() ?? [])]
  if (by === "system" || states.every(({ deletable }) => deletable)) return right
  return once(model, `deletable ${entity.id} ${grant.key}`, () => {
    const names = states.filter(({ deletable }) => deletable).map(({ name }) => `'${name}'`)
    return names.length === 0 ? false : both(right, inOneOf(names, entity))
  })
}

function inOneOf(states: readonly string[], entity: Grant["entity"]): Condition {
  const checked = check(`state in [${states.join(", ")}]`, { record: entity, entity: () => undefined })
  if (!checked.ok) throw new Error(`the states of ${entity.id} are not those of its field`)
  return checked.expression
}

/** The right to write a record with these fields: the entity's, and that of each field whose right hangs on the record. */
function writing(verb: "create" | "update", names: readonly string[], grant: Grant): Condition {
  const access = grant.access(grant.entity.id)
  return names.reduce(
    (all, name) => both(all, grant.entity.fields.has(name) ? access.field(name).write : true),
    access[verb],
  )
}

function keyOf(action: { readonly idempotencyKey?: string }): { key?: string } {
  return action.idempotencyKey === undefined ? {} : { key: action.idempotencyKey }
}

/** Seeding may say a record's id; everyone else gets a new one. */
function identified(record: JsonObject, grant: Grant, env: WriteEnv): { id: string; input: JsonObject } {
  if (grant.by !== "system" || record["id"] === undefined) return { id: env.newId(), input: record }
  const { id, ...input } = record
  if (typeof id !== "string" || !UUID.test(id))
    throw new Problem("REQ012", { detail: "The id of a seeded record is not a UUID.", path: "/id" })
  return { id, input }
}

/** Child rows get their ids here, so that one message can carry them all. */
function withRowIds(record: Clean, { rows }: Grant["entity"], env: WriteEnv): Clean {
  if (rows.size === 0) return record
  const out: Record<string, unknown> = { ...record }
  for (const field of rows.keys()) {
    const given = record[field] as readonly Clean[] | undefined
    if (given !== undefined)
      out[field] = given.map((row, position) => ({ ...row, id: env.newId(), position }))
  }
  return out
}

/** Rows with an id are merged into those that are there, the others are new. Their order is the array's. */
export function sorted(rows: readonly Clean[], env: WriteEnv): { kept: Clean[]; added: Clean[] } {
  const placed: Clean[] = rows.map((row, position) => ({ ...row, position }))
  return {
    kept: placed.filter((row) => row["id"] !== undefined),
    added: placed.filter((row) => row["id"] === undefined).map((row) => ({ ...row, id: env.newId() })),
  }
}

function refuseUnwritable(input: JsonObject, grant: Grant, path: string): void {
  const { entity } = grant
  const access = grant.access(entity.id)
  for (const name of Object.keys(input)) {
    if (entity.fields.get(name)?.system !== false || access.field(name).write !== false) continue
    throw new Problem("ACC003", {
      detail: `Your roles do not let you write "${name}" of ${entity.title}.`,
      path: `${path}/${name}`,
    })
  }
}

/** PLN006 with all faults of a record. */
export function invalid(title: string, errors: readonly Fault[]): Problem {
  const first = errors[0]
  return new Problem("PLN006", {
    detail: errors.length === 1 && first ? first.message : `${title} has ${errors.length} fields to mend.`,
    errors,
  })
}
