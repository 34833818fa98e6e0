// What a file may hold at most, whatever it says: reading one is bounded.
import { Problem } from "../error/index.ts"

export const tooMuch = {
  lines: 50_000,
  elements: 500_000,
  depth: 60,
  /** Characters of one value. */
  value: 100_000,
  refuse: (what: string): Problem =>
    new Problem("IMP003", {
      detail: `The file holds more than ${what}.`,
      hint: "Import it in parts.",
    }),
} as const

/** Faults that are told of one file. */
export const MOST_FAULTS = 200
