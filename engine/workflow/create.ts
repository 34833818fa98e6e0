// The records that an effect makes: copied from this one where it says so, then its own values and rows.
import type { Env, Row } from "../expression/index.ts"
import { isStamp, type Entity, type Field, type Table } from "../model/index.ts"
import { aimed, inputs } from "./evaluate.ts"
import type { EffectOf } from "./types.ts"

/** The inputs of the records, one for each row of `each`, or one. */
export function recordsOf(effect: EffectOf<"create">, env: Env, own: Entity, target: Entity): readonly Row[] {
  return aimed(effect, env).map((at) => ({
    ...(effect.copy ? copyOf(own, env.row) : {}),
    ...inputs(effect.values, target, at),
    ...Object.fromEntries(effect.rows.map((rule) => [rule.field, rowsOf(rule, target, env)])),
  }))
}

function rowsOf(rule: EffectOf<"create">["rows"][number], target: Entity, env: Env): readonly Row[] {
  const rows = target.rows.get(rule.field)
  return rows === undefined ? [] : aimed(rule, env).map((at) => inputs(rule.values, rows, at))
}

/** Every field and row that people may write, as input; secrets stay behind. */
export function copyOf(table: Table, row: Row): Row {
  const copied = [...table.fields.values()].filter(
    (field) => !field.system && !isStamp(field) && field.derived === undefined && field.format !== "secret",
  )
  return Object.fromEntries(copied.map((field) => [field.name, asInput(field, row[field.name])]))
}

/** What a record shows, in the form in which it is sent: expanded references as ids, rows without theirs. */
function asInput(field: Field, value: unknown): unknown {
  const { storage } = field
  if (value === null || value === undefined)
    return storage.kind === "rows" || storage.kind === "many" ? [] : null
  if (storage.kind === "rows") return listOf(value).map((row) => copyOf(storage.rows, row as Row)) // rows are objects
  if (storage.kind === "many") return listOf(value).map(idOf)
  if (storage.kind === "ref") return idOf(value)
  if (storage.kind !== "any_ref" || typeof value !== "object" || !("entity" in value)) return value
  return { entity: value.entity, id: idOf(value) }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : []
}

function idOf(value: unknown): unknown {
  return typeof value === "object" && value !== null && "id" in value ? value.id : value
}
