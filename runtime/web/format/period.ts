// Periods of reports by locale: months by name, weeks by their first day.
import { formatDate } from "./date.ts"

/** Writes `2026-01` as a month, `2026-01-05` as a day; `2026-Q1` and `2026` stay as they are. */
export function formatPeriod(period: string, locale: string): string {
  if (/^\d{4}-\d\d-\d\d$/.test(period)) return formatDate(period, locale)
  if (!/^\d{4}-\d\d$/.test(period)) return period
  const first = new Date(`${period}-01T00:00:00Z`)
  return new Intl.DateTimeFormat(locale, { month: "short", year: "numeric", timeZone: "UTC" }).format(first)
}
