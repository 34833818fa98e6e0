// Chance that can be repeated: the same seed gives the same company, record by record.
import { millisecondsOf } from "./days.ts"
import type { Random } from "./types.ts"

export function createRandom(seed: string): Random {
  const next = mulberry32(hash(seed))
  const int = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1))
  const pick = <T>(items: readonly T[]): T => {
    const item = items[int(0, items.length - 1)]
    if (item === undefined) throw new Error("nothing to pick from")
    return item
  }
  return {
    next,
    int,
    pick,
    chance: (probability) => next() < probability,
    weigh(items) {
      let left = next() * items.reduce((sum, { share }) => sum + share, 0)
      return items.find(({ share }) => (left -= share) < 0) ?? pick(items)
    },
    spread: (median) => median * Math.exp(0.55 * (next() + next() + next() - 1.5) * 2),
    fill: (pattern) =>
      pattern.replaceAll(/[#A]/g, (sign) =>
        sign === "#" ? String(int(0, 9)) : pick([..."BCDEFGHJKLMNPRSTUVWY"]),
      ),
    id(day) {
      const time = (millisecondsOf(day) + int(0, 86_399_999)).toString(16).padStart(12, "0")
      const hex = (digits: number): string =>
        int(0, 16 ** digits - 1)
          .toString(16)
          .padStart(digits, "0")
      const variant = int(8, 11).toString(16)
      return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${variant}${hex(3)}-${hex(6)}${hex(6)}`
    },
    shuffle: (items) =>
      items
        .map((item) => ({ item, at: next() }))
        .sort((a, b) => a.at - b.at)
        .map(({ item }) => item),
  }
}

/** Mulberry32 by Tommy Ettinger: 32 bits of state, good enough for tales. */
function mulberry32(state: number): () => number {
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let state = 0x811c9dc5
  for (const sign of text) state = Math.imul(state ^ (sign.codePointAt(0) ?? 0), 0x01000193)
  return state
}
