// A calculation of instalments on a record.
import { reads, type Row } from "../../expression/index.ts"
import type { DateStep, ScheduleCalculation } from "../../model/index.ts"
import { Problem } from "../../error/index.ts"
import { schedule, type Instalment, type Term } from "../schedule/schedule.ts"
import type { Offset } from "../schedule/offset.ts"
import type { Outcome, Result } from "./outcome.ts"
import { amountOf, carriedOf, numberOf, placed, rowsAt, stepOf, valueOf, wordOf, type At } from "./reading.ts"

const kinds = ["percent", "percent_of_rest", "fixed", "rest"] as const

/** Refuses a record without a date with CAL005, unless there is nothing to pay. */
export function applySchedule(calculation: ScheduleCalculation, outcome: Outcome): void {
  const { terms: reading, into } = calculation
  const at = { row: outcome.record }
  const total = amountOf(calculation.total, at)
  const found = valueOf(calculation.date, at)
  const rows = rowsAt(outcome.record, reading.rows)
  const date = typeof found === "string" ? found : ""
  if (date === "" && !total.isZero())
    throw new Problem("CAL005", {
      detail: "There is no date that the terms of payment could start from.",
      path: `/${reads(calculation.date.node)[0]?.steps[0]?.field ?? ""}`,
    })
  const terms = rows.map((row) =>
    placed(`/${reading.rows[0] ?? ""}`, "", () => termOf(row, calculation, outcome.record)),
  )
  const instalments = placed(`/${reading.rows[0] ?? ""}`, "", () =>
    schedule({ total, date, terms, step: stepOf(calculation.step, at) }),
  )
  outcome.putRows(
    into.rows,
    instalments.map((instalment) => resultOf(instalment, rows[instalment.term], calculation, outcome.record)),
  )
}

function termOf(row: Row, { terms }: ScheduleCalculation, record: Row): Term {
  const at = { row, parent: record }
  const discount = terms.discount && discountOf(terms.discount, at)
  return {
    kind: wordOf(terms.kind, at, kinds),
    value: amountOf(terms.value, at),
    due: offsets(terms.due, at),
    ...(discount === undefined ? {} : { discount }),
  }
}

function discountOf(
  { percent, amount, until }: NonNullable<ScheduleCalculation["terms"]["discount"]>,
  at: At,
): NonNullable<Term["discount"]> {
  const [part, fixed] = [numberOf(percent, at), numberOf(amount, at)]
  return {
    until: offsets(until, at),
    ...(part === undefined ? {} : { percent: part }),
    ...(fixed === undefined ? {} : { amount: fixed }),
  }
}

function offsets(steps: readonly DateStep[], at: At): Offset[] {
  return steps.flatMap(({ unit, by }) => {
    const found = numberOf(by, at)
    return found === undefined ? [] : [{ unit, by: found.toNumber() }]
  })
}

function resultOf(
  { due, amount, discount, discountUntil }: Instalment,
  row: Row | undefined,
  { into }: ScheduleCalculation,
  record: Row,
): Readonly<Record<string, Result>> {
  return {
    [into.due]: due,
    [into.amount]: amount,
    ...(into.discount === undefined ? {} : { [into.discount]: discount }),
    ...(into.discountUntil === undefined ? {} : { [into.discountUntil]: discountUntil }),
    ...carriedOf(into.carry, { row: row ?? {}, parent: record }),
  }
}
