// The look before entries are costed: the places of their things are held, and read with what is known of them.
import { emptyStock, writeStock } from "../../../../engine/ledger/costing/index.ts"
import { ledgerTable, type Entity } from "../../../../engine/model/index.ts"
import { Draft, type Row } from "../../draft.ts"
import { quoteIdentifier as q, quoteLiteral } from "../../quote.ts"
import type { Template } from "../../template.ts"
import { draftsAs, keyText, partsOf, same, sumsOf, things, type CostingBook } from "./place.ts"
import { isLive, takenOf, worthOf } from "./worth.ts"

/**
 * The statements of the look, in order. Inputs: `drafts` (entries as flat rows) and `origins` (`[{draft, id?, line?}]`).
 * They give nothing, twice; rows of [draft, place, thing, method, standard, negative, title of the place]; rows of [place, thing, state], the state
 * null where it must be worked out anew; rows of [draft, origin, its place, thing and date, quantity, value, taken];
 * rows of [thing, day, early] of what is reversed.
 */
export function costLook(book: CostingBook): readonly Template[] {
  return [open(book), hold(book), facts(book), places(book), origins(book), reversals(book)]
}

/** A place that is new gets its row first, so that two who are the first there do not both find nothing. */
function open({ entity, costing, model }: CostingBook): Template {
  const draft = new Draft(model)
  const columns = partsOf(entity, costing.by)
    .map(({ name }) => q(name))
    .join(", ")
  return draft.finish(
    `INSERT INTO ${draft.table(ledgerTable(entity.id, "cost"))} (${columns}) SELECT DISTINCT ${columns} FROM ${draftsAs("d", entity, draft)} ORDER BY ${columns} ON CONFLICT DO NOTHING`,
  )
}

/** All places of a thing are held, in one order for everybody: cost wanders between them. */
function hold({ entity, costing, model }: CostingBook): Template {
  const draft = new Draft(model)
  const [within, by] = [partsOf(entity, costing.within), partsOf(entity, costing.by)]
  const order = [...within, ...by].map(({ name }) => `c.${q(name)}`).join(", ")
  return draft.finish(
    `SELECT FROM ${things("t", within, entity, draft)} JOIN ${draft.table(ledgerTable(entity.id, "cost"))} c ON ${same("t", "c", within)} ORDER BY ${order} FOR NO KEY UPDATE OF c`,
  )
}

function facts({ entity, costing, model }: CostingBook): Template {
  const draft = new Draft(model)
  const row = draft.row(entity)
  const { method, standard, negative } = costing
  const columns = [
    `${row.alias}.id::text`,
    keyText(row.alias, partsOf(entity, costing.by)),
    keyText(row.alias, partsOf(entity, costing.within)),
    draft.value(method, row),
    standard === undefined ? "NULL" : `(${draft.value(standard, row)})::text`,
    negative === undefined ? "false" : draft.condition(negative, row, "total"),
    `concat_ws(', ', ${titles(entity, costing.by, row, draft).join(", ")})`,
  ]
  return draft.finish(
    `SELECT ${columns.join(", ")} FROM ${draftsAs(row.alias, entity, draft)}${row.joins.text()}`,
  )
}

/** What people call the dimensions. */
function titles({ fields }: Entity, names: readonly string[], row: Row, draft: Draft): readonly string[] {
  return names.flatMap((name) => {
    const storage = fields.get(name)?.storage
    const own = `${row.alias}.${q(name)}`
    if (storage?.kind === "column") return own
    const target = storage?.kind === "ref" ? draft.shape(storage.entity) : undefined
    const title = target !== undefined && "titleField" in target ? target.titleField : undefined
    return target === undefined || typeof title !== "string"
      ? []
      : `${row.joins.to(target.table, own)}.${q(title)}`
  })
}

/** A state that does not agree with the sums of now was left by an older writing: it does not count. */
function places({ entity, costing, model }: CostingBook): Template {
  const draft = new Draft(model)
  const fresh = quoteLiteral(JSON.stringify({ ...writeStock(emptyStock), until: "" }))
  const state = `CASE WHEN c.entries = 0 THEN ${fresh} WHEN c.state -> 'sums' = ${sumsOf("c", costing)} THEN c.state::text END`
  const [within, by] = [partsOf(entity, costing.within), partsOf(entity, costing.by)]
  return draft.finish(
    `SELECT ${keyText("c", by)}, ${keyText("c", within)}, ${state} FROM ${things("t", within, entity, draft)} JOIN ${draft.table(ledgerTable(entity.id, "cost"))} c ON ${same("t", "c", within)}`,
  )
}

/** What the entries are worth by now whose cost is taken or added to; of a line, its latest. */
function origins(book: CostingBook): Template {
  const { entity, costing, model } = book
  const draft = new Draft(model)
  const [within, by] = [partsOf(entity, costing.within), partsOf(entity, costing.by)]
  const asked = draft.param({ kind: "input", name: "origins" }, "jsonb")
  const sources = entity.fields.get("source")?.storage.kind === "any_ref" ? partsOf(entity, ["source"]) : []
  const named = ["e.id = o.id", "e.line = o.line", ...sources.map(({ name }) => `e.${q(name)} = o.line`)]
  const origin = `SELECT e.* FROM ${draft.table(entity.table)} e WHERE (${named.join(" OR ")}) AND ${same("e", "t", within)} AND e.adjusts IS NULL AND e.${q(costing.quantity)} <> 0 AND ${isLive(book, "e", draft)} ORDER BY e.number DESC LIMIT 1`
  const columns = ["o.draft::text", "e.id::text", keyText("e", by), keyText("e", within), "e.date::text"]
  const sums = ["w.quantity::text", "w.value::text", "k.quantity::text"]
  return draft.finish(
    `SELECT ${[...columns, ...sums].join(", ")} FROM jsonb_to_recordset(${asked}) o(draft uuid, id uuid, line uuid) JOIN ${draftsAs("t", entity, draft)} ON t.id = o.draft CROSS JOIN LATERAL (${origin}) e CROSS JOIN LATERAL (${worthOf(book, draft)}) w CROSS JOIN LATERAL (${takenOf(book, draft)}) k`,
  )
}

/** The first day of each thing that reversals among the drafts change, and whether one of them is before what it reverses. */
function reversals({ entity, costing, model }: CostingBook): Template {
  const draft = new Draft(model)
  const table = draft.table(entity.table)
  const within = keyText("t", partsOf(entity, costing.within))
  const added = `o.id = e.origin AND e.adjusts IS NULL AND e.${q(costing.quantity)} = 0`
  return draft.finish(
    `SELECT ${within}, min(least(e.date, o.date))::text, bool_or(t.date < e.date AND (e.adjusts IS NULL OR e.origin IS NOT NULL)) FROM ${draftsAs("t", entity, draft)} JOIN ${table} e ON e.id = t.reverses LEFT JOIN ${table} o ON ${added} GROUP BY 1`,
  )
}
