// The totals of a ledger in place of its entries: whole periods as they are kept, broken ones day by day or entry by entry.
import type { Table } from "../../../engine/model/index.ts"
import type { FromTotals } from "../../../engine/report/index.ts"
import type { Draft, Row } from "../draft.ts"
import { quoteIdentifier as q } from "../quote.ts"
import { columnsOf } from "../write/input.ts"

/** What stands in FROM for `row`: rows with the columns that totals are kept by, the date, the measures and how many
 * entries they are. A whole period is dated by its first day: no day that is asked about cuts it. */
export function fromTotals(totals: FromTotals, source: Table, row: Row, draft: Draft): string {
  const { period, measures, broken, days } = totals
  const by = totals.by.flatMap((field) => columnsOf(field).map(({ name }) => name))
  const shared = (alias: string): readonly string[] =>
    [...by, ...measures].map((name) => `${alias}.${q(name)}`)
  const day = (name: string): string => draft.param({ kind: "input", name }, "date")
  const firsts = broken.map((_, at) => day(`broken.from@${at}`))
  const whole = `SELECT ${[...shared("w"), `w.${q(period)} AS date`, "w.entries"].join(", ")} FROM ${draft.table(totals.table)} w${
    firsts.length === 0 ? "" : ` WHERE w.${q(period)} NOT IN (${firsts.join(", ")})`
  }`
  const [table, date, entries] =
    days === undefined ? [source.table, "e.date", "1::bigint AS entries"] : [days, "e.day", "e.entries"]
  const spans = broken.map(
    (_, at) => `(${date} >= ${day(`broken.from@${at}`)} AND ${date} < ${day(`broken.to@${at}`)})`,
  )
  const single = `SELECT ${[...shared("e"), `${date} AS date`, entries].join(", ")} FROM ${draft.table(table)} e WHERE ${spans.join(" OR ")}`
  const both = firsts.length === 0 ? whole : `${whole} UNION ALL ${single}`
  return `(${both}) ${row.alias}${row.joins.text()}`
}
