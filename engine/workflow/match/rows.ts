// Matches -> the rows of the document as they are sent: those that are there, in their order, parted where they are.
import type { Row } from "../../expression/index.ts"
import { formatDecimal } from "../../value/index.ts"
import type { EffectOf } from "../types.ts"
import type { Match, OpenRow, Part } from "./types.ts"

/** A row of the document, open or not. */
export interface DocumentRow extends OpenRow {
  readonly open: boolean
}

/** All rows: the first part of a matched one stays the row, the others stand behind it. */
export function matchedRows(
  effect: EffectOf<"match">,
  rows: readonly DocumentRow[],
  matches: readonly Match[],
): readonly Row[] {
  const found = new Map(matches.map((match) => [match.row, match]))
  return rows.flatMap(({ id, fields }): readonly Row[] => {
    const match = found.get(id)
    if (match === undefined) return [{ id }]
    return match.parts.map((part, index) => ({
      ...(index === 0 ? { id } : fields),
      ...said(effect, match, part),
    }))
  })
}

/** What a part says; one that is left to people names no rule. */
function said({ amount, rule, proposed }: EffectOf<"match">, match: Match, part: Part): Row {
  const isLeft = Object.values(part.fields).every((value) => value === null)
  return {
    ...part.fields,
    [amount]: formatDecimal(part.amount),
    ...(rule === undefined ? {} : { [rule]: isLeft ? null : match.rule }),
    ...(proposed === undefined ? {} : { [proposed]: !isLeft && !match.certain }),
  }
}
