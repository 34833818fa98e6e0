// Exchange rates: a quiet walk of each currency against the euro, written down once a week.
import { addDays, daysBetween } from "../days.ts"
import { create, decimal, known, record } from "../record.ts"
import type { Batch } from "../types.ts"
import type { World } from "./world.ts"

export interface Rates {
  readonly batches: readonly Batch[]
  /** What one unit of `from` is worth in `to` on that day, ten decimals. */
  rate(from: string, to: string, day: string): string
}

/** Euros have bought about so much of each. */
const begin: Readonly<Record<string, number>> = { GBP: 0.853, USD: 1.084, CHF: 0.952 }

export function rates(world: World): Rates {
  const { random, from, today, reference } = world
  const weeks = Math.floor(daysBetween(from, today) / 7) + 1
  const walks = new Map(
    Object.entries(begin).map(([code, first]) => {
      let value = first
      return [
        code,
        Array.from(
          { length: weeks },
          () => (value += value * (random.next() - 0.5) * 0.012 + (first - value) * 0.04),
        ),
      ]
    }),
  )
  const perEuro = (code: string, day: string): number => {
    if (code === "EUR") return 1
    const walk = known(walks, code)
    return walk[Math.min(Math.max(0, Math.floor(daysBetween(from, day) / 7)), weeks - 1)] ?? 1
  }
  const euro = known(reference.currencies, "EUR")
  const records = [...walks].flatMap(([code, walk]) =>
    walk.map((value, week) => {
      const date = addDays(from, week * 7)
      const to_currency = known(reference.currencies, code)
      return record(random.id(date), {
        from_currency: euro,
        to_currency,
        date,
        rate: decimal(value, 10),
        source: "ECB",
      })
    }),
  )
  return {
    batches: [create("base.exchange_rate", records)],
    rate: (of, into, day) => (of === into ? "1" : decimal(perEuro(into, day) / perEuro(of, day), 10)),
  }
}
