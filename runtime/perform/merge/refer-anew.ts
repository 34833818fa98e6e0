// All that refers to records that go comes to refer to the one that stays: ordinary changes, one for each record, with
// rules, derived values and history; only that the system makes them.
import { Problem } from "../../../engine/error/index.ts"
import type { Entity } from "../../../engine/model/index.ts"
import { acting, once, planUpdate } from "../../../engine/plan/index.ts"
import type { JsonObject } from "../../../engine/request/index.ts"
import { arrayText, referringTo, type Referring } from "../../sql/index.ts"
import { writeEnvOf, type Unit } from "../transition/index.ts"

interface Merged {
  /** The survivor. */
  readonly id: string
  readonly losers: readonly string[]
}

interface Change {
  readonly entity: Entity
  readonly id: string
  readonly patch: Record<string, unknown>
}

/** Queues the changes. PLN006 where entries or logs, which are never changed, refer to one that would go. */
export async function referAnew(unit: Unit, entity: Entity, merged: Merged): Promise<void> {
  const { model } = unit.performance.caller.tenant
  const places = once(model, `sql merge referring ${entity.id}`, () => referringTo(entity, model))
  const answers = await unit.ask(
    places.map(({ template }) => template),
    { losers: arrayText(merged.losers) },
  )
  const changes = new Map<string, Change>()
  places.forEach((place, index) => {
    for (const [id, json] of answers[index] ?? []) {
      if (id === null || id === undefined || (place.holder === entity && merged.losers.includes(id))) continue
      if (place.holder.kind === "ledger" || place.holder.kind === "log") throw lasting(place, entity)
      const key = `${place.holder.id} ${id}`
      const change = changes.get(key) ?? { entity: place.holder, id, patch: {} }
      changes.set(key, change)
      add(change, place, json ?? null, [entity, merged])
    }
  })
  const env = writeEnvOf(unit.performance)
  for (const { entity: holder, id, patch } of changes.values()) {
    const grant = acting(holder.id, model)
    const plan = planUpdate({ kind: "update", entity: holder.id, id, patch }, grant, model, env)
    await unit.write({ ...plan, reply: "none" }, grant)
  }
}

function add(
  change: Change,
  { rows, field }: Referring,
  json: string | null,
  [entity, { id, losers }]: readonly [Entity, Merged],
): void {
  const { patch } = change
  // The survivor does not come to refer to itself.
  const own = change.entity === entity && change.id === id
  const value = own ? null : field.storage.kind === "any_ref" ? { entity: entity.id, id } : id
  if (rows !== undefined) {
    const known = (patch[rows.field] ?? []) as readonly JsonObject[] // put there by the line below
    patch[rows.field] = (JSON.parse(json ?? "[]") as readonly { id: string; hit: boolean }[]).map(
      (row, index) => ({ ...known[index], id: row.id, ...(row.hit ? { [field.name]: value } : {}) }),
    )
  } else if (field.storage.kind === "many") {
    const ids = (JSON.parse(json ?? "[]") as readonly string[]).map((one) =>
      losers.includes(one) ? id : one,
    )
    patch[field.name] = [...new Set(ids)].filter((one) => !own || one !== id)
  } else patch[field.name] = value
}

function lasting({ holder }: Referring, { title }: Entity): Problem {
  return new Problem("PLN006", {
    detail: `${holder.plural} refer to the ${title.toLowerCase()} that would go, and what they hold is never changed.`,
    hint: "Leave it, and mark it as not active.",
  })
}
