// Days as `2026-01-31`, and moments of a working day. Everything is in UTC, so that a tale does not depend on the place.
import type { Random } from "./types.ts"

const DAY = 86_400_000

export function millisecondsOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`)
}

export function addDays(day: string, count: number): string {
  return new Date(millisecondsOf(day) + Math.round(count) * DAY).toISOString().slice(0, 10)
}

/** Days from `from` to `to`, negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((millisecondsOf(to) - millisecondsOf(from)) / DAY)
}

/** 1 for January. */
export function monthOf(day: string): number {
  return Number(day.slice(5, 7))
}

/** The day itself, or the Monday after a weekend. */
export function workingDay(day: string): string {
  const weekday = new Date(millisecondsOf(day)).getUTCDay()
  return weekday === 6 ? addDays(day, 2) : weekday === 0 ? addDays(day, 1) : day
}

/** The earlier of two days. */
export function earlier(a: string, b: string): string {
  return a < b ? a : b
}

/** A moment of the day between eight and six, on the quarter of an hour. */
export function officeTime(random: Random, day: string): string {
  return instant(day, 8 * 60 + 15 * random.int(0, 39))
}

/** `minutes` after midnight of the day, RFC 3339. */
export function instant(day: string, minutes: number): string {
  return new Date(millisecondsOf(day) + minutes * 60_000).toISOString().replace(".000Z", "Z")
}

/** A working day between two days: busy months come more often (`season`, 12 at most), and so do later ones. */
export function busyDay(random: Random, season: readonly number[], from: string, to: string): string {
  const span = Math.max(0, daysBetween(from, to))
  for (;;) {
    const after = random.int(0, span)
    const day = addDays(from, after)
    const weight = ((season[monthOf(day) - 1] ?? 12) / 12) * (0.65 + (0.35 * after) / (span + 1))
    if (random.chance(weight)) return within(day, from, to)
  }
}

/** The working day nearest to `day` that lies between `from` and `to`; `to` where there is none. */
function within(day: string, from: string, to: string): string {
  const [after, before] = [workingDay(day), addDays(workingDay(day), -3)]
  return after <= to ? after : before >= from ? before : to
}
