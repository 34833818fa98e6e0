// Room 5 for moves in a life cycle: what to look at, and what to write once it is decided. What a transition reads and
// does is the metadata's doing: it acts for the system, whoever asked for it.
import { systemGrant, type Grant } from "../access/index.ts"
import type { Expression } from "../expression/index.ts"
import type { Entity, Field, Model, Transition } from "../model/index.ts"
import { preparePatch, prepareRecord, type CleanRecord } from "../record/index.ts"
import type { JsonObject } from "../request/index.ts"
import { sightOf, type Made } from "../workflow/index.ts"
import { conditions } from "./conditions.ts"
import { once } from "./memo.ts"
import { waysOut } from "./reach.ts"
import { select } from "./select.ts"
import type { Clean, Selection, UpdatePlan } from "./types.ts"
import { invalid, sorted, updateStatics, type WriteEnv } from "./write.ts"

/** The locking look before a decision: the record, and what of the user is read beyond his own attributes. */
export interface LookPlan {
  readonly entity: Entity
  readonly select: Selection
  /** What the principal may read: where it does not hold there is no such record. */
  readonly where: readonly Expression[]
  readonly user?: Selection
}

/** Plans the look before the transitions named: all that any of them reads, what the record is called, and the references
 * that tell which derived values elsewhere hang on it. */
export function planLook(transitions: readonly Transition[], grant: Grant, model: Model): LookPlan {
  const { entity } = grant
  const sights = transitions.map((transition) => sightOf(transition, entity))
  const leaving = waysOut(entity.id, model)
  const record = [
    ...new Set([
      "version",
      "state",
      entity.titleField,
      ...leaving,
      ...sights.flatMap((sight) => sight.record),
    ]),
  ]
  const user = [...new Set(sights.flatMap((sight) => sight.user))]
  const users = user.length === 0 ? undefined : model.entities.get("base.user")
  const chosen = (of: Entity, fields: readonly string[]): Selection =>
    select(of, { fields, expand: [], as: "record" }, acting(of.id, model), model)
  return {
    entity,
    select: chosen(entity, record),
    where: conditions(grant.access(entity.id).read),
    ...(users === undefined ? {} : { user: chosen(users, user) }),
  }
}

/** A record that the input of a transition refers to, as far as the transition reads it. */
export interface InputLook {
  readonly field: Field
  readonly entity: Entity
  readonly select: Selection
  readonly where: readonly Expression[]
}

/** Plans the look at what the input may refer to: the transition reads it for the system, but people can name only what
 * they may see. */
export function planInputLooks(transition: Transition, grant: Grant, model: Model): readonly InputLook[] {
  const { input: paths } = sightOf(transition, grant.entity)
  return [...transition.input.fields.values()].flatMap((field): readonly InputLook[] => {
    const { type } = field
    const [id = ""] = type.kind === "ref" && type.entities.length === 1 ? type.entities : []
    const entity = model.entities.get(id)
    if (entity === undefined) return []
    const inner = paths.flatMap((path) =>
      path.startsWith(`${field.name}.`) ? [path.slice(field.name.length + 1)] : [],
    )
    const fields = inner.length === 0 ? [entity.titleField] : inner
    return [
      {
        field,
        entity,
        select: select(entity, { fields, expand: [], as: "record" }, acting(id, model), model),
        where: conditions(grant.access(id).read),
      },
    ]
  })
}

/** The input of a transition, clean; PLN006 with all faults. */
export function planInput(transition: Transition, input: JsonObject, env: WriteEnv): CleanRecord {
  const prepared = prepareRecord(transition.input, input, env)
  if (prepared.ok) return prepared.record
  throw invalid(transition.title, prepared.faults)
}

/** The record that moves, how, and the rows that were collected for it, by rows field. */
export interface Moving {
  readonly id: string
  readonly name: string
  readonly made: Made
  readonly collected: JsonObject
}

/** Plans the write of a decision: state, values and numbers of the record itself, references set in its rows, and rows
 * collected. Refuses with PLN006 values that do not fit their fields. */
export function planMove(moving: Moving, entity: Entity, model: Model, env: WriteEnv): UpdatePlan {
  const { id, name, made, collected } = moving
  const prepared = preparePatch(entity, { ...made.patch, ...collected }, { ...env, by: "system" })
  if (!prepared.ok) throw invalid(entity.title, prepared.faults)
  const record: Clean = { ...prepared.record, ...made.drawn, state: made.to }
  const fields = (names: readonly string[]): Field[] => names.flatMap((one) => entity.fields.get(one) ?? [])
  const given = fields(Object.keys(record).sort())
  const own = given.filter(({ storage }) => storage.kind !== "many" && storage.kind !== "rows")
  const names = [...given.map((one) => one.name), ...made.numbers, ...Object.keys(made.rows)]
  const within = new Map(Object.entries(made.rows).map(([field, rows]) => [field, namesIn(rows)] as const))
  return {
    kind: "update",
    entity,
    id,
    action: `transition ${name}`,
    reply: "none",
    numbers: fields(made.numbers),
    set: Object.fromEntries(own.map((field) => [field.name, record[field.name]])),
    rows: [...fields(Object.keys(made.rows)).map(referring), ...fields(Object.keys(collected)).map(filled)],
    // Prepared as a list of ids.
    many: given
      .filter(({ storage }) => storage.kind === "many")
      .map((field) => ({ field, ids: (record[field.name] ?? []) as readonly string[] })),
    allowed: true,
    ...updateStatics([...new Set(names)].sort(), acting(entity.id, model), model, within),
  }
  /** Rows that are there, with the references set in them: ids that were drawn or read. */
  function referring(field: Field): UpdatePlan["rows"][number] {
    return { field, kept: made.rows[field.name] ?? [], added: [], set: [...(within.get(field.name) ?? [])] }
  }
  /** Rows in place of those that were there. */
  function filled(field: Field): UpdatePlan["rows"][number] {
    return { field, ...sorted((record[field.name] ?? []) as readonly Clean[], env) } // prepared as clean rows
  }
}

/** The fields that are set in rows, sorted. */
function namesIn(rows: readonly Clean[]): ReadonlySet<string> {
  return new Set([...new Set(rows.flatMap(Object.keys))].filter((name) => name !== "id").sort())
}

/** The rights under which transitions act. */
export function acting(entity: string, model: Model): Grant {
  return once(model, `acting ${entity}`, () => systemGrant(entity, model))
}
