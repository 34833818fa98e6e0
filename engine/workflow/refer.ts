// References to what a transition makes: the ids are drawn here, so that the effects that follow can name the records
// before they are written.
import type { Env, Row } from "../expression/index.ts"
import { aimed } from "./evaluate.ts"
import type { EffectOf, Made } from "./types.ts"

interface Referred extends Pick<Made, "patch" | "rows"> {
  /** The records, each with its id. */
  readonly records: readonly Row[]
  /** Where the effects that follow stand. */
  readonly env: Env
}
type Referring = EffectOf<"create"> & { readonly into: string }

/** The records made for the document, or for each of its rows, and the references to them. */
export function refer(effect: Referring, made: readonly Row[], env: Env, newId: () => string): Referred {
  const { each, into } = effect
  const records = made.map((record): Row => ({ ...record, id: newId() }))
  if (each !== undefined) return { records, patch: {}, ...inRows(effect, each, records, env) }
  const [record] = records
  const set = record === undefined ? {} : { [into]: record["id"] }
  return { records, patch: set, rows: {}, env: { ...env, row: { ...env.row, ...set } } }
}

/** Every row is named, for those left out would be taken for removed. */
function inRows(
  effect: Referring,
  each: string,
  records: readonly Row[],
  env: Env,
): Pick<Referred, "rows" | "env"> {
  const { into } = effect
  const made = new Map(aimed(effect, env).map(({ row }, i) => [row["id"], records[i]?.["id"]]))
  const rows = env.row[each] as readonly Row[] // the snapshot holds child rows as arrays of objects
  const set = rows.map((row): Row => ({ ...row, [into]: made.get(row["id"]) ?? row[into] ?? null }))
  return {
    rows: { [each]: set.map((row) => ({ id: row["id"], [into]: row[into] })) },
    env: { ...env, row: { ...env.row, [each]: set } },
  }
}
