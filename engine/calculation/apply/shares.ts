// A calculation of shares on a record.
import type { SharesCalculation } from "../../model/index.ts"
import { shares } from "../shares.ts"
import type { Outcome } from "./outcome.ts"
import { amountOf, holds, placed, stepOf } from "./reading.ts"

/** Rows that bear no share have none. */
export function applyShares(
  { amount, step, rows, where, weight, into }: SharesCalculation,
  outcome: Outcome,
): void {
  const { record } = outcome
  const all = outcome.rowsIn(rows).map((row) => ({ row, parent: record }))
  const bearing = all.filter((at) => where === undefined || holds(where, at))
  const parts = placed(`/${rows}`, "", () =>
    shares(
      amountOf(amount, { row: record }),
      bearing.map((at) => amountOf(weight, at)),
      stepOf(step, { row: record }),
    ),
  )
  const found = new Map(bearing.map((at, i) => [at, parts[i]]))
  outcome.putInto(
    rows,
    all.map((at) => ({ [into]: found.get(at) })),
  )
}
