// Steps from a date to another one: so many days, weeks or months later, a day of the month, a weekday.
import { addDays, addMonths, daysBetween, daysInMonth, makeDate, parseDate } from "../../value/index.ts"

/** One step. `day_of_month`: that day of the month at hand, its last where it has no such day. `weekday`: the next one
 * from the day on, 1 for Monday to 7 for Sunday (ISO 8601). */
export interface Offset {
  readonly unit: "days" | "weeks" | "months" | "day_of_month" | "weekday"
  readonly by: number
}

/** The date that the steps lead to, one after the other; undefined where it leaves the calendar or a step has no sense. */
export function offsetDate(date: string, offsets: readonly Offset[]): string | undefined {
  let at: string | undefined = date
  for (const offset of offsets) at = at === undefined ? undefined : taken(at, offset)
  return at
}

function taken(date: string, { unit, by }: Offset): string | undefined {
  if (!Number.isInteger(by)) return undefined
  switch (unit) {
    case "days":
      return addDays(date, by)
    case "weeks":
      return addDays(date, by * 7)
    case "months":
      return addMonths(date, by)
    case "day_of_month": {
      const parts = parseDate(date)
      if (parts === undefined || by < 1 || by > 31) return undefined
      const { year, month } = parts
      return makeDate(year, month, Math.min(by, daysInMonth(year, month)))
    }
    case "weekday":
      return by < 1 || by > 7 ? undefined : addDays(date, (by - weekdayOf(date) + 7) % 7)
    default:
      return unit satisfies never
  }
}

/** 1 for Monday to 7 for Sunday: 0001-01-01 of the proleptic Gregorian calendar was a Monday. */
function weekdayOf(date: string): number {
  return ((daysBetween("0001-01-01", date) ?? 0) % 7) + 1
}
