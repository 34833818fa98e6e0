// What the rows of a report's statement are told apart by, and how each of it is called and comes in order.
import type { Said } from "../model/index.ts"
import { Decimal, formatDecimal } from "../value/index.ts"
import type { AxisValue, CellValue, PlannedAxis, ReportPlan } from "./types.ts"

/** What rows of the statement are told apart by: the groups, and behind them what columns stand for. */
export function levelsOf({ groups, across }: Pick<ReportPlan, "groups" | "across">): readonly PlannedAxis[] {
  return across === undefined ? groups : [...groups, across]
}

/** What a value is called, in the reader's language; null where that may not be shown. */
export function titleOf(
  { key, title }: AxisValue,
  { empty, target, titles, by }: PlannedAxis,
  say: (said: Said) => string,
): string | null {
  if (key === null) return empty === undefined ? null : say(empty)
  if (target !== undefined) return title
  const said = titles?.get(key)
  if (said !== undefined) return say(said)
  return by.node.type.kind === "number" ? formatDecimal(new Decimal(key)) : key
}

/** What values are ordered by where no column says it: what they are called, listed ones their place, numbers and days
 * themselves. */
export function orderOf({ key, title }: AxisValue, { titles, target, by }: PlannedAxis): CellValue {
  if (key === null) return null
  if (titles !== undefined) {
    const listed = [...titles.keys()]
    return new Decimal((listed.indexOf(key) + listed.length) % listed.length)
  }
  if (target !== undefined) return title
  return by.node.type.kind === "number" ? new Decimal(key) : key
}
