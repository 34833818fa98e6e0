// The query of the effect `collect`: records of one entity, chosen and grouped for the rows of a document.
import type { Effect, Entity, Field, Model } from "../../../engine/model/index.ts"
import { tableOf } from "../../../engine/plan/index.ts"
import { Draft, type Row } from "../draft.ts"
import { quoteIdentifier as q } from "../quote.ts"
import type { Template } from "../template.ts"
import { columnsOf } from "../write/input.ts"
import { whereText } from "./list.ts"

export type Collect = Extract<Effect, { readonly kind: "collect" }>

/** More than a document could hold: the write then refuses them. */
const MOST = 5001

/** Rows of [json]: the fields of each row that is to be made, in order of what they are grouped by, for the document `id`
 * of `entity`. */
export function collectTemplate(entity: Entity, effect: Collect, model: Model): Template {
  const draft = new Draft(model)
  const rows = tableOf(`${entity.id}/${effect.field}`, model)
  const document = draft.row(entity)
  const row: Row = { ...draft.row(tableOf(effect.of, model)), parent: document }
  const by = effect.by.map(({ field, value }) => ({ field, text: draft.value(value, row) }))
  const values = effect.values.map(({ field, fn, of }) => {
    const over = of === undefined ? "*" : draft.value(of, row)
    return { field, text: `${fn}(${over})` }
  })
  const where = effect.where === undefined ? [] : [draft.condition(effect.where, row)]
  const id = `${document.alias}.id = ${draft.param({ kind: "input", name: "id" }, "uuid")}`
  const columns = [...by, ...values].map(
    ({ field, text }) => `(${text})::${typeOf(rows.fields.get(field))} AS ${q(field)}`,
  )
  const numbers = by.map((_, i) => i + 1).join(", ")
  const inner =
    `SELECT ${columns.join(", ")} FROM ${draft.from(document)} CROSS JOIN ${draft.from(row)}` +
    `${whereText([id, ...where])} GROUP BY ${numbers}`
  const made = draft.row(rows, "s")
  const having = effect.having === undefined ? [] : [draft.condition(effect.having, made)]
  const out = [...by, ...values].map(({ field }) => `${asText(rows.fields.get(field))} AS ${q(field)}`)
  return draft.finish(
    `SELECT (SELECT row_to_json(r) FROM (SELECT ${out.join(", ")}) r)::text FROM (${inner}) s${whereText(having)} ORDER BY ${by.map(({ field }) => `s.${q(field)}`).join(", ")} LIMIT ${MOST}`,
  )
}

/** The type of the column that the field has; a cast to it rounds. */
function typeOf(field: Field | undefined): string {
  const [column] = field === undefined ? [] : columnsOf(field)
  return column?.type ?? "text"
}

function asText(field: Field | undefined): string {
  const name = `s.${q(field?.name ?? "")}`
  return field?.storage.kind === "column" && field.storage.column.type === "numeric" ? `${name}::text` : name
}
