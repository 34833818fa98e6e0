// Instants and times of day as text. An instant is RFC 3339 with a zone; its canonical form is in UTC, to the
// microsecond that PostgreSQL keeps, so that canonical texts compare as the instants do.
import { addDays, parseDate } from "./date.ts"

const INSTANT =
  /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,6})\d*)?(?:([Zz])|([+-])(\d{2}):?(\d{2})?)$/
const TIME = /^(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6})\d*)?)?$/

/** `2026-01-31T10:00:00+02:00` -> `2026-01-31T08:00:00.000000Z`; undefined for anything that is not an instant with a
 * zone (RFC 3339, also PostgreSQL's short offset `+02`). Digits beyond the microsecond are cut off. */
export function parseInstant(text: string): string | undefined {
  const found = INSTANT.exec(text)
  if (found === null) return undefined
  const [, date = "", hour, minute, second, fraction = "", , sign, offsetHour = "0", offsetMinute = "0"] =
    found
  if (parseDate(date) === undefined || !isTime(Number(hour), Number(minute), Number(second))) return undefined
  if (Number(offsetHour) > 23 || Number(offsetMinute) > 59) return undefined
  const offset = (sign === "-" ? -1 : 1) * (Number(offsetHour) * 60 + Number(offsetMinute))
  const minutes = Number(hour) * 60 + Number(minute) - offset
  const days = Math.floor(minutes / 1440)
  const day = addDays(date, days)
  if (day === undefined) return undefined
  const left = minutes - days * 1440
  return `${day}T${two(Math.floor(left / 60))}:${two(left % 60)}:${second}.${fraction.padEnd(6, "0")}Z`
}

/** `9` never, `09:30` -> `09:30:00.000000`; undefined for anything that is not a time of day. */
export function parseTime(text: string): string | undefined {
  const found = TIME.exec(text)
  if (found === null) return undefined
  const [, hour, minute, second = "00", fraction = ""] = found
  if (!isTime(Number(hour), Number(minute), Number(second))) return undefined
  return `${hour}:${minute}:${second}.${fraction.padEnd(6, "0")}`
}

function isTime(hour: number, minute: number, second: number): boolean {
  return hour <= 23 && minute <= 59 && second <= 59
}

function two(number: number): string {
  return String(number).padStart(2, "0")
}
