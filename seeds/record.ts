// Makes records and batches: fields that are not known are left out.
import type { Batch, Json, SeedRecord } from "./types.ts"

/** The record without its undefined fields. */
export function record(id: string, fields: Readonly<Record<string, Json | undefined>>): SeedRecord {
  const known = Object.entries(fields).flatMap(([name, value]): [string, Json][] =>
    value === undefined ? [] : [[name, value]],
  )
  return { ...Object.fromEntries(known), id }
}

export function create(entity: string, records: readonly SeedRecord[]): Batch {
  return { action: "create", entity, records }
}

export function change(entity: string, records: readonly SeedRecord[]): Batch {
  return { action: "change", entity, records }
}

/** Money or a quantity as it travels, `12.50`. */
export function decimal(value: number, places = 2): string {
  return value.toFixed(places)
}

/** The value under a key that is known to be there: a slip in the data of a tale stops it. */
export function known<T>(values: ReadonlyMap<string, T>, key: string): T {
  const value = values.get(key)
  if (value === undefined) throw new Error(`the seeds know no "${key}"`)
  return value
}
