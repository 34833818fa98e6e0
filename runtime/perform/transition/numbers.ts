// Running numbers that something of the same transition reads: drawn once the guards have let it pass, and before the rest
// is decided. A refusal later on rolls the counter back with all else, so no number is lost.
import type { Effect, Entity, Field, Model, Transition } from "../../../engine/model/index.ts"
import { once, type UpdatePlan } from "../../../engine/plan/index.ts"
import { sightOf, type Made } from "../../../engine/workflow/index.ts"
import { drawTemplate, flat, type Row, type Template } from "../../sql/index.ts"
import type { Unit } from "./unit.ts"

/** Whether an effect or guard of the transition reads a number that it gives. */
export function readsNumbers(asked: Transition, { numbers }: Made, entity: Entity, model: Model): boolean {
  if (numbers.length === 0) return false
  const { record } = once(model, `sight ${entity.id} ${asked.name}`, () => sightOf(asked, entity))
  return numbers.some((name) => record.includes(name))
}

/** Running numbers that the transition gives in any case and reads, each of a series that it does not change: they are drawn
 * with the look, which saves a message. None where others may have to agree first, or where rows are collected before. */
export function numbersAtOnce(asked: Transition, entity: Entity, model: Model): readonly Field[] {
  return once(model, `numbers at once ${entity.id} ${asked.name}`, () => {
    const { approval, effects } = asked
    if (approval !== undefined || effects.some(({ kind }) => kind === "collect")) return []
    const numbers = effects.filter((effect) => effect.kind === "number")
    const { record } = sightOf(asked, entity)
    const set = new Set(effects.flatMap(setBy))
    const fields = numbers.flatMap(({ field }) => entity.fields.get(field) ?? [])
    const isSure =
      numbers.every(({ when }) => when === undefined) &&
      fields.every(({ sequence }) => !set.has(sequence?.scope ?? "") && !set.has(sequence?.date ?? ""))
    return isSure && fields.some(({ name }) => record.includes(name)) ? fields : []
  })
}

/** The fields of the record that an effect sets. */
function setBy(effect: Effect): readonly string[] {
  if (effect.kind === "set") return effect.values.map(({ field }) => field)
  return effect.kind === "create" && effect.into !== undefined ? [effect.into] : []
}

/** The statement that draws them, none for none. Input `id`. */
export function drawAtOnce(fields: readonly Field[], entity: Entity, model: Model): readonly Template[] {
  if (fields.length === 0) return []
  const names = fields.map(({ name }) => name).join(",")
  return [once(model, `sql draw ${entity.id} ${names} `, () => drawTemplate(entity, fields, [], model))]
}

/** The numbers by field, as a row of a draw gives them. */
export function numbersIn(fields: readonly Field[], row: Row | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries(fields.map(({ name }, i) => [name, row?.[i] ?? ""]))
}

/** Draws the numbers of the plan's record; gives them by field. */
export async function drawNumbers(
  unit: Unit,
  { entity, id, numbers = [], set }: UpdatePlan,
): Promise<Readonly<Record<string, string>>> {
  const { model } = unit.performance.caller.tenant
  const changed = numbers.flatMap(({ sequence }) => [sequence?.scope, sequence?.date])
  const fields = changed.flatMap((name): readonly Field[] => {
    const field = name === undefined || !Object.hasOwn(set, name) ? undefined : entity.fields.get(name)
    return field === undefined ? [] : [field]
  })
  const names = (of: readonly Field[]): string => of.map(({ name }) => name).join(",")
  const template = once(model, `sql draw ${entity.id} ${names(numbers)} ${names(fields)}`, () =>
    drawTemplate(entity, numbers, fields, model),
  )
  const values = Object.fromEntries(fields.map(({ name }) => [name, set[name]]))
  const [rows] = await unit.ask([template], { id, set: JSON.stringify([flat(values, entity)]) })
  return numbersIn(numbers, rows?.[0])
}
