// Running numbers: taken from a counter row that stays locked until the transaction ends, so that a number is never
// given twice and a rolled-back write leaves no gap.
import type { Entity, Field, Sequence } from "../../../engine/model/index.ts"
import type { Draft } from "../draft.ts"
import { quoteIdentifier as q, quoteLiteral } from "../quote.ts"

/** A CTE that takes numbers, and the SQL of a record's number for the column. */
interface Numbering {
  readonly column: string
  readonly cte: string
  readonly value: string
}

/** For a create from the CTE `input` (with column `ord`): all numbers of a series are taken at once. */
export function numbering(entity: Entity, field: Field, index: number, draft: Draft): Numbering {
  const series = seriesOf(entity, field, draft)
  const number = q(field.name)
  const [i, j] = [series.of((name) => `i.${q(name)}`), series.of((name) => `j.${q(name)}`)]
  const name = `s${index}`
  const cte = `${name} AS (${series.take(i, "count(*)", `input i WHERE i.${number} IS NULL GROUP BY 2, 3`)})`
  const rank = `(SELECT count(*) FROM input j WHERE j.${number} IS NULL AND j.ord > i.ord${same(i, j)})`
  const last = `(SELECT ${name}.value FROM ${name} WHERE ${name}.period = ${i.period} AND ${name}.scope = ${i.scope})`
  return {
    column: number,
    cte,
    value: `coalesce(i.${number}, ${series.text(i, `(${last} - ${rank})`)})`,
  }
}

/** For an update of the one row that `from` gives as `t`, `schema.table t ... WHERE ...`: the next number, where it has
 * none. `value` gives the SQL of a field as the update leaves it. The row must be locked already: else one who waits for
 * it would draw a number that is not used. */
export function drawing(
  entity: Entity,
  field: Field,
  from: string,
  value: (field: string) => string,
  draft: Draft,
): Numbering {
  const series = seriesOf(entity, field, draft)
  const column = q(field.name)
  const number = `t.${column}`
  const name = `n_${field.name}`
  const place = series.of(value)
  const cte = `${q(name)} AS (${series.take(place, "1", `${from} AND ${number} IS NULL`)})`
  const next = series.text(place, `(SELECT s.value FROM ${q(name)} s)`)
  return { column, cte, value: `coalesce(${number}, ${next})` }
}

/** Where in a series a record stands, as SQL. */
interface Place {
  readonly period: string
  readonly scope: string
  /** Asked for only where it is used: PostgreSQL refuses a parameter without a place. */
  readonly date: () => string
}

interface Series {
  /** The number of a record at the place, given the SQL of the counter. */
  text(place: Place, counter: string): string
  /** The place of a record, given the SQL of its fields. */
  of(value: (field: string) => string): Place
  /** The query that moves the counters of `from` on by `count`, and gives period, scope and the last number taken. */
  take(place: Place, count: string, from: string): string
}

/** Under which name the counters of a field stand. */
export function seriesName(entity: Entity, field: Field): string {
  return `${entity.id}.${field.name}`
}

function seriesOf(entity: Entity, field: Field, draft: Draft): Series {
  const { sequence } = field
  if (sequence === undefined) throw new Error(`${field.name} has no sequence`)
  const today = (): string => draft.param({ kind: "today" }, "date")
  const series = quoteLiteral(seriesName(entity, field))
  const within = sequence.scope === undefined ? undefined : entity.fields.get(sequence.scope)?.storage
  const ofScope =
    (scope: string) =>
    (name: string): string => {
      const target = within?.kind === "ref" ? draft.shape(within.entity).table : undefined
      if (target === undefined) throw new Error(`The series of ${entity.id}.${field.name} refers to nothing`)
      return `(SELECT o.${q(name)}::text FROM ${draft.table(target)} o WHERE o.id = nullif(${scope}, '')::uuid)`
    }
  return {
    text: ({ scope, date }, counter) => formatted(sequence.pattern, counter, date, ofScope(scope)),
    of(value) {
      const { date: by, scope } = sequence
      const date = (): string => (by === undefined ? today() : `coalesce(${value(by)}, ${today()})`)
      return {
        date,
        period: periodOf(sequence, date),
        scope: scope === undefined ? "''" : `coalesce(${value(scope)}::text, '')`,
      }
    },
    take: ({ period, scope }, count, from) =>
      `INSERT INTO ${draft.table("_sequence")} AS q (series, period, scope, value)` +
      ` SELECT ${series}, ${period}, ${scope}, ${count} FROM ${from}` +
      ` ON CONFLICT (series, period, scope) DO UPDATE SET value = q.value + EXCLUDED.value RETURNING q.period, q.scope, q.value`,
  }
}

/** The condition that two records stand in the same series, without what is the same for all. */
function same(i: Place, j: Place): string {
  const parts = [
    ...(i.period === j.period ? [] : [`${j.period} = ${i.period}`]),
    ...(i.scope === j.scope ? [] : [`${j.scope} = ${i.scope}`]),
  ]
  return parts.map((part) => ` AND ${part}`).join("")
}

function periodOf({ reset }: Sequence, date: () => string): string {
  const forms = { never: undefined, year: "YYYY", month: "YYYY-MM", day: "YYYY-MM-DD" } as const
  const form = forms[reset]
  return form === undefined ? "''" : `to_char(${date()}, '${form}')`
}

/** `INV-{YYYY}-{00000}` as a concatenation; a number longer than its zeros is not cut, and what the scope does not say is
 * left out. */
function formatted(
  pattern: string,
  number: string,
  date: () => string,
  ofScope: (name: string) => string,
): string {
  const parts = pattern.split(/(\{[^}]+\})/).filter((part) => part !== "")
  const texts = parts.map((part) => {
    const zeros = /^\{(0+)\}$/.exec(part)?.[1]
    if (zeros !== undefined)
      return `lpad(${number}::text, greatest(${zeros.length}, length(${number}::text)), '0')`
    const form = /^\{(YYYY|YY|MM|DD)\}$/.exec(part)?.[1]
    if (form !== undefined) return `to_char(${date()}, '${form}')`
    const name = /^\{(\w+)\}$/.exec(part)?.[1]
    return name === undefined ? quoteLiteral(part) : `coalesce(${ofScope(name)}, '')`
  })
  return `(${texts.join(" || ")})`
}
