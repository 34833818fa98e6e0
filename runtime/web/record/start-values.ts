// What a new record begins with: the model's defaults as far as they can be told here, and what the address gives.
import { sortOf } from "../contract/fields.ts"
import type { Entity, Field, Model } from "../contract/model.ts"
import { type Json, type Row, isList } from "../contract/record.ts"
import { evaluate, toJson } from "../live/evaluate.ts"
import { liveRules } from "../live/live-rules.ts"

/** What a new record begins with: defaults, which the server gives as well, and values given by the address. */
export interface Start {
  readonly defaults: Row
  readonly given: Row
}

/** Defaults that only the server can work out stay empty and are filled in when the record is saved. */
export function startValues(model: Model, entity: Entity, query: URLSearchParams, now: Date): Start {
  const rules = liveRules(model, entity.id)
  const around = { user: model.user, known: new Map<string, Row>(), now }
  const defaults: Record<string, Json> = {}
  const given: Record<string, Json> = {}
  for (const field of Object.values(entity.fields)) {
    if (field.read_only || field.computed !== undefined) continue
    const live = rules.fields.get(field.name)?.byDefault
    const value = live === undefined ? undefined : evaluate(live, defaults, around)
    if (value !== undefined) defaults[field.name] = toJson(value, field)
    else if (isConstant(field.default)) defaults[field.name] = field.default
    const wanted = query.get(field.name)
    if (wanted !== null) given[field.name] = givenValue(field, wanted)
  }
  return { defaults, given }
}

/** A value of the address: `entity/id` for a polymorphic reference, one id for many. */
function givenValue(field: Field, text: string): Json {
  const [entity = "", id = ""] = text.split("/")
  switch (sortOf(field)) {
    case "any_reference":
      return { entity, id }
    case "many":
      return [text]
    case "boolean":
      return text === "true"
    default:
      return text
  }
}

function isConstant(value: unknown): value is Json {
  return value !== undefined && (typeof value !== "object" || value === null || isList(value))
}
