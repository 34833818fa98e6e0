// How likely a record ends well, as SQL: naive Bayes over the latest records of its like that have ended.
import type { Likelihood } from "../../../engine/model/index.ts"
import type { Draft, Row } from "../draft.ts"
import { quoteIdentifier as q } from "../quote.ts"

/** Older ones tell of other times, and every write pays for what it reads. */
const MOST_LEARNT = 1000
/** What every count starts with, so that what was never seen is unlikely and not impossible (Lidstone). */
const START = "0.1"

/**
 * A percentage over `row`, 100 and 0 where it has ended, NULL while there is nothing to learn from. For won and lost alike:
 * the share of those that ended so, times for each aspect the share of its value among the values they had, times for each
 * step the share of those that came as far. What is empty or was never seen says nothing.
 */
export function likelihoodText(learnt: Likelihood, row: Row, draft: Draft): string {
  const { won, lost, aspects, steps } = learnt
  const past = pastOf(learnt, row, draft)
  const counts = [
    "count(*) FILTER (WHERE p.won) AS won",
    "count(*) FILTER (WHERE NOT p.won) AS lost",
    ...aspects.flatMap((aspect, i) => aspectCounts(draft.value(aspect, row), i)),
    ...steps.map(
      (step, i) => `count(*) FILTER (WHERE NOT p.won AND p.s${i} >= ${draft.value(step, row)}) AS s${i}`,
    ),
  ]
  const shares = [
    ...aspects.map((_, i) => aspectShares(i)),
    ...steps.map((step, i) => stepShares(draft.value(step, row), i)),
  ]
  const product = (side: "won" | "lost"): string =>
    [`(c.${side} + ${START})`, ...shares.map((share) => share[side])].join(" * ")
  return (
    `CASE WHEN ${draft.condition(won, row)} THEN 100 WHEN ${draft.condition(lost, row)} THEN 0 ELSE` +
    ` (SELECT CASE WHEN c.won + c.lost > 0 THEN round(100 * b.won / (b.won + b.lost), 2) END` +
    ` FROM (SELECT ${counts.join(", ")} FROM (${past}) p) c, LATERAL (SELECT ${product("won")} AS won, ${product("lost")} AS lost) b) END`
  )
}

/** The latest records of its like that have ended: rows of [won, a0 .., s0 ..]. Each way to look stands by itself, since an
 * index serves those of the same kind and not those of any. */
function pastOf(learnt: Likelihood, row: Row, draft: Draft): string {
  const [first, ...more] = learnt.among
  if (first === undefined) return latest(learnt, [], row, draft)
  const own = `${row.alias}.${q(first)}`
  const alike = (ended: Row): string => `${ended.alias}.${q(first)} = ${own}`
  const ways = [
    latest({ ...learnt, among: more }, [() => `${own} IS NOT NULL`, alike], row, draft),
    latest({ ...learnt, among: more }, [() => `${own} IS NULL`], row, draft),
  ]
  return ways.map((way) => `(${way})`).join(" UNION ALL ")
}

function latest(
  { won, lost, among, aspects, steps }: Likelihood,
  conditions: readonly ((ended: Row) => string)[],
  row: Row,
  draft: Draft,
): string {
  const ended = draft.row(draft.shape(row.table.id))
  const columns = [
    `${draft.condition(won, ended, "total")} AS won`,
    ...aspects.map((aspect, i) => `${draft.value(aspect, ended)} AS a${i}`),
    ...steps.map((step, i) => `${draft.value(step, ended)} AS s${i}`),
  ]
  const where = [
    `(${draft.condition(won, ended)} OR ${draft.condition(lost, ended)})`,
    `${ended.alias}.id <> ${row.alias}.id`,
    ...conditions.map((condition) => condition(ended)),
    ...among.map(
      (name) => `(${row.alias}.${q(name)} IS NULL OR ${ended.alias}.${q(name)} = ${row.alias}.${q(name)})`,
    ),
  ]
  return `SELECT ${columns.join(", ")} FROM ${draft.from(ended)} WHERE ${where.join(" AND ")} ORDER BY ${ended.alias}.id DESC LIMIT ${MOST_LEARNT}`
}

/** Of an aspect: how many have the value, how many have any, and how many different ones there are. */
function aspectCounts(value: string, i: number): readonly string[] {
  return [
    `count(*) FILTER (WHERE p.won AND p.a${i} = ${value}) AS w${i}`,
    `count(*) FILTER (WHERE NOT p.won AND p.a${i} = ${value}) AS l${i}`,
    `count(p.a${i}) FILTER (WHERE p.won) AS wa${i}`,
    `count(p.a${i}) FILTER (WHERE NOT p.won) AS la${i}`,
    `count(DISTINCT p.a${i}) AS d${i}`,
  ]
}

interface Shares {
  readonly won: string
  readonly lost: string
}

function aspectShares(i: number): Shares {
  const share = (side: "w" | "l"): string =>
    `CASE WHEN c.w${i} + c.l${i} > 0 THEN (c.${side}${i} + ${START}) / (c.${side}a${i} + ${START} * c.d${i}) ELSE 1 END`
  return { won: share("w"), lost: share("l") }
}

/** All that were won came as far. */
function stepShares(value: string, i: number): Shares {
  return {
    won: "1",
    lost: `CASE WHEN ${value} IS NOT NULL THEN (c.s${i} + ${START}) / (c.lost + ${START}) ELSE 1 END`,
  }
}
