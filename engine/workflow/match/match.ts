// Decides what rows stand for: rule by rule, the first first; what one row has taken, no other finds. Pure: facts in, choices
// out.
import { daysBetween, Decimal } from "../../value/index.ts"
import type { Fit, Match, OpenRow, Pair, Part, Way } from "./types.ts"

/** The matches of rows, each row at most once. `fits` stand in the order of the rules. */
export function match(
  rows: readonly OpenRow[],
  fits: readonly Fit[],
  ways: readonly Way[],
): readonly Match[] {
  const open = new Map(rows.map((row) => [row.id, row]))
  const left = new Left()
  const pairs = new Map(ways.map((way) => [way, byRow(way.pairs)]))
  const found: Match[] = []
  for (const fit of fits) {
    const row = open.get(fit.row)
    if (row === undefined) continue
    const made = byWays(row, fit, ways, pairs, left) ?? byRule(row, fit, ways)
    if (made === undefined) continue
    open.delete(row.id)
    found.push(made)
  }
  return found
}

function byRow(pairs: readonly Pair[]): ReadonlyMap<string, readonly Pair[]> {
  const found = new Map<string, Pair[]>()
  for (const pair of pairs) found.set(pair.row, [...(found.get(pair.row) ?? []), pair])
  return found
}

/** What is left of records while rows take from them. */
class Left {
  private readonly taken = new Map<string, Decimal>()

  of(way: Way, { record, amount }: Pair): Decimal {
    return this.taken.get(`${way.of} ${record}`) ?? amount
  }

  take(way: Way, pair: Pair, amount: Decimal): void {
    this.taken.set(`${way.of} ${pair.record}`, this.of(way, pair).minus(amount))
  }
}

/** A rule that goes no way says by itself what the row stands for. */
function byRule(row: OpenRow, { rule, way, fields }: Fit, ways: readonly Way[]): Match | undefined {
  const says = Object.values(fields).some((value) => value !== null)
  if (!says || ways.some(({ by }) => by === way)) return undefined
  return { row: row.id, rule, certain: true, parts: [{ amount: row.amount, fields }] }
}

type Pairs = ReadonlyMap<Way, ReadonlyMap<string, readonly Pair[]>>

function byWays(row: OpenRow, fit: Fit, ways: readonly Way[], pairs: Pairs, left: Left): Match | undefined {
  for (const way of ways) {
    if (way.by !== fit.way) continue
    const near = (pairs.get(way)?.get(row.id) ?? []).filter(
      (pair) => isNear(row, pair, fit) && sameSide(left.of(way, pair), row.amount),
    )
    if (near.length === 0) continue
    const sorted = near.toSorted((a, b) => apart(row, a) - apart(row, b) || (a.record < b.record ? -1 : 1))
    const choice = way.parts ? parted(row, fit, sorted, (pair) => left.of(way, pair)) : whole(row, sorted)
    if (choice === undefined) continue
    for (const { pair, amount } of choice.taken) left.take(way, pair, amount)
    const parts = choice.taken.map(({ pair, amount }): Part => ({ amount, fields: pair.fields }))
    return {
      row: row.id,
      rule: fit.rule,
      certain: choice.certain,
      parts: [...parts, ...restOf(row, parts, fit)],
    }
  }
  return undefined
}

/** What of the row is not taken by anything: within the tolerance the rule says where it goes, else people do. */
function restOf(row: OpenRow, parts: readonly Part[], { tolerance, fields }: Fit): readonly Part[] {
  const rest = parts.reduce((sum, { amount }) => sum.minus(amount), row.amount)
  if (rest.isZero()) return []
  return [{ amount: rest, fields: rest.abs().lessThanOrEqualTo(tolerance) ? fields : {} }]
}

interface Choice {
  readonly certain: boolean
  readonly taken: readonly { readonly pair: Pair; readonly amount: Decimal }[]
}

/** One record, of the row's amount. */
function whole(row: OpenRow, pairs: readonly Pair[]): Choice | undefined {
  const equal = pairs.filter(({ amount }) => amount.equals(row.amount))
  const [first] = equal
  return first && { certain: equal.length === 1, taken: [{ pair: first, amount: row.amount }] }
}

/** All records together, if they come to the row's amount; else the one that does; else the oldest first, as far as the amount
 * goes. */
function parted(
  row: OpenRow,
  { tolerance, fields }: Fit,
  pairs: readonly Pair[],
  left: (pair: Pair) => Decimal,
): Choice {
  const total = pairs.reduce((sum, pair) => sum.plus(left(pair)), new Decimal(0))
  const fully = (some: readonly Pair[]): Choice["taken"] => some.map((pair) => ({ pair, amount: left(pair) }))
  if (total.equals(row.amount)) return { certain: true, taken: fully(pairs) }
  const equal = pairs.filter((pair) => left(pair).equals(row.amount))
  const [one] = equal
  if (one !== undefined) return { certain: false, taken: fully([one]) }
  const over = row.amount.abs().minus(total.abs())
  const hasPlace = Object.values(fields).some((value) => value !== null)
  if (hasPlace && over.abs().lessThanOrEqualTo(tolerance)) return { certain: true, taken: fully(pairs) }
  if (over.greaterThan(0)) return { certain: over.lessThanOrEqualTo(tolerance), taken: fully(pairs) }
  const [only] = pairs
  if (pairs.length === 1 && only !== undefined)
    return { certain: over.abs().lessThanOrEqualTo(tolerance), taken: [{ pair: only, amount: row.amount }] }
  return { certain: false, taken: oldestFirst(row, pairs, left) }
}

function oldestFirst(row: OpenRow, pairs: readonly Pair[], left: (pair: Pair) => Decimal): Choice["taken"] {
  const taken: { pair: Pair; amount: Decimal }[] = []
  let rest = row.amount
  for (const pair of pairs.toSorted((a, b) => ((a.date ?? "") < (b.date ?? "") ? -1 : 1))) {
    if (rest.isZero()) break
    const open = left(pair)
    const amount = open.abs().greaterThan(rest.abs()) ? rest : open
    taken.push({ pair, amount })
    rest = rest.minus(amount)
  }
  return taken
}

function sameSide(a: Decimal, b: Decimal): boolean {
  return !a.isZero() && a.isNegative() === b.isNegative()
}

function isNear(row: OpenRow, pair: Pair, { days }: Fit): boolean {
  return days === null || apart(row, pair) <= days
}

/** Days between the row and the record; far where either has none. */
function apart({ date }: OpenRow, pair: Pair): number {
  if (date === null || pair.date === null) return Number.MAX_SAFE_INTEGER
  return Math.abs(daysBetween(pair.date, date) ?? Number.MAX_SAFE_INTEGER)
}
