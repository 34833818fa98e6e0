// The rows of a report's statement, all texts -> keys, titles, values and sums. The statement lays them out thus:
//   g  keys, for each group of records its title and values, sums
//   (behind the groups there and below stands what columns stand for, where they do)
//   t  level, id, id above, title, values                 (records of a tree that groups stand in)
//   r  keys, place, id, values, sums                      (single records)
import { Problem } from "../error/index.ts"
import { boundsOf, type Type } from "../expression/index.ts"
import { Decimal } from "../value/index.ts"
import { levelsOf } from "./levels.ts"
import type { AxisValue, CellValue, PlannedAxis, ReportPlan, ValueColumn } from "./types.ts"

export type Sums = readonly CellValue[]
type Text = string | null

/** How the record of a group is called, and the values over it by column. */
export interface Called {
  readonly title: Text
  readonly values: ReadonlyMap<string, CellValue>
}

export interface Summed {
  readonly keys: readonly Text[]
  readonly called: readonly (Called | undefined)[]
  /** The value that it counts for, where columns stand for values. */
  readonly at?: AxisValue
  readonly sums: Sums
}

export interface Single extends Pick<Summed, "keys" | "at" | "sums"> {
  readonly place: number
  readonly id: string
  readonly values: ReadonlyMap<string, CellValue>
}

export interface TreeRecord extends Called {
  readonly above: Text
}

export interface Answer {
  readonly groups: readonly Summed[]
  /** In their order. */
  readonly records: readonly Single[]
  /** Records of trees by level, then by id. */
  readonly trees: ReadonlyMap<number, ReadonlyMap<string, TreeRecord>>
}

/** Reads the answer. Refuses with REP003 when there are more rows of a kind than `most`. */
export function readAnswer(plan: ReportPlan, rows: readonly (readonly Text[])[], most: number): Answer {
  const groups: Summed[] = []
  const records: Single[] = []
  const trees = new Map<number, Map<string, TreeRecord>>()
  for (const row of rows) {
    const take = taker(row)
    const kind = take()
    if (kind === "g") groups.push(readSummed(plan, take))
    else if (kind === "r") records.push(readSingle(plan, take))
    else readTree(plan, take, trees)
  }
  if (groups.length > most || records.length > most || [...trees.values()].some(({ size }) => size > most))
    throw new Problem("REP003", {
      detail: `It would have more than ${most} rows.`,
      hint: "Narrow its parameters.",
    })
  return { groups, records: records.sort((a, b) => a.place - b.place), trees }
}

type Take = () => Text

function taker(row: readonly Text[]): Take {
  let at = 0
  return () => row[at++] ?? null
}

function readSummed(plan: ReportPlan, take: Take): Summed {
  const depth = plan.groups.length
  const levels = levelsOf(plan)
  const keys = levels.map(take)
  const called = levels.map((level) => (level.target === undefined ? undefined : readCalled(level, take)))
  return {
    keys: keys.slice(0, depth),
    called: called.slice(0, depth),
    ...(plan.across === undefined
      ? {}
      : { at: { key: keys[depth] ?? null, title: called[depth]?.title ?? null } }),
    sums: readSums(plan, take),
  }
}

function readCalled({ values }: PlannedAxis, take: Take): Called {
  return { title: take(), values: readValues(values, take) }
}

function readSingle(plan: ReportPlan, take: Take): Single {
  return {
    keys: plan.groups.map(take),
    ...(plan.across === undefined ? {} : { at: { key: take(), title: null } }),
    place: Number(take()),
    id: take() ?? "",
    values: readValues(plan.values, take),
    sums: readSums(plan, take),
  }
}

function readTree({ groups }: ReportPlan, take: Take, trees: Map<number, Map<string, TreeRecord>>): void {
  const level = Number(take())
  const id = take() ?? ""
  const above = take()
  const group = groups[level]
  if (group === undefined) return
  const tree = trees.get(level) ?? new Map<string, TreeRecord>()
  trees.set(level, tree.set(id, { above, ...readCalled(group, take) }))
}

function readValues(columns: readonly ValueColumn[], take: Take): ReadonlyMap<string, CellValue> {
  return new Map(columns.map(({ name, type }) => [name, readValue(type, take)]))
}

function readValue(type: Type, take: Take): CellValue {
  const text = take()
  if (type.kind !== "ref") return cellOf(text, type)
  const entity = take() ?? type.entities[0] ?? ""
  return text === null ? null : { entity, id: text }
}

/** A text of PostgreSQL as a value of the type. */
export function cellOf(text: Text, type: Type): CellValue {
  if (text === null) return null
  if (type.kind === "number") return new Decimal(text)
  return type.kind === "boolean" ? text === "true" : text
}

function readSums({ aggregates }: ReportPlan, take: Take): Sums {
  return aggregates.map(({ fn, what }) => {
    const isNumber = fn === "sum" || fn === "count"
    return cellOf(take(), isNumber || what === undefined ? number : what.node.type)
  })
}

const number: Type = { kind: "number", ...boundsOf({ kind: "number" }) }
