// Rows that a transition collects from other records, or matches with them, before its own record is written.
import type { Entity } from "../../../engine/model/index.ts"
import { once } from "../../../engine/plan/index.ts"
import type { JsonObject } from "../../../engine/request/index.ts"
import type { Made } from "../../../engine/workflow/index.ts"
import { collectTemplate } from "../../sql/index.ts"
import { matchRows } from "./match.ts"
import type { Unit } from "./unit.ts"

/** The rows as they would be sent, by rows field. */
export async function collect(unit: Unit, { fills }: Made, id: string, entity: Entity): Promise<JsonObject> {
  if (fills.length === 0) return {}
  const collects = fills.filter((effect) => effect.kind === "collect")
  const matches = fills.filter((effect) => effect.kind === "match")
  const { model } = unit.performance.caller.tenant
  const templates = collects.map((effect) =>
    once(model, `sql collect ${entity.id} ${JSON.stringify(effect)}`, () =>
      collectTemplate(entity, effect, model),
    ),
  )
  const answers = templates.length === 0 ? [] : await unit.ask(templates, { id })
  // Objects that the statement made of the fields collected.
  const rows = answers.map((found) => found.map(([json]) => JSON.parse(json ?? "{}") as JsonObject))
  const filled: Record<string, readonly JsonObject[]> = {}
  collects.forEach(({ field }, i) => {
    filled[field] = rows[i] ?? []
  })
  for (const effect of matches) filled[effect.field] = await matchRows(unit, effect, id, entity)
  return filled
}
