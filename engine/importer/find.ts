// What is to be looked up in the database for what was read, and what comes of the answers: pure on both sides.
import { Decimal, formatDecimal } from "../value/index.ts"
import { reads, type Expression, type Row } from "../expression/index.ts"
import type { ImportRead } from "../model/index.ts"
import { blame } from "./place.ts"
import { keep, work } from "./read.ts"
import type { Draft, Reading } from "./types.ts"

export type FindRead = Extract<ImportRead, { kind: "find" }>

/** One step of what is known late: a value to be worked out, or something to be looked up, for these drafts. */
export interface Stage {
  readonly read: Exclude<ImportRead, { kind: "from" | "digest" }>
  readonly drafts: readonly Draft[]
}

/** The steps in order: those of the records, then those of their rows. */
export function stagesOf({ records, importer }: Reading): readonly Stage[] {
  const { layout } = importer
  const late = (all: readonly ImportRead[]): readonly Stage["read"][] =>
    all.flatMap((read) =>
      read.kind !== "from" && read.kind !== "digest" && read.phase === "late" ? [read] : [],
    )
  return [
    ...late(layout.reads).map((read) => ({ read, drafts: records })),
    ...layout.rows.flatMap(({ field, layout: inner }) => {
      const drafts = records.flatMap(({ rows }) => rows.get(field) ?? [])
      return late(inner.reads).map((read) => ({ read, drafts }))
    }),
  ]
}

/** Works out a value for all drafts of its stage. */
export function workOut(
  read: Extract<ImportRead, { kind: "value" }>,
  drafts: readonly Draft[],
  reading: Reading,
): void {
  for (const draft of drafts) work(read, draft, reading)
}

/** What `params` of a search stands for, in PostgreSQL's text format, by name. */
export function paramsOf(where: Expression, { row, parent }: Draft): Readonly<Record<string, string | null>> {
  const names = reads(where.node).flatMap(({ root, steps }) =>
    root === "params" ? [steps[0]?.field ?? ""] : [],
  )
  return Object.fromEntries(names.map((name) => [name, textOf(name in row ? row[name] : parent?.row[name])]))
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (Decimal.isDecimal(value)) return formatDecimal(value)
  if (typeof value === "object" && "id" in value) return String(value.id)
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : null
}

/** Takes what was found for a draft: at most two records. */
export function found(read: FindRead, draft: Draft, records: readonly Row[], reading: Reading): void {
  const [first, second] = records
  draft.row[read.name] = first ?? null
  if (second !== undefined && read.sort.length === 0) {
    draft.row[read.name] = null
    blame(reading.faults, draft, read.of, {
      code: "IMP006",
      message: read.message ?? `More than one record may be meant by "${read.name}".`,
    })
  }
  if (first === undefined && read.required)
    blame(reading.faults, draft, read.of, {
      code: "IMP006",
      message: read.message ?? `No record is found for "${read.name}".`,
    })
}

/** Leaves out what is there already, and records whose rows all are; or refuses the file for it. */
export function settleKnown(isThere: (draft: Draft) => boolean, reading: Reading): void {
  const { skipped } = reading
  reading.records = reading.records.filter((draft) => {
    if (isThere(draft) && isLeftOut(draft, reading)) {
      skipped.records++
      return false
    }
    const before = countRows(draft)
    const left = [...draft.rows].map(([field, rows]): [string, readonly Draft[]] => [
      field,
      rows.filter((row) => !(isThere(row) && isLeftOut(row, reading))),
    ])
    keep(draft, new Map(left))
    const after = countRows(draft)
    if (before > 0 && after === 0) skipped.records++
    else skipped.rows += before - after
    return before === 0 || after > 0
  })
}

function countRows({ rows }: Draft): number {
  return [...rows.values()].reduce((sum, some) => sum + some.length, 0)
}

/** Whether what is there is left out; where it is refused that is told. */
function isLeftOut(draft: Draft, reading: Reading): boolean {
  const { known } = draft.layout
  if (known?.then === "refuse")
    blame(reading.faults, draft, undefined, {
      code: "IMP008",
      message: known.message ?? "It has been imported before.",
    })
  return known?.then === "skip"
}
