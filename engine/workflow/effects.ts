// Effects with their values worked out, in order. What an effect sets, those after it see.
import type { Env, Row } from "../expression/index.ts"
import type { Effect, Entity, Lifecycle, Model, Transition } from "../model/index.ts"
import { evaluate, holds } from "../ledger/index.ts"
import { aimed, idIn, idsOf, inputs } from "./evaluate.ts"
import { recordsOf } from "./create.ts"
import { refer } from "./refer.ts"
import type { EffectOf, Made, TransitionEvent, Work } from "./types.ts"

type Done = Pick<Made, "patch" | "rows" | "numbers" | "drawn" | "fills" | "works">

/** What the transition does, besides changing the state. */
export function worksOf(
  { entity }: Lifecycle,
  made: Transition,
  [start, { newId, numbers: drawn = {} }]: readonly [Env, TransitionEvent],
  model: Model,
): Done {
  const own = entityOf(entity, model)
  const patch: Record<string, unknown> = {}
  const rows: Record<string, readonly Row[]> = {}
  const numbers: string[] = []
  const fills: EffectOf<"collect" | "match">[] = []
  const works: Work[] = []
  let env = start
  for (const effect of made.effects) {
    if (!holds(effect.when, env)) continue
    if (effect.kind === "set") {
      const set = inputs(effect.values, own, env)
      Object.assign(patch, set)
      env = { ...env, row: { ...env.row, ...set } }
    } else if (effect.kind === "collect" || effect.kind === "match") fills.push(effect)
    else if (effect.kind === "number") {
      const number = drawn[effect.field]
      if (number === undefined) numbers.push(effect.field)
      else env = { ...env, row: { ...env.row, [effect.field]: number } }
    } else if (effect.kind === "create" && effect.into !== undefined) {
      const records = recordsOf(effect, env, own, entityOf(effect.entity, model))
      const referred = refer({ ...effect, into: effect.into }, records, env, newId)
      works.push({ ...createWork(effect, referred.records), referred: true })
      Object.assign(patch, referred.patch)
      Object.assign(rows, joined(rows, referred.rows))
      env = referred.env
    } else works.push(...workOf(effect, env, own, model))
  }
  return { patch, rows, numbers, drawn, fills, works: works.filter(isAny) }
}

/** What is set in the rows of a field by one effect after another. */
function joined(before: Made["rows"], now: Made["rows"]): Made["rows"] {
  return Object.fromEntries(
    Object.entries(now).map(([field, rows]) => [
      field,
      rows.map((row, i) => ({ ...before[field]?.[i], ...row })),
    ]),
  )
}

function isAny(work: Work): boolean {
  return work.kind !== "create" || work.records.length > 0
}

type Working = Exclude<Effect, { readonly kind: "set" | "number" | "collect" | "match" }>

function workOf(effect: Working, env: Env, own: Entity, model: Model): readonly Work[] {
  switch (effect.kind) {
    case "create":
      return created(effect, env, own, model)
    case "update":
      return updated(effect, env, model)
    case "carry":
      return carried(effect, env, model)
    case "transition":
      return moved(effect, env, model)
    case "post":
    case "reverse":
      return [{ kind: "book", effect, env }]
    case "notify": {
      const { roles, message } = effect
      return [{ kind: "notify", users: idsOf(effect.users, env), roles, message }]
    }
    case "emit":
      return [{ kind: "emit", event: effect.event }]
    default:
      return effect satisfies never
  }
}

function created(effect: EffectOf<"create">, env: Env, own: Entity, model: Model): readonly Work[] {
  return [createWork(effect, recordsOf(effect, env, own, entityOf(effect.entity, model)))]
}

type CreateWork = Extract<Work, { readonly kind: "create" }>

function createWork({ entity, then }: EffectOf<"create">, records: readonly Row[]): CreateWork {
  return { kind: "create", entity, records, referred: false, ...(then === undefined ? {} : { then }) }
}

/** A reference that is empty names nothing to change. */
function updated(effect: EffectOf<"update">, env: Env, model: Model): readonly Work[] {
  const entity = targetOf(effect.target, model)
  return aimed(effect, env).flatMap((at) => {
    const id = idIn(evaluate(effect.target, at))
    return id === undefined
      ? []
      : [{ kind: "update", entity: entity.id, id, patch: inputs(effect.values, entity, at) }]
  })
}

/** What is about this document goes nowhere where the reference is empty. */
function carried({ entity, via, target }: EffectOf<"carry">, env: Env, model: Model): readonly Work[] {
  const id = idIn(evaluate(target, env))
  if (id === undefined) return []
  return [{ kind: "carry", entity, via, to: { entity: targetOf(target, model).id, id } }]
}

/** A record that several rows name moves once. */
function moved(effect: EffectOf<"transition">, env: Env, model: Model): readonly Work[] {
  const entity = targetOf(effect.target, model)
  const input = model.lifecycles.get(entity.id)?.transitions.get(effect.transition)?.input
  if (input === undefined) throw new Error(`${entity.id} has no transition ${effect.transition}`)
  const seen = new Set<string>()
  return aimed(effect, env).flatMap((at) => {
    const id = idIn(evaluate(effect.target, at))
    if (id === undefined || seen.has(id)) return []
    seen.add(id)
    const { transition } = effect
    return [{ kind: "move", entity: entity.id, id, transition, input: inputs(effect.input, input, at) }]
  })
}

function targetOf({ node: { type } }: EffectOf<"update">["target"], model: Model): Entity {
  return entityOf(type.kind === "ref" ? (type.entities[0] ?? "") : "", model)
}

function entityOf(id: string, model: Model): Entity {
  const entity = model.entities.get(id)
  if (entity === undefined) throw new Error(`a compiled model names no entity ${id}`)
  return entity
}
