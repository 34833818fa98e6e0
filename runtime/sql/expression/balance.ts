// The balance of a ledger beside a row: the sum of what the ledger keeps by its dimensions, read through their index.
import type { Expression } from "../../../engine/expression/index.ts"
import { ledgerTable, type Derived } from "../../../engine/model/index.ts"
import { quoteIdentifier as q } from "../quote.ts"
import type { Target } from "./types.ts"

type Balance = Extract<Derived, { readonly kind: "balance" }>

/** The balance as a number, never NULL: nothing is there for a dimension without a value. `textOf` writes the values of
 * the dimensions as operands over the row. */
export function balanceText(
  { ledger, measure, match }: Balance,
  target: Target,
  textOf: (value: Expression) => string,
): string {
  const alias = target.alias()
  const where = match.map(({ dimension, value }) => `${alias}.${q(dimension)} = ${textOf(value)}`)
  const from = `${target.table(ledgerTable(ledger, "balance"))} ${alias}`
  return `(SELECT coalesce(sum(${alias}.${q(measure)}), 0) FROM ${from} WHERE ${where.join(" AND ")})`
}
