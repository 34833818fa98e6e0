// What is left of what came into a ledger with costing, in place of its entries: first in first out, whatever things are
// costed by, so that age and balance agree.
import type { Costing, Field } from "../../../engine/model/index.ts"
import type { ReportPlan } from "../../../engine/report/index.ts"
import type { Draft, Row } from "../draft.ts"
import { quoteIdentifier as q } from "../quote.ts"
import { columnsOf } from "../write/input.ts"

/** What stands in FROM for `row`: the columns of the entries, with the quantity and the value that is left of each by the end
 * of the day. By place they sum to the balance: the value of a place is shared by what its layers cost (first in first out,
 * with what was added later) or by their quantity. What is below zero stands as one row of that day. What came in and was
 * reversed leaves nothing. */
export function fromLayers(plan: ReportPlan, row: Row, draft: Draft): string {
  const { source, report, model } = plan
  const costing = model.ledgers.get(source.id)?.costing
  if (costing === undefined) throw new Error(`${source.id} has no costing`)
  const at = draft.param({ kind: "input", name: `params.${report.layers?.at ?? ""}` }, "date")
  const columns = [...source.fields.values()].flatMap((field) => columnsOf(field).map(({ name }) => name))
  const told = (quantity: string, value: string, date: string): string =>
    columns
      .map((name) => {
        if (name === costing.quantity) return `${quantity} AS ${q(name)}`
        if (name === costing.value) return `${value} AS ${q(name)}`
        return name === "date" ? `${date} AS date` : `e.${q(name)}`
      })
      .join(", ")
  const share = `e.whole * CASE WHEN e.weights = 0 THEN e.rest / e.rests ELSE e.weight / e.weights END`
  const layers = `SELECT ${told("e.rest", share, "e.date")} FROM shared e`
  const below = `SELECT ${told("e.held", "e.whole", at)} FROM entries e WHERE e.place = 1 AND e.held <= 0 AND (e.held <> 0 OR e.whole <> 0)`
  const steps = stepsOf(plan, costing, at, draft)
  return `(WITH ${steps.join(", ")} ${layers} UNION ALL ${below}) ${row.alias}${row.joins.text()}`
}

/** CTEs: the entries with what their place holds, what was added to each, those that came in, and what is left of these. */
function stepsOf({ source }: ReportPlan, costing: Costing, at: string, draft: Draft): readonly string[] {
  const entry = draft.row(source)
  const a = entry.alias
  const [quantity, value] = [q(costing.quantity), q(costing.value)]
  const by = costing.by.flatMap((name) => columnsOf(fieldOf(source.fields, name))).map(({ name }) => q(name))
  const method = draft.value(costing.method, entry)
  const place = by.map((name) => `${a}.${name}`).join(", ")
  const newest = "date DESC, number DESC"
  const sums = [
    `${method} AS method`,
    `sum(${a}.${quantity}) OVER p AS held`,
    `sum(${a}.${value}) OVER p AS whole`,
    `row_number() OVER (PARTITION BY ${place} ORDER BY ${a}.date DESC, ${a}.number DESC) AS place`,
  ]
  return [
    `entries AS (SELECT ${a}.*, ${sums.join(", ")} FROM ${draft.from(entry)} WHERE ${a}.date <= ${at} WINDOW p AS (PARTITION BY ${place}))`,
    `added AS (SELECT coalesce(adjusts, origin) AS id, sum(${quantity}) AS quantity, sum(${value}) AS value FROM entries WHERE adjusts IS NOT NULL OR (origin IS NOT NULL AND ${quantity} = 0) GROUP BY 1)`,
    `came AS (SELECT e.*, e.${quantity} + coalesce(d.quantity, 0) AS quantity_in, e.${value} + coalesce(d.value, 0) AS worth FROM entries e LEFT JOIN added d ON d.id = e.id LEFT JOIN entries r ON r.reverses = e.id` +
      ` WHERE e.adjusts IS NULL AND e.reverses IS NULL AND r.id IS NULL AND e.${quantity} + coalesce(d.quantity, 0) > 0)`,
    `later AS (SELECT e.*, coalesce(sum(e.quantity_in) OVER (PARTITION BY ${by.join(", ")} ORDER BY ${newest} ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS after FROM came e)`,
    `layers AS (SELECT e.*, least(e.quantity_in, e.held - e.after) AS rest, least(e.quantity_in, e.held - e.after) * CASE WHEN e.method = 'fifo' THEN e.worth / e.quantity_in ELSE 1 END AS weight FROM later e WHERE e.held > e.after)`,
    `shared AS (SELECT e.*, sum(e.weight) OVER p AS weights, sum(e.rest) OVER p AS rests FROM layers e WINDOW p AS (PARTITION BY ${by.join(", ")}))`,
  ]
}

function fieldOf(fields: ReadonlyMap<string, Field>, name: string): Field {
  const field = fields.get(name)
  if (field === undefined) throw new Error(`there is no ${name} to keep balances by`)
  return field
}
