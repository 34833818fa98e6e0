// The charges over a whole document, row by row, each on what stands before it.
import { Problem } from "../../error/index.ts"
import { Decimal } from "../../value/index.ts"
import { sum } from "../spread.ts"
import type { ChargeRow, RowFigures } from "./types.ts"

export interface Standing {
  /** Net amounts of the lines. */
  readonly nets: readonly Decimal[]
  /** Where the running total starts: net and the taxes of the lines. */
  readonly start: Decimal
  readonly round: (amount: Decimal) => Decimal
}

/** Base, amount and running total of each row. Refuses with CAL004 a row that names itself, a later one or none. */
export function rowFigures(rows: readonly ChargeRow[], standing: Standing): RowFigures[] {
  const found: RowFigures[] = []
  for (const [i, row] of rows.entries()) {
    const before = found.at(-1)?.total ?? standing.start
    const { base, amount } = figure(row, i, found, standing)
    found.push({ base, amount, total: before.plus(amount) })
  }
  return found
}

function figure(
  row: ChargeRow,
  i: number,
  found: readonly RowFigures[],
  { nets, start, round }: Standing,
): { base: Decimal; amount: Decimal } {
  const percent = (base: Decimal): { base: Decimal; amount: Decimal } => ({
    base,
    amount: round(base.times(row.value).div(100)),
  })
  switch (row.kind) {
    case "amount":
      return { base: new Decimal(0), amount: round(row.value) }
    case "of_net": {
      const parts = nets.map((net, line) => net.times(row.rates?.[line] ?? row.value).div(100))
      return { base: sum(nets), amount: round(sum(parts)) }
    }
    case "of_row":
      return percent(earlier(row, i, found)?.amount ?? refuse(row, i))
    case "of_total":
      return percent(
        i === 0 && row.row === undefined ? start : (earlier(row, i, found)?.total ?? refuse(row, i)),
      )
    default:
      return row.kind satisfies never
  }
}

function earlier({ row }: ChargeRow, i: number, found: readonly RowFigures[]): RowFigures | undefined {
  return found[row === undefined ? i - 1 : row - 1]
}

function refuse({ row }: ChargeRow, i: number): never {
  throw new Problem("CAL004", {
    detail:
      row === undefined
        ? "The first charge has no row before it that it could be a part of."
        : `Charge ${i + 1} is a part of row ${row}, which does not come before it.`,
    hint: "Rows are counted from 1.",
    path: `/rows/${i}`,
  })
}
