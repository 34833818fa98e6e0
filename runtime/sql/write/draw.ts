// Running numbers drawn before the record is written, for transitions whose entries or new records carry them.
import type { Entity, Field, Model } from "../../../engine/model/index.ts"
import { Draft } from "../draft.ts"
import { quoteIdentifier as q } from "../quote.ts"
import type { Template } from "../template.ts"
import { columnsOf, recordset } from "./input.ts"
import { drawing } from "./sequence.ts"

/** One row with the number of each field, in order, for the record `id`; one that it has already stays. `set` are fields
 * that the write will change, with their values in the input `set`: a series may hang on them. */
export function drawTemplate(
  entity: Entity,
  fields: readonly Field[],
  set: readonly Field[],
  model: Model,
): Template {
  const draft = new Draft(model)
  const given = set.flatMap(columnsOf)
  const json = given.length === 0 ? "" : draft.param({ kind: "input", name: "set" }, "jsonb")
  const input = given.length === 0 ? [] : [`i AS (SELECT * FROM ${recordset(json, "r", given)})`]
  const from =
    `${draft.table(entity.table)} t${given.length === 0 ? "" : " CROSS JOIN i"}` +
    ` WHERE t.id = ${draft.param({ kind: "input", name: "id" }, "uuid")}`
  const value = (name: string): string => `${given.some((one) => one.name === name) ? "i" : "t"}.${q(name)}`
  const numbers = fields.map((field) => drawing(entity, field, from, value, draft))
  const ctes = [...input, ...numbers.map(({ cte }) => cte)]
  return draft.finish(
    `WITH ${ctes.join(", ")} SELECT ${numbers.map((one) => one.value).join(", ")} FROM ${from}`,
  )
}
