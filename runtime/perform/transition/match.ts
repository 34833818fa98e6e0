// Rows of a document matched with what they may stand for: looked at in one message, decided, and given as they are sent.
import type { Entity } from "../../../engine/model/index.ts"
import { once } from "../../../engine/plan/index.ts"
import type { JsonObject } from "../../../engine/request/index.ts"
import { Decimal } from "../../../engine/value/index.ts"
import {
  match,
  matchedRows,
  type DocumentRow,
  type EffectOf,
  type Fit,
  type Pair,
  type Way,
} from "../../../engine/workflow/index.ts"
import { fitsTemplate, openRowsTemplate, pairsTemplate, type Row } from "../../sql/index.ts"
import type { Unit } from "./unit.ts"

/** All rows of the field: those that stand for something now, parted where several records are meant, and the others. */
export async function matchRows(
  unit: Unit,
  effect: EffectOf<"match">,
  id: string,
  entity: Entity,
): Promise<readonly JsonObject[]> {
  const { model } = unit.performance.caller.tenant
  const templates = once(model, `sql match ${entity.id} ${JSON.stringify(effect)}`, () => [
    openRowsTemplate(entity, effect, model),
    fitsTemplate(entity, effect, model),
    ...effect.ways.map((way) => pairsTemplate(entity, [effect, way], model)),
  ])
  const [rows = [], fits = [], ...pairs] = await unit.ask(templates, { id })
  const all = read<DocumentRow>(rows, ["amount"])
  const ways = effect.ways.map(({ name, by, of, parts }, index): Way => ({
    ...{ name, by, of, parts },
    pairs: read<Pair>(pairs[index] ?? [], ["amount"]),
  }))
  const open = all.filter((row) => row.open)
  return matchedRows(effect, all, match(open, read<Fit>(fits, ["tolerance"]), ways))
}

/** Objects that the statements built, with their numbers, which travel as text, made exact. */
function read<T>(rows: readonly Row[], numbers: readonly string[]): readonly T[] {
  return rows.map(([json]) => {
    const found = JSON.parse(json ?? "{}") as Record<string, unknown>
    for (const name of numbers) {
      const text = found[name]
      found[name] = new Decimal(typeof text === "string" ? text : 0)
    }
    return found as T
  })
}
