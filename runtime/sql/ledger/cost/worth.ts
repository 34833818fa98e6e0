// What an entry `e` is worth, and how many of it were taken, in SQL: now, or by the end of a day.
import type { Draft } from "../../draft.ts"
import { quoteIdentifier as q } from "../../quote.ts"
import type { CostingBook } from "./place.ts"

/** Whether the entry is neither a reversal nor reversed. */
export function isLive({ entity }: CostingBook, alias: string, draft: Draft): string {
  return `${alias}.reverses IS NULL AND NOT EXISTS (SELECT FROM ${draft.table(entity.table)} r WHERE r.reverses = ${alias}.id)`
}

/** `SELECT quantity, value` of the entry `e` with its adjustments and additions, not below zero; with `day`, without what
 * entries after it corrected. */
export function worthOf(book: CostingBook, draft: Draft, day?: string): string {
  const { costing, entity } = book
  const [quantity, value] = [q(costing.quantity), q(costing.value)]
  const table = draft.table(entity.table)
  const caused =
    day === undefined
      ? ""
      : ` AND (a.origin IS NULL OR (SELECT c.date FROM ${table} c WHERE c.id = a.origin) <= ${day})`
  const parts = [
    "a.id = e.id",
    `(a.adjusts = e.id${caused})`,
    `(a.origin = e.id AND a.adjusts IS NULL AND a.${quantity} = 0)`,
  ]
  return `SELECT abs(sum(a.${quantity})) AS quantity, abs(sum(a.${value})) AS value FROM ${table} a WHERE (${parts.join(" OR ")}) AND ${isLive(book, "a", draft)}`
}

/** `SELECT quantity`: how many other entries took of the entry `e`; with `day`, until its end. */
export function takenOf(book: CostingBook, draft: Draft, day?: string): string {
  const quantity = q(book.costing.quantity)
  const until = day === undefined ? "" : ` AND k.date <= ${day}`
  return `SELECT coalesce(sum(k.${quantity}), 0) AS quantity FROM ${draft.table(book.entity.table)} k WHERE k.origin = e.id AND k.adjusts IS NULL AND k.${quantity} > 0${until} AND ${isLive(book, "k", draft)}`
}
