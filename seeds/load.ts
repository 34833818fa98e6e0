// Carries the batches of a tale through the door that every record goes through; knows no database.
import type { Batch, SeedRecord } from "./types.ts"

/** How records get in. `create` takes up to 500 records at once, all or nothing; `change` patches one. */
export interface Door {
  create(entity: string, records: readonly SeedRecord[]): Promise<void>
  change(entity: string, id: string, patch: Omit<SeedRecord, "id">): Promise<void>
}

/** Most records handed over at once. */
const most = 500

/** Loads all batches in order and gives the number of records created; tells `progress` after each portion. */
export async function load(
  batches: Iterable<Batch>,
  door: Door,
  progress: (entity: string, count: number) => void = () => {},
): Promise<number> {
  let count = 0
  for (const { action, entity, records } of batches) {
    if (action === "change") {
      for (const { id, ...patch } of records) await door.change(entity, id, patch)
      continue
    }
    for (let at = 0; at < records.length; at += most) {
      const portion = records.slice(at, at + most)
      await door.create(entity, portion)
      count += portion.length
      progress(entity, count)
    }
  }
  return count
}
