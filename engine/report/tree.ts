// Groups and records -> a tree of rows, in which each holds the sums of all below it.
import { Decimal } from "../value/index.ts"
import type { Answer, Called, Summed, Sums } from "./read.ts"
import type { Aggregate, CellValue, ReportPlan } from "./types.ts"

/** A row of the report with those below it. The root stands for the totals. */
export interface Branch {
  readonly kind: "total" | "group" | "record"
  /** Index of its group; that of the innermost and one for records, -1 for the root. */
  readonly level: number
  readonly key: string | null
  readonly called: Called | undefined
  readonly above: Branch | undefined
  /** Groups of the next level, or records. */
  below: Branch[]
  /** Groups of the same level that stand under it in their tree. */
  under: Branch[]
  /** The sums of what stands here, not under it in the tree. */
  own: Sums
  /** The sums of all of it. */
  sums: Sums
}

/** The root. Innermost groups that `holds` refuses do not count; records of groups that are not there neither. */
export function growTree(plan: ReportPlan, answer: Answer, holds: (leaf: Branch) => boolean): Branch {
  const nothing = plan.aggregates.map(zero)
  const root = branch({ kind: "total", level: -1, key: null, called: undefined, above: undefined }, nothing)
  const places = new Map<string, Branch>()
  for (const summed of answer.groups) {
    const leaf = branch(
      { kind: "group", level: -1, key: null, called: undefined, above: undefined },
      summed.sums,
    )
    if (holds({ ...leaf, called: summed.called.at(-1), level: plan.groups.length - 1 }))
      placeOf(summed, root, [places, nothing]).own = summed.sums
  }
  for (const { keys, id, values, sums } of answer.records) {
    const holder = keys.length === 0 ? root : places.get(JSON.stringify(keys))
    holder?.below.push(
      branch(
        { kind: "record", level: keys.length, key: id, called: { title: null, values }, above: holder },
        sums,
      ),
    )
  }
  arrange(root, plan, answer)
  addUp(root, plan.aggregates)
  return root
}

type Bare = Pick<Branch, "kind" | "level" | "key" | "called" | "above">

function branch(bare: Bare, own: Sums): Branch {
  return { ...bare, below: [], under: [], own, sums: own }
}

/** The branch of a group by its keys, made with those around it where it is not there yet. */
function placeOf(
  { keys, called }: Summed,
  root: Branch,
  [places, nothing]: readonly [Map<string, Branch>, Sums],
): Branch {
  let at = root
  keys.forEach((key, level) => {
    const path = JSON.stringify(keys.slice(0, level + 1))
    let found = places.get(path)
    if (found === undefined) {
      found = branch({ kind: "group", level, key, called: called[level], above: at }, nothing)
      at.below.push(found)
      places.set(path, found)
    }
    at = found
  })
  return at
}

/** Puts the groups of each level that stands in a tree below the records above them there. */
function arrange(around: Branch, plan: ReportPlan, answer: Answer): void {
  const level = around.below[0]?.kind === "group" ? around.below[0].level : undefined
  const tree = level === undefined ? undefined : answer.trees.get(level)
  for (const below of around.below) arrange(below, plan, answer)
  if (tree === undefined || level === undefined) return
  const nothing = plan.aggregates.map(zero)
  const known = new Map(around.below.flatMap((one) => (one.key === null ? [] : [[one.key, one] as const])))
  const tops = around.below.filter(({ key }) => key === null)
  const climb = (one: Branch, seen: ReadonlySet<string>): void => {
    const above = tree.get(one.key ?? "")?.above ?? null
    const record = above === null || seen.has(above) ? undefined : tree.get(above)
    if (above === null || record === undefined) {
      if (!tops.includes(one)) tops.push(one)
      return
    }
    let parent = known.get(above)
    const isNew = parent === undefined
    parent ??= branch({ kind: "group", level, key: above, called: record, above: around }, nothing)
    known.set(above, parent)
    if (!parent.under.includes(one)) parent.under.push(one)
    if (isNew) climb(parent, new Set([...seen, above]))
  }
  for (const one of [...known.values()]) climb(one, new Set([one.key ?? ""]))
  around.below = tops
}

/** Sums from below: what a leaf or a record has of its own, and what all below and under it have. */
function addUp(at: Branch, aggregates: readonly Aggregate[]): void {
  for (const one of [...at.below, ...at.under]) addUp(one, aggregates)
  const groups = at.below.filter(({ kind }) => kind === "group")
  at.own = groups.reduce((sums, { sums: more }) => joined(sums, more, aggregates), at.own)
  at.sums = at.under.reduce((sums, { sums: more }) => joined(sums, more, aggregates), at.own)
}

/** The sums of two rows together. */
export function joined(a: Sums, b: Sums, aggregates: readonly Aggregate[]): Sums {
  return aggregates.map(({ fn }, at) => join(fn, a[at] ?? null, b[at] ?? null))
}

function join(fn: Aggregate["fn"], a: CellValue, b: CellValue): CellValue {
  if (a === null || b === null) return a ?? b
  if (fn === "sum" || fn === "count") return Decimal.isDecimal(a) && Decimal.isDecimal(b) ? a.plus(b) : a
  return compareCells(a, b) <= 0 === (fn === "min") ? a : b
}

/** The sum of no rows. */
export function zero({ fn }: Aggregate): CellValue {
  return fn === "sum" || fn === "count" ? new Decimal(0) : null
}

/** Below zero where `a` comes before `b`; what is empty comes last. */
export function compareCells(a: CellValue, b: CellValue): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  if (Decimal.isDecimal(a) && Decimal.isDecimal(b)) return a.comparedTo(b)
  const [x, y] = [wordOf(a), wordOf(b)]
  return x < y ? -1 : x > y ? 1 : 0
}

function wordOf(value: Exclude<CellValue, null>): string {
  return typeof value === "object" && "id" in value ? value.id : String(value)
}
