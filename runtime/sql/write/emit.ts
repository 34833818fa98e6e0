// An event of a transition, put into the outbox beside the change itself.
import type { Entity, Model } from "../../../engine/model/index.ts"
import { Draft } from "../draft.ts"
import type { Template } from "../template.ts"

/** Adds a row about the record `id` to the outbox, called by the input `event`. */
export function emitTemplate(entity: Entity, model: Model): Template {
  const draft = new Draft(model)
  const name = draft.param({ kind: "literal", value: entity.id }, "text")
  const event = draft.param({ kind: "input", name: "event" }, "text")
  const id = draft.param({ kind: "input", name: "id" }, "uuid")
  return draft.finish(
    `INSERT INTO ${draft.table("_outbox")} (entity, record, version, action) SELECT ${name}, t.id, t.version, ${event} FROM ${draft.table(entity.table)} t WHERE t.id = ${id}`,
  )
}
