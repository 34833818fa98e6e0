// Chance that can be told again: the same numbers for the same seed. A run prints its seed; `BOOKS_SEED` repeats it.

export interface Dice {
  /** From 0 to below 1. */
  next(): number
  /** A whole number from `least` to `most`. */
  whole(least: number, most: number): number
  among<T>(all: readonly [T, ...T[]]): T
}

/** The seed of this run. */
export const seed = Number(process.env["BOOKS_SEED"] ?? Date.now() % 1_000_000)

/** mulberry32. */
export function diceOf(start: number): Dice {
  let state = start
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const whole = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1))
  return { next, whole, among: (all) => all[whole(0, all.length - 1)] ?? all[0] }
}
