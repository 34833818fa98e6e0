// Columns that stand for single values: which values those are is known once the rows are there. The plan then gets a window
// for each of them, and each group its sums value by value.
import { Problem } from "../error/index.ts"
import { levelsOf, orderOf } from "./levels.ts"
import type { Answer, Summed, Sums } from "./read.ts"
import { shownOf } from "./shown.ts"
import { compareCells, joined, zero } from "./tree.ts"
import type { Aggregate, AxisValue, PlannedAxis, ReportPlan } from "./types.ts"

/** Columns beyond that are no report any more. */
const MOST_VALUES = 60
const MOST_COLUMNS = 500

interface Read {
  readonly plan: ReportPlan
  readonly answer: Answer
}

/** Plan and answer as if the values had been known before; as they are where columns stand for none. Refuses with REP003
 * too many values, or too many columns. */
export function unfold({ plan, answer }: Read): Read {
  const { across, windows, aggregates } = plan
  if (across === undefined) return { plan, answer }
  const values = valuesIn(answer, across)
  const repeated = aggregates.flatMap((one, at) => (one.across ? [at] : []))
  const all = [...windows, ...values.flatMap((value) => windows.map((window) => ({ ...window, value })))]
  const shown = shownOf(plan.columns, all)
  if (values.length > MOST_VALUES || shown.length > MOST_COLUMNS) throw tooMany(values.length, plan)
  const single = values.flatMap((_, place) =>
    repeated.flatMap((at) => within(aggregates[at], (place + 1) * windows.length)),
  )
  const unfolding: Unfolding = { aggregates, repeated, keys: values.map(({ key }) => key) }
  return {
    plan: { ...plan, windows: all, aggregates: [...aggregates, ...single], shown },
    answer: {
      ...answer,
      groups: merged(
        answer.groups.map((one) => unfolded(one, unfolding)),
        [...aggregates, ...single],
      ),
      records: answer.records.map((one) => unfolded(one, unfolding)),
    },
  }
}

/** The values that there are, in their order. */
function valuesIn({ groups }: Answer, across: PlannedAxis): readonly AxisValue[] {
  const found = new Map(groups.flatMap(({ at }) => (at === undefined ? [] : [[at.key, at] as const])))
  return [...found.values()].sort((a, b) => compareCells(orderOf(a, across), orderOf(b, across)))
}

function tooMany(values: number, plan: ReportPlan): Problem {
  const { title } = levelsOf(plan).at(-1) ?? plan.report
  return new Problem("REP003", {
    detail: `It would have columns for ${values} values of "${typeof title === "string" ? title : title.text}".`,
    hint: "Narrow its parameters.",
  })
}

function within(one: Aggregate | undefined, first: number): readonly Aggregate[] {
  return one === undefined ? [] : [{ ...one, window: first + one.window }]
}

interface Unfolding {
  readonly aggregates: readonly Aggregate[]
  /** Indexes of the aggregates that there are for each value. */
  readonly repeated: readonly number[]
  readonly keys: readonly (string | null)[]
}

/** The sums for all values, then those for each: its own, or nothing. */
function unfolded<T extends { readonly at?: AxisValue; readonly sums: Sums }>(
  row: T,
  { aggregates, repeated, keys }: Unfolding,
): T {
  const nothing = repeated.flatMap((at) => aggregates.slice(at, at + 1).map(zero))
  const own = repeated.map((at) => row.sums[at] ?? null)
  const place = keys.indexOf(row.at?.key ?? null)
  return { ...row, sums: [...row.sums, ...keys.flatMap((_, at) => (at === place ? own : nothing))] }
}

/** One row a group. */
function merged(groups: readonly Summed[], aggregates: readonly Aggregate[]): readonly Summed[] {
  const found = new Map<string, Summed>()
  for (const one of groups) {
    const key = JSON.stringify(one.keys)
    const known = found.get(key)
    found.set(key, known === undefined ? one : { ...known, sums: joined(known.sums, one.sums, aggregates) })
  }
  return [...found.values()]
}
