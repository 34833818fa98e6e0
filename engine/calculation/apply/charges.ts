// A calculation of taxes and charges on a record.
import type { Row } from "../../expression/index.ts"
import type { ChargesCalculation } from "../../model/index.ts"
import { charges } from "../charges/charges.ts"
import type { BaseLine, Charged, ChargeRow, Charging, Discount } from "../charges/types.ts"
import { sum } from "../spread.ts"
import { Decimal } from "../../value/index.ts"
import type { Outcome } from "./outcome.ts"
import { amountOf, carriedOf, holds, numberOf, placed, rowsAt, stepOf, wordOf } from "./reading.ts"
import { collect, taxOf } from "./taxes.ts"

const rowKinds = ["amount", "of_net", "of_row", "of_total"] as const

export function applyCharges(calculation: ChargesCalculation, outcome: Outcome): void {
  const { record } = outcome
  const all = outcome.rowsIn(calculation.lines.rows)
  const chosen = all.flatMap((row, place) =>
    calculation.lines.where === undefined || holds(calculation.lines.where, { row, parent: record })
      ? [{ row, place }]
      : [],
  )
  const lines = chosen.map(({ row, place }) =>
    placed(`/${calculation.lines.rows}/${place}`, "", () => lineOf(row, calculation, record)),
  )
  const charging = chargingOf(calculation, chosen, lines, outcome)
  const charged = placed(`/${calculation.charges?.rows ?? calculation.lines.rows}`, "/rows", () =>
    charges(charging),
  )
  putLines(calculation, charged, { chosen, count: all.length }, outcome)
  putRows(calculation, charged, outcome)
  putTaxes(calculation, charged, chosen, outcome)
  const { into } = calculation
  outcome.put(into.net, charged.net)
  outcome.put(into.tax, charged.tax)
  outcome.put(into.charges, charged.charges)
  outcome.put(into.discount, charged.discount)
  outcome.put(into.roundOff, charged.roundOff)
  outcome.put(into.total, charged.total)
}

interface Chosen {
  readonly row: Row
  readonly place: number
}

function lineOf(row: Row, { lines, tax }: ChargesCalculation, record: Row): BaseLine {
  const at = { row, parent: record }
  const definitions = lines.taxes === undefined ? [] : rowsAt(row, lines.taxes)
  return {
    amount: amountOf(lines.amount, at),
    quantity: lines.quantity === undefined ? new Decimal(1) : amountOf(lines.quantity, at),
    taxes: tax === undefined ? [] : definitions.map((definition) => taxOf(definition, tax, record)),
  }
}

function chargingOf(
  calculation: ChargesCalculation,
  chosen: readonly Chosen[],
  lines: readonly BaseLine[],
  outcome: Outcome,
): Charging {
  const at = { row: outcome.record }
  const totalStep = numberOf(calculation.totalStep, at)
  const discount = discountOf(calculation, outcome)
  return {
    lines,
    rows: rowsOf(calculation, chosen, outcome),
    rounding: wordOf(calculation.rounding, at, ["line", "document"], "line"),
    step: stepOf(calculation.step, at),
    ...(totalStep === undefined ? {} : { totalStep }),
    ...(discount === undefined ? {} : { discount }),
  }
}

function rowsOf(
  { charges: from }: ChargesCalculation,
  chosen: readonly Chosen[],
  outcome: Outcome,
): ChargeRow[] {
  if (from === undefined) return []
  return outcome.rowsIn(from.rows).map((row, place) => {
    const at = { row, parent: outcome.record }
    const kind = placed(`/${from.rows}/${place}`, "", () => wordOf(from.kind, at, rowKinds))
    const number = numberOf(from.row, at)
    const rates = chosen.map((line) => numberOf(from.lineRate, { row: line.row, parent: row }))
    return {
      kind,
      value: amountOf(from.value, at),
      ...(number === undefined ? {} : { row: number.toNumber() }),
      ...(from.lineRate === undefined ? {} : { rates }),
    }
  })
}

function discountOf({ discount: from }: ChargesCalculation, { record: row }: Outcome): Discount | undefined {
  if (from === undefined) return undefined
  const [amount, percent] = [numberOf(from.amount, { row }), numberOf(from.percent, { row })]
  if (amount === undefined && percent === undefined) return undefined
  const on = wordOf(from.on, { row }, ["net", "total"], "net")
  return { on, ...(amount === undefined ? {} : { amount }), ...(percent === undefined ? {} : { percent }) }
}

/** Lines that are left out have no figures. */
function putLines(
  { lines: { rows, into } }: ChargesCalculation,
  { lines }: Charged,
  { chosen, count }: { readonly chosen: readonly Chosen[]; readonly count: number },
  outcome: Outcome,
): void {
  if (Object.keys(into).length === 0) return
  const found = new Map(chosen.map(({ place }, i) => [place, lines[i]]))
  const values = Array.from({ length: count }, (_, place) => {
    const figures = found.get(place)
    return {
      ...(into.net === undefined ? {} : { [into.net]: figures?.net }),
      ...(into.tax === undefined
        ? {}
        : { [into.tax]: figures && sum(figures.taxes.map((one) => one.amount)) }),
      ...(into.gross === undefined ? {} : { [into.gross]: figures?.gross }),
    }
  })
  outcome.putInto(rows, values)
}

function putRows({ charges: from }: ChargesCalculation, { rows }: Charged, outcome: Outcome): void {
  if (from === undefined) return
  const { base, amount, total } = from.into
  const values = rows.map((figures) => ({
    ...(base === undefined ? {} : { [base]: figures.base }),
    ...(amount === undefined ? {} : { [amount]: figures.amount }),
    ...(total === undefined ? {} : { [total]: figures.total }),
  }))
  outcome.putInto(from.rows, values)
}

function putTaxes(
  { into: { taxes: into }, lines, tax: reading }: ChargesCalculation,
  { taxes }: Charged,
  chosen: readonly Chosen[],
  outcome: Outcome,
): void {
  if (into === undefined) return
  const definitions = new Map<string, Row>()
  for (const { row } of chosen) collect(rowsAt(row, lines.taxes ?? []), reading?.members, definitions)
  const rows = taxes.map(({ tax, base, amount }) => {
    const at = { row: definitions.get(tax.key) ?? {}, parent: outcome.record }
    return {
      ...(into.tax === undefined ? {} : { [into.tax]: tax.key }),
      ...(into.base === undefined ? {} : { [into.base]: base }),
      ...(into.amount === undefined ? {} : { [into.amount]: amount }),
      ...carriedOf(into.carry, at),
    }
  })
  outcome.putRows(into.rows, rows)
}
