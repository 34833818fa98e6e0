// Calendar dates as `YYYY-MM-DD` text of the proleptic Gregorian calendar, years 0001 to 9999. No clock, no zone:
// a date is a name of a day. Arithmetic that leaves the range gives undefined.

export interface DateParts {
  readonly year: number
  readonly month: number
  readonly day: number
}

const FORM = /^(\d{4})-(\d{2})-(\d{2})$/
const FIRST_DAY = dayNumber({ year: 1, month: 1, day: 1 })
const LAST_DAY = dayNumber({ year: 9999, month: 12, day: 31 })

/** Reads `2026-01-31`; undefined unless that day exists. */
export function parseDate(text: string): DateParts | undefined {
  const found = FORM.exec(text)
  if (found === null) return undefined
  const parts = { year: Number(found[1]), month: Number(found[2]), day: Number(found[3]) }
  return exists(parts) ? parts : undefined
}

/** `YYYY-MM-DD` of a day; undefined unless that day exists. */
export function makeDate(year: number, month: number, day: number): string | undefined {
  const parts = { year, month, day }
  return exists(parts) ? format(parts) : undefined
}

/** The date `days` (an integer, may be negative) later. */
export function addDays(date: string, days: number): string | undefined {
  const parts = parseDate(date)
  if (parts === undefined || !Number.isSafeInteger(days)) return undefined
  const number = dayNumber(parts) + days
  return number < FIRST_DAY || number > LAST_DAY ? undefined : format(fromDayNumber(number))
}

/** The same day `months` (an integer, may be negative) later; the last day of that month where it has no such day. */
export function addMonths(date: string, months: number): string | undefined {
  const parts = parseDate(date)
  if (parts === undefined || !Number.isSafeInteger(months)) return undefined
  const count = parts.year * 12 + (parts.month - 1) + months
  const year = Math.floor(count / 12)
  const month = count - year * 12 + 1
  if (year < 1 || year > 9999) return undefined
  return format({ year, month, day: Math.min(parts.day, daysInMonth(year, month)) })
}

/** Days from one date to another: positive when `to` is later; undefined unless both exist. */
export function daysBetween(from: string, to: string): number | undefined {
  const first = parseDate(from)
  const last = parseDate(to)
  return first === undefined || last === undefined ? undefined : dayNumber(last) - dayNumber(first)
}

/** Days of a month, 28 to 31. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

function exists({ year, month, day }: DateParts): boolean {
  if (!Number.isInteger(year) || !Number.isInteger(month) || !Number.isInteger(day)) return false
  return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

/** Days since 0000-03-01, counting years from March so that the leap day comes last (Hinnant, days_from_civil). */
function dayNumber({ year, month, day }: DateParts): number {
  const y = month <= 2 ? year - 1 : year
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + dayOfYear
}

/** The inverse of `dayNumber` (Hinnant, civil_from_days). */
function fromDayNumber(number: number): DateParts {
  const era = Math.floor(number / 146097)
  const dayOfEra = number - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day }
}

function format({ year, month, day }: DateParts): string {
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`
}
