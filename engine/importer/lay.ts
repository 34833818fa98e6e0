// Drafts of which all is known -> the records as they are sent to be made, and where in the file each of their fields is from.
import { reads } from "../expression/index.ts"
import type { Entity, ImportLayout, Table } from "../model/index.ts"
import { plainOf } from "../record/index.ts"
import type { Fault } from "../error/index.ts"
import { blame, pathOf, valueOf } from "./read.ts"
import type { Draft, FileFault, FilePlace, Reading } from "./types.ts"

type JsonObject = Readonly<Record<string, unknown>>

/** The records, for which all checks hold or whose faults are told. */
export function layRecords(reading: Reading, entity: Entity): readonly JsonObject[] {
  return reading.records.map((draft) => ({
    ...layOne(draft, entity, reading),
    ...Object.fromEntries(
      draft.layout.rows.flatMap(({ field }) => {
        const table = entity.rows.get(field)
        const rows = draft.rows.get(field) ?? []
        return table === undefined ? [] : [[field, rows.map((row) => layOne(row, table, reading))]]
      }),
    ),
  }))
}

/** Fields without a value are left to their defaults. */
function layOne(draft: Draft, table: Table, reading: Reading): JsonObject {
  check(draft, reading)
  const values = draft.layout.values.flatMap(({ field, value }) => {
    const target = table.fields.get(field)
    const plain = target === undefined ? null : plainOf(target)(valueOf(value, draft, reading))
    return plain === null ? [] : [[field, plain] as const]
  })
  return Object.fromEntries(values)
}

function check(draft: Draft, reading: Reading): void {
  for (const { assert, message, of } of draft.layout.checks)
    if (valueOf(assert, draft, reading) !== true) blame(reading, draft, of, { code: "IMP007", message })
}

/** A fault of the records that were sent, `/0/lines/3/amount`, at its place in the file. */
export function placed(fault: Fault, reading: Reading): FileFault {
  const [index = "", ...rest] = fault.path.split("/").slice(1)
  const record = reading.records[Number(index)]
  if (record === undefined) return { ...fault, line: 1 }
  const [first, second, third] = rest
  const row = record.rows.get(first ?? "")?.[Number(second)]
  const place = row === undefined ? placeOf(record, first) : placeOf(row, third)
  return { ...fault, ...place, path: pathOf(place) }
}

/** Where the value of a field comes from, through what was worked out in between. */
function placeOf(draft: Draft, field: string | undefined): FilePlace {
  const of = draft.layout.values.find((one) => one.field === field)?.of
  return placeOfName(draft, of, 0) ?? { line: draft.line }
}

const MOST_STEPS = 8

function placeOfName(
  { layout, places }: Pick<Draft, "layout" | "places">,
  name: string | undefined,
  steps: number,
): FilePlace | undefined {
  const read = layout.reads.find((one) => one.name === name)
  if (read === undefined || steps > MOST_STEPS) return undefined
  if (read.kind === "from") return places.get(read.name)
  const next = sourceOf(read)
  return placeOfName({ layout, places }, next, steps + 1)
}

/** The first name that a value, or a search, reads. */
function sourceOf(read: ImportLayout["reads"][number]): string | undefined {
  if (read.kind === "find") return read.of ?? nameIn(reads(read.where.node), "params")
  return read.kind === "value" ? nameIn(reads(read.value.node), "row") : undefined
}

function nameIn(paths: ReturnType<typeof reads>, root: string): string | undefined {
  return paths.find((path) => path.root === root)?.steps[0]?.field
}
