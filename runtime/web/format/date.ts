// Dates and instants by locale; dates are calendar days without a zone, instants are shown in the browser's zone.

const formats = new Map<string, Intl.DateTimeFormat>()

/** Writes `2026-01-31` as the locale does; gives the text back when it is no date. */
export function formatDate(value: string, locale: string): string {
  const day = new Date(`${value}T00:00:00Z`)
  return Number.isNaN(day.getTime()) ? value : format(day, locale, { dateStyle: "medium", timeZone: "UTC" })
}

/** Writes an RFC 3339 instant as date and time of the browser's zone. */
export function formatInstant(value: string, locale: string): string {
  const at = new Date(value)
  return Number.isNaN(at.getTime()) ? value : format(at, locale, { dateStyle: "medium", timeStyle: "short" })
}

/** Reads what a person typed as a day: `2026-01-31`, `31.1.2026`, `31/1/26`, `1/31/2026` where the locale says so, a day
 * and month of this year, a day of this month, or digits alone: `3101`, `310126`. Gives undefined when it is no day. */
export function readDate(text: string, locale: string, today: Date): string | undefined {
  const numbers = numbersOf(text.trim())
  if (numbers.length < 1 || numbers.length > 3) return undefined
  const order = numbers[0]?.length === 4 ? ["year", "month", "day"] : orderOf(locale, numbers.length)
  const read = new Map(order.map((part, index) => [part, Number(numbers[index])]))
  const year = fullYear(read.get("year") ?? today.getFullYear())
  return isoDate(year, read.get("month") ?? today.getMonth() + 1, read.get("day") ?? 0)
}

/** The numbers of a date; digits without marks are cut in twos, the year last. */
function numbersOf(text: string): readonly string[] {
  const bare = /^(\d\d)(\d\d)(\d{2}|\d{4})?$/.exec(text)
  if (bare !== null) return bare.slice(1).filter((part) => part !== undefined)
  return /[a-z]/i.test(text) ? [] : text.split(/[^0-9]+/).filter((part) => part !== "")
}

function isoDate(year: number, month: number, day: number): string | undefined {
  const found = new Date(Date.UTC(year, month - 1, day))
  const exact =
    found.getUTCFullYear() === year && found.getUTCMonth() === month - 1 && found.getUTCDate() === day
  return exact ? found.toISOString().slice(0, 10) : undefined
}

function fullYear(year: number): number {
  return year < 100 ? 2000 + year : year
}

function orderOf(locale: string, parts: number): readonly string[] {
  const order = formatOf(locale, { year: "numeric", month: "numeric", day: "numeric", timeZone: "UTC" })
    .formatToParts(new Date(0))
    .map((part) => part.type)
    .filter((type) => type === "year" || type === "month" || type === "day")
  if (parts === 1) return ["day"]
  return parts === 3 ? order : order.filter((type) => type !== "year")
}

function format(at: Date, locale: string, options: Intl.DateTimeFormatOptions): string {
  return formatOf(locale, options).format(at)
}

function formatOf(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  let found = formats.get(key)
  if (found === undefined) {
    found = new Intl.DateTimeFormat(locale, options)
    formats.set(key, found)
  }
  return found
}
