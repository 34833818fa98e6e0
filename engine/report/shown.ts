// Which cells a row has: columns one after the other, those that are repeated block by block.
import type { ReportColumn } from "../model/index.ts"
import type { Shown, Window } from "./types.ts"

/** The cells in order. Columns that are repeated alike stand together: value by value and then for all values, within each
 * period by period. */
export function shownOf(
  columns: ReadonlyMap<string, ReportColumn>,
  windows: readonly Window[],
): readonly Shown[] {
  const visible = [...columns.values()].filter(({ hidden }) => !hidden)
  const found: Shown[] = []
  for (let at = 0; at < visible.length;) {
    const run = visible.slice(at)
    const block = run.slice(0, alike(run))
    for (const index of windowsOf(block[0], windows))
      for (const column of block) found.push(...partsOf(column, index, windows))
    at += block.length
  }
  return found
}

/** How many of the columns are repeated as the first one is. */
function alike(run: readonly ReportColumn[]): number {
  const [first] = run
  if (first === undefined || !(first.spread || first.across)) return 1
  const end = run.findIndex(({ spread, across }) => spread !== first.spread || across !== first.across)
  return end < 0 ? run.length : end
}

/** The windows in which the column is shown: those of single values, then those of all. */
function windowsOf(column: ReportColumn | undefined, windows: readonly Window[]): readonly number[] {
  const { spread = false, across = false } = column ?? {}
  const fitting = [...windows.entries()].filter(([, one]) => !one.before && one.spread === spread)
  const single = fitting.filter(([, { value }]) => across && value !== undefined)
  const all = fitting.filter(([, { value }]) => value === undefined)
  return [...single, ...all].map(([index]) => index)
}

function partsOf(column: ReportColumn, index: number, windows: readonly Window[]): readonly Shown[] {
  const { key = "", value } = windows[index] ?? {}
  const of = value === undefined ? "" : `[${value.key ?? ""}]`
  const name = `${column.name}${of}${key === "" ? "" : `@${key}`}`
  const now: Shown = { key: name, column, window: index, part: "now" }
  if (!column.compare || windows[index + 1]?.before !== true) return [now]
  const beside = (["before", "change", "percent"] as const).map((part) => ({
    key: `${name}:${part}`,
    column,
    window: part === "before" ? index + 1 : index,
    part,
  }))
  return [now, ...beside]
}
