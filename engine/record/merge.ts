// Several records of one thing made one: what the survivor takes over of the others. Pure; who asks has read the records.
import { isState, type Entity, type Field } from "../model/index.ts"

type Values = Readonly<Record<string, unknown>>

/** The patch of the survivor: what it holds stays, gaps are filled by the first of the others that has a value, in their
 * order; lists of references are united, and texts that the entity says are joined. Of a field in `choices` the value of
 * that record is taken, empty or not. What its state closes stays. */
export function mergedPatch(
  entity: Entity,
  survivor: Values,
  others: readonly Values[],
  choices: Readonly<Record<string, Values>> = {},
): Values {
  const patch: Record<string, unknown> = {}
  for (const field of entity.fields.values()) {
    if (!isTaken(field, survivor)) continue
    const chosen = choices[field.name]
    const value =
      chosen === undefined ? taken(field, survivor, others, entity) : valueOf(field, chosen, survivor)
    if (value === undefined || JSON.stringify(value) === JSON.stringify(survivor[field.name])) continue
    patch[field.name] = value
  }
  return patch
}

/** Whether the survivor may take the field over: people write it, and may still do so. */
export function isTaken(field: Field, survivor: Values): boolean {
  const { system, derived, sequence, calculation, closedIn = [] } = field
  const isOpen = !closedIn.includes(String(survivor["state"]))
  return !system && !isState(field) && isOpen && (derived ?? sequence ?? calculation) === undefined
}

/** What becomes of the field where nobody chose. */
function taken(field: Field, survivor: Values, others: readonly Values[], { merge }: Entity): unknown {
  const all = [survivor, ...others].map((record) => record[field.name]).filter(isFilled)
  if (field.storage.kind === "rows" && isFilled(survivor[field.name])) return undefined
  return together(field, all, merge?.join ?? [])
}

/** The value of the record chosen, an empty one too; its own rows the survivor keeps. */
function valueOf({ name, storage }: Field, chosen: Values, survivor: Values): unknown {
  if (chosen === survivor) return undefined
  if (storage.kind === "rows") return writable(listOf(chosen[name]), storage.rows.fields)
  return storage.kind === "many" ? listOf(chosen[name]) : (chosen[name] ?? null)
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : []
}

function isFilled(value: unknown): boolean {
  return (
    value !== null && value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0)
  )
}

/** What the values come to, the survivor's first. */
function together({ name, storage }: Field, all: readonly unknown[], join: readonly string[]): unknown {
  const [first] = all
  if (join.includes(name)) return all.length === 0 ? undefined : [...new Set(all)].join("\n\n")
  if (storage.kind === "many") return all.length === 0 ? undefined : [...new Set(all.flat())]
  if (storage.kind === "rows" && Array.isArray(first)) return writable(first, storage.rows.fields)
  return first
}

/** Rows as new ones: without ids and what is derived. */
function writable(rows: readonly unknown[], fields: ReadonlyMap<string, Field>): unknown {
  const kept = [...fields.values()].filter(({ system, derived }) => !system && derived === undefined)
  return rows.map((row) => Object.fromEntries(kept.map(({ name }) => [name, (row as Values)[name] ?? null])))
}
