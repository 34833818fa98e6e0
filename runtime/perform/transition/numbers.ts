// Running numbers that something of the same transition reads: drawn once the guards have let it pass, and before the rest
// is decided. A refusal later on rolls the counter back with all else, so no number is lost.
import type { Entity, Field, Model, Transition } from "../../../engine/model/index.ts"
import { once, type UpdatePlan } from "../../../engine/plan/index.ts"
import { sightOf, type Made } from "../../../engine/workflow/index.ts"
import { drawTemplate, flat } from "../../sql/index.ts"
import type { Unit } from "./unit.ts"

/** Whether an effect or guard of the transition reads a number that it gives. */
export function readsNumbers(asked: Transition, { numbers }: Made, entity: Entity, model: Model): boolean {
  if (numbers.length === 0) return false
  const { record } = once(model, `sight ${entity.id} ${asked.name}`, () => sightOf(asked, entity))
  return numbers.some((name) => record.includes(name))
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
  return Object.fromEntries(numbers.map(({ name }, i) => [name, rows?.[0]?.[i] ?? ""]))
}
