// Where a series of running numbers begins, said before its first number is given.
import type { Entity, Field, Model } from "../../../engine/model/index.ts"
import { Draft } from "../draft.ts"
import { quoteLiteral } from "../quote.ts"
import type { Template } from "../template.ts"
import { seriesName } from "./sequence.ts"

/** Two statements: the first gives a row where the series had no counter and now begins with the input `next`, the second
 * the number that comes next. Inputs: `period`, `scope`, `next`. */
export function startTemplates(entity: Entity, field: Field, model: Model): readonly Template[] {
  const series = quoteLiteral(seriesName(entity, field))
  const begin = new Draft(model)
  const next = begin.param({ kind: "input", name: "next" }, "bigint")
  const look = new Draft(model)
  return [
    begin.finish(
      `INSERT INTO ${begin.table("_sequence")} (series, period, scope, value)` +
        ` VALUES (${series}, ${given(begin, "period")}, ${given(begin, "scope")}, ${next} - 1)` +
        " ON CONFLICT (series, period, scope) DO NOTHING RETURNING 1",
    ),
    look.finish(
      `SELECT (value + 1)::text FROM ${look.table("_sequence")}` +
        ` WHERE series = ${series} AND period = ${given(look, "period")} AND scope = ${given(look, "scope")}`,
    ),
  ]
}

function given(draft: Draft, name: "period" | "scope"): string {
  return draft.param({ kind: "input", name }, "text")
}
