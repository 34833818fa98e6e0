// What sums of a ledger are read from: a table of sums for whole periods, and the days or entries of the broken one.
import { ledgerTable, type Field } from "../../../engine/model/index.ts"
import type { SumsPlan } from "../../../engine/plan/index.ts"
import type { Draft, Row } from "../draft.ts"
import { quoteIdentifier as q } from "../quote.ts"
import { columnsOf } from "../write/input.ts"

/** A table that is read, and the further conditions on its rows, given the alias. */
export interface Part {
  readonly of: SumsPlan["from"]
  readonly where: (alias: string) => readonly string[]
}

/** `SELECT <by>, <slot>, <measures>, <entries>` over the rows of one part that the plan lets count. */
export function partText(plan: SumsPlan, part: Part, slot: (alias: string) => string, draft: Draft): string {
  const row = rowOf(plan, part.of, draft)
  const conditions = plan.where.map((one) => draft.condition(one, row))
  const where = [...conditions, ...part.where(row.alias)]
  const columns = [
    ...byColumns(plan).map((name) => `${row.alias}.${q(name)}`),
    `${slot(row.alias)} AS slot`,
    ...plan.measures.map(({ name }) => `${row.alias}.${q(name)}`),
    `${part.of === "entries" ? "1" : `${row.alias}.entries`} AS entries`,
  ]
  const limits = where.length === 0 ? "" : ` WHERE ${where.join(" AND ")}`
  return `SELECT ${columns.join(", ")} FROM ${draft.from(row)}${limits}`
}

/** The row in FROM: tables of sums have the columns of the entries that they are summed by. */
function rowOf({ entity, ledger }: SumsPlan, of: Part["of"], draft: Draft): Row {
  return draft.row(of === "entries" ? entity : { ...entity, table: ledgerTable(ledger.id, of) })
}

/** The columns of the fields that are summed by. */
export function byColumns({ by }: SumsPlan): readonly string[] {
  return by.flatMap((field: Field) => columnsOf(field).map(({ name }) => name))
}

/** The first day of the period of totals that holds the day. Over a timestamp, so that no time zone has a say. */
export function periodStart({ ledger }: SumsPlan, day: string): string {
  return ledger.totals?.period === "month" ? truncated("month", day) : day
}

/** The first period that begins at the day or after it. */
export function nextPeriod({ ledger }: SumsPlan, day: string): string {
  if (ledger.totals?.period !== "month") return day
  return truncated("month", `(${day} + interval '1 month' - interval '1 day')`)
}

/** The first day of the interval that holds the day. */
export function truncated(interval: "day" | "month" | "year", day: string): string {
  return interval === "day" ? day : `date_trunc('${interval}', ${day}::timestamp)::date`
}

/** The day that dates a row of the part: its own, or the first of its period. */
export function dateOf({ ledger }: SumsPlan, { of }: Pick<Part, "of">, alias: string): string {
  const column = of === "entries" ? "date" : of === "days" ? "day" : (ledger.totals?.period ?? "day")
  return `${alias}.${q(column)}`
}

/** What tells the sums of all entries before a day, an SQL date: whole periods, and the days of the broken one. */
export function partsBefore(plan: SumsPlan, day: string): readonly Part[] {
  const part = parting(plan)
  if (plan.from === "entries") return [part("entries", (date) => [`${date} < ${day}`])]
  const start = periodStart(plan, day)
  return [
    part("totals", (date) => [`${date} < ${start}`]),
    part(finest(plan), (date) => [`${date} >= ${start}`, `${date} < ${day}`]),
  ]
}

/** What tells the sums of the entries from one day to another, both included. */
export function partsBetween(plan: SumsPlan, from: string, to: string): readonly Part[] {
  const part = parting(plan)
  const days = (date: string): string => `${date} >= ${from} AND ${date} <= ${to}`
  if (plan.from !== "totals") return [part(plan.from, (date) => [days(date)])]
  const [first, end] = [nextPeriod(plan, from), periodStart(plan, `(${to} + 1)`)]
  return [
    part("totals", (date) => [`${date} >= ${first}`, `${date} < ${end}`]),
    part(finest(plan), (date) => [days(date), `(${date} < ${first} OR ${date} >= ${end})`]),
  ]
}

/** What tells of single days. */
function finest({ ledger }: SumsPlan): Part["of"] {
  return ledger.totals?.days === true ? "days" : "entries"
}

/** Makes parts whose conditions are over the day that dates a row. */
function parting(plan: SumsPlan): (of: Part["of"], where: (date: string) => readonly string[]) => Part {
  return (of, where) => ({ of, where: (alias) => where(dateOf(plan, { of }, alias)) })
}
