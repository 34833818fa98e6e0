// Drafts of which all is known -> the records as they are sent to be made, and where in the file each of their fields is from.
import type { Entity, Table } from "../model/index.ts"
import { plainOf } from "../record/index.ts"
import type { Fault } from "../error/index.ts"
import { blame, pathOf, placeOfName } from "./place.ts"
import { valueOf } from "./read.ts"
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

/** What is wrong already is not said twice. */
function check(draft: Draft, reading: Reading): void {
  if (draft.faulty || [...draft.rows.values()].some((rows) => rows.some(({ faulty }) => faulty))) return
  for (const { assert, message, of } of draft.layout.checks)
    if (valueOf(assert, draft, reading) !== true)
      blame(reading.faults, draft, of, { code: "IMP007", message })
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
  return placeOfName(draft, of) ?? { line: draft.line }
}
