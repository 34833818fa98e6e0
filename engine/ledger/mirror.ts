// Reversal: what was written stays, and its mirror is written beside it.
import type { Ledger } from "../model/index.ts"
import type { CleanValue } from "../record/index.ts"
import { formatDecimal, parseDecimal } from "../value/index.ts"
import type { Entry, PostingFrame } from "./types.ts"

/** An entry as it is read back from its ledger. */
export type WrittenEntry = Pick<Entry, "id" | "date" | "line" | "rule" | "values">

/** The mirror of each entry, in order: sides swapped, or measures negated where the ledger has no sides; dated `date`, or as
 * the entry was. All else is as the entry has it. */
export function mirrorOf(
  entries: readonly WrittenEntry[],
  ledger: Ledger,
  frame: PostingFrame,
  date: string | undefined,
): readonly Entry[] {
  const { posting, source, newId } = frame
  return entries.map((entry) => ({
    id: newId(),
    posting,
    source,
    date: date ?? entry.date,
    line: entry.line,
    rule: entry.rule,
    reverses: entry.id,
    values: mirrored(entry.values, ledger),
  }))
}

function mirrored(values: WrittenEntry["values"], { measures, sides }: Ledger): Entry["values"] {
  const swapped: Record<string, CleanValue> = { ...values }
  for (const name of measures) {
    if (name === sides?.debit || name === sides?.credit) continue
    swapped[name] = negated(values[name] ?? null)
  }
  if (sides !== undefined) {
    swapped[sides.debit] = values[sides.credit] ?? null
    swapped[sides.credit] = values[sides.debit] ?? null
  }
  return swapped
}

/** The number with the opposite sign and the same decimals. */
function negated(value: CleanValue): CleanValue {
  const number = typeof value === "string" ? parseDecimal(value) : undefined
  return number === undefined ? value : formatDecimal(number.negated(), number.decimalPlaces())
}
