// Rows that a transition collects from other records, before its own is written.
import type { Entity } from "../../../engine/model/index.ts"
import { once } from "../../../engine/plan/index.ts"
import type { JsonObject } from "../../../engine/request/index.ts"
import type { Made } from "../../../engine/workflow/index.ts"
import { collectTemplate } from "../../sql/index.ts"
import type { Unit } from "./unit.ts"

/** The rows as they would be sent, by rows field. */
export async function collect(
  unit: Unit,
  { collects }: Made,
  id: string,
  entity: Entity,
): Promise<JsonObject> {
  if (collects.length === 0) return {}
  const { model } = unit.performance.caller.tenant
  const templates = collects.map((effect) =>
    once(model, `sql collect ${entity.id} ${JSON.stringify(effect)}`, () =>
      collectTemplate(entity, effect, model),
    ),
  )
  const answers = await unit.ask(templates, { id })
  // Objects that the statement made of the fields collected.
  const rows = answers.map((found) => found.map(([json]) => JSON.parse(json ?? "{}") as JsonObject))
  return Object.fromEntries(collects.map(({ field }, i) => [field, rows[i] ?? []]))
}
