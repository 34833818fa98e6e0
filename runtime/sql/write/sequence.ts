// Running numbers: taken from a counter row that stays locked until the transaction ends, so that a number is never
// given twice and a rolled-back write leaves no gap.
import type { Entity, Field, Sequence } from "../../../engine/model/index.ts"
import type { Draft } from "../draft.ts"
import { quoteIdentifier as q, quoteLiteral } from "../quote.ts"

/** For a create from the CTE `input` (with column `ord`): the CTE that takes the numbers, and each record's number. */
export function numbering(
  entity: Entity,
  field: Field,
  index: number,
  draft: Draft,
): { cte: string; value: string } {
  const sequence = field.sequence
  if (sequence === undefined) throw new Error(`${field.name} has no sequence`)
  // Asked for only where it is used: PostgreSQL refuses a parameter without a place.
  const today = (): string => draft.param({ kind: "today" }, "date")
  const scope = sequence.scope === undefined ? "''" : `coalesce(i.${q(sequence.scope)}::text, '')`
  const name = `s${index}`
  const cte =
    `${name} AS (INSERT INTO ${draft.table("_sequence")} AS q (series, period, scope, value)` +
    ` SELECT ${quoteLiteral(`${entity.id}.${field.name}`)}, ${period(sequence, today)}, ${scope}, count(*) FROM input i WHERE i.${q(field.name)} IS NULL GROUP BY 3` +
    ` ON CONFLICT (series, period, scope) DO UPDATE SET value = q.value + EXCLUDED.value RETURNING q.scope, q.value)`
  const rank = `(SELECT count(*) FROM input j WHERE j.${q(field.name)} IS NULL AND j.ord > i.ord${sequence.scope === undefined ? "" : ` AND coalesce(j.${q(sequence.scope)}::text, '') = ${scope}`})`
  const number = `((SELECT ${name}.value FROM ${name} WHERE ${name}.scope = ${scope}) - ${rank})`
  return { cte, value: `coalesce(i.${q(field.name)}, ${formatted(sequence.pattern, number, today)})` }
}

function period(sequence: Sequence, today: () => string): string {
  const forms = { never: undefined, year: "YYYY", month: "YYYY-MM", day: "YYYY-MM-DD" } as const
  const form = forms[sequence.reset]
  return form === undefined ? "''" : `to_char(${today()}, '${form}')`
}

/** `INV-{YYYY}-{00000}` as a concatenation; a number longer than its zeros is not cut. */
function formatted(pattern: string, number: string, today: () => string): string {
  const parts = pattern.split(/(\{[^}]+\})/).filter((part) => part !== "")
  const texts = parts.map((part) => {
    const zeros = /^\{(0+)\}$/.exec(part)?.[1]
    if (zeros !== undefined)
      return `lpad(${number}::text, greatest(${zeros.length}, length(${number}::text)), '0')`
    const form = /^\{(YYYY|YY|MM|DD)\}$/.exec(part)?.[1]
    return form === undefined ? quoteLiteral(part) : `to_char(${today()}, '${form}')`
  })
  return `(${texts.join(" || ")})`
}
