// Balances and turnovers: one statement each, whatever they are read from.
import { Joins } from "../expression/index.ts"
import type { BalancePlan, SumsPlan, TurnoverPlan } from "../../../engine/plan/index.ts"
import type { Field, Model } from "../../../engine/model/index.ts"
import { Draft, type Row } from "../draft.ts"
import { quoteIdentifier as q, quoteLiteral } from "../quote.ts"
import { valueOf } from "../read/columns.ts"
import type { Template } from "../template.ts"
import { byColumns, dateOf, partsBefore, partsBetween, partText, truncated, type Part } from "./parts.ts"

/** Rows of [json], one a group: `{<by>, <measures>, balance?, entries}`. Input `at`, where the plan has a day. */
export function balanceTemplate(plan: BalancePlan, model: Model): Template {
  const draft = new Draft(model)
  const parts = plan.at === undefined ? [wholly(plan)] : partsBefore(plan, `(${dayOf("at", draft)} + 1)`)
  const texts = parts.map((part) => partText(plan, part, () => "NULL", draft))
  const sums = [...plan.measures.map(({ name }) => name), "entries"].map(
    (name) => `sum(${q(name)}) AS ${q(name)}`,
  )
  const by = byColumns(plan).map(q)
  const grouped = by.length === 0 ? "" : ` GROUP BY ${by.join(", ")} ORDER BY ${by.join(", ")}`
  const inner = `SELECT ${[...by, ...sums].join(", ")} FROM (${texts.join(" UNION ALL ")}) p${grouped} LIMIT ${plan.limit}`
  const pairs = [
    ...keys(plan, draft),
    ...told(plan, (name) => `s.${q(name)}`),
    "'entries', coalesce(s.entries, 0)",
  ]
  return draft.finish(`SELECT json_build_object(${pairs.join(", ")})::text FROM (${inner}) s`)
}

function wholly({ from }: SumsPlan): Part {
  return { of: from, where: () => [] }
}

/** Rows of [json], one for each group and interval in which anything is: `{<by>, period, opening, movements, closing,
 * entries}`. Inputs `from` and `to`. */
export function turnoverTemplate(plan: TurnoverPlan, model: Model): Template {
  const draft = new Draft(model)
  const [from, to] = [dayOf("from", draft), dayOf("to", draft)]
  const first = plan.interval === undefined ? from : truncated(plan.interval, from)
  const opening = partsBefore(plan, from).map((part) => partText(plan, part, () => first, draft))
  const moved = partsBetween(plan, from, to).map((part) =>
    partText(plan, part, (alias) => slotOf(plan, part, alias, from), draft),
  )
  const by = byColumns(plan).map(q)
  const measures = plan.measures.map(({ name }) => name)
  const zero = (kind: string): readonly string[] => measures.map((name) => `0 AS ${q(`${kind}_${name}`)}`)
  const as = (kind: string): readonly string[] =>
    measures.map((name) => `${q(name)} AS ${q(`${kind}_${name}`)}`)
  const parts = [
    `SELECT ${[...by, "slot", ...as("o"), ...zero("m"), "0 AS entries"].join(", ")} FROM (${opening.join(" UNION ALL ")}) o`,
    `SELECT ${[...by, "slot", ...zero("o"), ...as("m"), "entries"].join(", ")} FROM (${moved.join(" UNION ALL ")}) m`,
  ]
  const summed = measures.flatMap((name) => [`o_${name}`, `m_${name}`])
  const sums = [...summed, "entries"].map((name) => `sum(${q(name)}) AS ${q(name)}`)
  const groups = [...by, "slot"].join(", ")
  const slots = `SELECT ${groups}, ${sums.join(", ")} FROM (${parts.join(" UNION ALL ")}) p GROUP BY ${groups}`
  const partition = by.length === 0 ? "" : `PARTITION BY ${by.join(", ")} `
  const closing = measures.map(
    (name) =>
      `sum(${q(`o_${name}`)} + ${q(`m_${name}`)}) OVER (${partition}ORDER BY slot) AS ${q(`c_${name}`)}`,
  )
  const running = `SELECT ${["*", ...closing].join(", ")} FROM (${slots}) g ORDER BY ${groups} LIMIT ${plan.limit}`
  const sides = [
    ["opening", (name: string) => `(s.${q(`c_${name}`)} - s.${q(`m_${name}`)})`],
    ["movements", (name: string) => `s.${q(`m_${name}`)}`],
    ["closing", (name: string) => `s.${q(`c_${name}`)}`],
  ] as const
  const pairs = [
    ...keys(plan, draft),
    "'period', s.slot",
    ...sides.map(([name, value]) => `'${name}', json_build_object(${told(plan, value).join(", ")})`),
    "'entries', s.entries",
  ]
  return draft.finish(`SELECT json_build_object(${pairs.join(", ")})::text FROM (${running}) s`)
}

/** The first day of the interval that a row of a part falls in. */
function slotOf(plan: TurnoverPlan, part: Part, alias: string, from: string): string {
  return plan.interval === undefined ? from : truncated(plan.interval, dateOf(plan, part, alias))
}

/** One row of measures, each as text: the sums of the entries that come before the first one of the list in date and
 * writing. `first` is a query for its date and number. */
export function openingTemplate(plan: SumsPlan, first: (draft: Draft) => string, model: Model): Template {
  const draft = new Draft(model)
  const start = `WITH first AS MATERIALIZED (${first(draft)})`
  const [date, number] = ["(SELECT date FROM first)", "(SELECT number FROM first)"]
  const parts: readonly Part[] = [
    ...partsBefore(plan, date),
    { of: "entries", where: (alias) => [`${alias}.date = ${date}`, `${alias}.number < ${number}`] },
  ]
  const texts = parts.map((part) => partText(plan, part, () => "NULL", draft))
  const sums = plan.measures.map(({ name }) => `coalesce(sum(${q(name)}), 0)::text`)
  return draft.finish(`${start} SELECT ${sums.join(", ")} FROM (${texts.join(" UNION ALL ")}) p`)
}

function dayOf(name: string, draft: Draft): string {
  return draft.param({ kind: "input", name }, "date")
}

/** The values of the fields that are summed by, as the API has them. */
function keys({ by, entity }: SumsPlan, draft: Draft): readonly string[] {
  const row: Row = { alias: "s", table: entity, joins: new Joins(draft) }
  return by.map((field) => `${quoteLiteral(field.name)}, ${valueOf(field, row, draft)}`)
}

/** The measures, and the balance of the sides where both may be read. */
function told({ measures, ledger: { sides } }: SumsPlan, value: (name: string) => string): readonly string[] {
  const told = (sum: string, scale: number): string => `round(coalesce(${sum}, 0), ${scale})::text`
  const all = measures.map(
    (field) => `${quoteLiteral(field.name)}, ${told(value(field.name), scaleOf(field))}`,
  )
  const debit = measures.find(({ name }) => name === sides?.debit)
  const credit = measures.find(({ name }) => name === sides?.credit)
  if (debit === undefined || credit === undefined) return all
  return [...all, `'balance', ${told(`${value(debit.name)} - ${value(credit.name)}`, scaleOf(debit))}`]
}

function scaleOf({ storage }: Field): number {
  return storage.kind === "column" && storage.column.type === "numeric" ? storage.column.scale : 0
}
