// Which spans of time a report is over: that of its parameters, the periods that columns are spread over, and for each
// of them the one that it is compared with.
import { Problem } from "../error/index.ts"
import type { Chosen, Comparison, PeriodLength, Report } from "../model/index.ts"
import { addDays, addMonths, daysBetween, daysInMonth, makeDate, parseDate } from "../value/index.ts"
import type { Asked, Window } from "./types.ts"

/** Columns beyond that are no report any more. */
const MOST_PERIODS = 60

interface Span {
  readonly from: string
  readonly to: string
}

/** The windows, that of the parameters first; each followed by the one before it, if there is a comparison. Refuses with
 * REP002 a span that ends before it begins, with REP003 too many periods. */
export function windowsOf(report: Report, asked: Asked): readonly Window[] {
  return spansOf(report, asked).map((window, all) => ({ ...window, all }))
}

type Bare = Omit<Window, "all">

function spansOf(report: Report, asked: Asked): readonly Bare[] {
  const { spread, compare } = report
  const comparison = compare === undefined ? "none" : chosen(compare.with, asked)
  const whole = spread === undefined ? undefined : spanOf(spread.from, spread.to, asked)
  const main: Bare = {
    key: "",
    spread: false,
    before: false,
    days: whole === undefined ? {} : period(whole),
  }
  const every = spread === undefined ? undefined : chosen(spread.every, asked)
  const periods = every === undefined || whole === undefined ? [] : periodsOf(whole, every)
  const all = [main, ...periods]
  if (compare === undefined || comparison === "none") return all
  const named: Span = {
    from: day(asked, compare.from ?? compare.to),
    to: day(asked, compare.to),
  }
  const moved = (name: string | undefined): Record<string, string> =>
    name === undefined ? {} : { [`params.${name}`]: back(day(asked, name), comparison, named) }
  return all.flatMap((window) => {
    const { "period.from": from, "period.to": to } = window.days
    const own = from === undefined || to === undefined ? undefined : earlier({ from, to }, comparison)
    const days = { ...moved(compare.from), ...moved(compare.to), ...(own === undefined ? {} : period(own)) }
    return [window, { ...window, before: true, days }]
  })
}

function chosen<T extends PeriodLength | Comparison>(choice: Chosen<T>, asked: Asked): T {
  // The model has held that the parameter lists no other values and is always there.
  return typeof choice === "string" ? choice : (asked[choice.parameter] as T)
}

function day(asked: Asked, name: string): string {
  return String(asked[name] ?? "")
}

function spanOf(from: string, to: string, asked: Asked): Span {
  const span = { from: day(asked, from), to: day(asked, to) }
  if (span.from <= span.to) return span
  throw new Problem("REP002", { detail: `It would end on ${span.to}, before it begins.`, path: to })
}

function period({ from, to }: Span): Record<string, string> {
  return { "period.from": from, "period.to": to }
}

function periodsOf(whole: Span, every: PeriodLength): readonly Bare[] {
  if (every === "whole") return [{ key: "whole", spread: true, before: false, days: period(whole) }]
  const periods: Bare[] = []
  for (let start = startOf(whole.from, every); start !== undefined && start <= whole.to;) {
    if (periods.length === MOST_PERIODS)
      throw new Problem("REP003", {
        detail: `From ${whole.from} to ${whole.to} are more than ${MOST_PERIODS} periods.`,
        hint: "Ask for fewer days, or for longer periods.",
      })
    const next = every === "week" ? addDays(start, 7) : addMonths(start, MONTHS[every])
    const last = (next && addDays(next, -1)) ?? whole.to
    const span = { from: start < whole.from ? whole.from : start, to: last > whole.to ? whole.to : last }
    periods.push({ key: keyOf(start, every), spread: true, before: false, days: period(span) })
    start = next
  }
  return periods
}

const MONTHS = { month: 1, quarter: 3, year: 12 } as const
type Length = Exclude<PeriodLength, "whole">

/** The first day of the period that the day lies in; weeks begin on Monday (ISO 8601). */
function startOf(date: string, every: Length): string | undefined {
  const parts = parseDate(date)
  if (parts === undefined) return undefined
  if (every === "week") return addDays(date, -(((daysBetween("2001-01-01", date) ?? 0) % 7) + 7) % 7)
  const length = MONTHS[every]
  return makeDate(parts.year, parts.month - ((parts.month - 1) % length), 1)
}

function keyOf(start: string, every: Length): string {
  if (every === "week") return start
  if (every === "month") return start.slice(0, 7)
  if (every === "year") return start.slice(0, 4)
  return `${start.slice(0, 4)}-Q${Math.ceil(Number(start.slice(5, 7)) / 3)}`
}

function earlier({ from, to }: Span, comparison: Comparison): Span {
  const span = { from, to }
  return { from: back(from, comparison, span), to: back(to, comparison, span) }
}

/** The day a year earlier, or earlier by the length of the span: whole months where it is made of such, days otherwise. */
function back(date: string, comparison: Comparison, { from, to }: Span): string {
  const months = comparison === "previous_year" ? 12 : wholeMonths(from, to)
  if (months === undefined) return addDays(date, -((daysBetween(from, to) ?? 0) + 1)) ?? date
  const moved = addMonths(date, -months)
  if (moved === undefined) return date
  return isLastOfMonth(date) ? lastOfMonth(moved) : moved
}

function wholeMonths(from: string, to: string): number | undefined {
  const [first, last] = [parseDate(from), parseDate(to)]
  if (first?.day !== 1 || last === undefined || !isLastOfMonth(to)) return undefined
  return (last.year - first.year) * 12 + last.month - first.month + 1
}

function isLastOfMonth(date: string): boolean {
  return lastOfMonth(date) === date
}

function lastOfMonth(date: string): string {
  const parts = parseDate(date)
  return parts === undefined ? date : `${date.slice(0, 8)}${daysInMonth(parts.year, parts.month)}`
}
