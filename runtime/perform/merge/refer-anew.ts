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

/** How many records refer by one field to those that go. */
export interface Moved {
  readonly entity: string
  /** The field with child rows in which the reference stands. */
  readonly rows?: string
  readonly field: string
  readonly count: number
}

/** Queues the changes, and tells how many there are where. PLN006 where entries or logs, which are never changed, refer to one that would go. */
export async function referAnew(unit: Unit, entity: Entity, merged: Merged): Promise<readonly Moved[]> {
  const { model } = unit.performance.caller.tenant
  const places = once(model, `sql merge referring ${entity.id}`, () => referringTo(entity, model))
  const answers = await unit.ask(
    places.map(({ template }) => template),
    { losers: arrayText(merged.losers) },
  )
  const changes = new Map<string, Change>()
  const moved: Moved[] = []
  places.forEach((place, index) => {
    const found = (answers[index] ?? []).filter(([id]) => !(place.holder === entity && isGoing(id, merged)))
    if (found.length > 0) moved.push(movedBy(place, found.length))
    for (const [id, json] of found) {
      if (id === null || id === undefined) continue
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
  return moved
}

function isGoing(id: string | null | undefined, { losers }: Merged): boolean {
  return typeof id === "string" && losers.includes(id)
}

function movedBy({ holder, rows, field }: Referring, count: number): Moved {
  return { entity: holder.id, ...(rows === undefined ? {} : { rows: rows.field }), field: field.name, count }
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
