// Evaluates a form's expressions over what is at hand. What would need an unknown record stays undecided.
import { Decimal, formatDecimal } from "../../../engine/value/index.ts"
import type { Env, Value } from "../../../engine/expression/index.ts"
import { sortOf } from "../contract/fields.ts"
import type { Field, Fields, User } from "../contract/model.ts"
import { isObject, type Json, type Row, textOf, isList } from "../contract/record.ts"
import type { FieldRules, LiveExpression, LiveRules } from "./live-rules.ts"

export interface Surroundings {
  readonly user: User
  /** The record as it was last saved. */
  readonly old?: Row
  /** Records behind references, by `entity/id`. */
  readonly known: ReadonlyMap<string, Row>
  readonly now: Date
}

/** How a field stands at this moment. */
export interface FieldState {
  readonly visible: boolean
  readonly required: boolean
  readonly readOnly: boolean
}

/** The value of an expression; undefined when it reads a record that is not at hand. */
export function evaluate(
  live: LiveExpression,
  row: Row,
  around: Surroundings,
  parent?: Row,
): Value | undefined {
  let missing = false
  const env: Env = {
    row,
    ...(parent === undefined ? {} : { parent }),
    ...(around.old === undefined ? {} : { old: around.old }),
    user: { ...around.user },
    today: localDay(around.now),
    now: around.now.toISOString(),
    follow(entity, id) {
      const found = around.known.get(`${entity}/${id}`)
      if (found === undefined) missing = true
      return found
    },
  }
  const value = live.run(env)
  return missing ? undefined : value
}

/** The record with its computed values worked out anew, child rows first, as far as they can be here. */
export function computeRow(rules: LiveRules, fields: Fields, row: Row, around: Surroundings): Row {
  let current = row
  for (const [name, inner] of rules.rows) {
    const rows = current[name]
    const rowFields = fields[name]?.rows?.fields
    if (!isList(rows) || rowFields === undefined || ![...inner.values()].some((each) => each.computed))
      continue
    const compute = rememberingRows(inner, around, (each) =>
      computeFields(inner, rowFields, each, around, current),
    )
    const computed = rows.map((each) => (isObject(each) ? compute(each) : each))
    if (computed.some((each, index) => each !== rows[index])) current = { ...current, [name]: computed }
  }
  return computeFields(rules.fields, fields, current, around)
}

/** Untouched rows keep their identity while others are edited; where nothing reads the record around them, what was
 * worked out for them stays true, so ten thousand rows cost as little as one. */
const settledRows = new WeakMap<Surroundings, WeakMap<Row, Computed>>()

function rememberingRows(
  rules: ReadonlyMap<string, FieldRules>,
  around: Surroundings,
  compute: (row: Row) => Computed,
) {
  if ([...rules.values()].some(({ computed }) => computed?.readsParent === true)) return compute
  const settled = settledRows.get(around) ?? new WeakMap<Row, Computed>()
  settledRows.set(around, settled)
  return (row: Row): Computed => {
    const known = settled.get(row)
    if (known !== undefined) return known
    const computed = compute(row)
    settled.set(row, computed)
    settled.set(computed, computed)
    return computed
  }
}

type Computed = Row & { [name: string]: Json }

/** A computed value may read another: repeated until nothing changes, at most as often as there are computed fields. */
function computeFields(
  rules: ReadonlyMap<string, FieldRules>,
  fields: Fields,
  row: Row,
  around: Surroundings,
  parent?: Row,
): Computed {
  const live = [...rules].flatMap(([name, { computed }]) =>
    computed === undefined ? [] : [{ name, computed }],
  )
  let current = row
  for (let round = 0; round < live.length; round++) {
    let changed = false
    for (const { name, computed } of live) {
      const field = fields[name]
      const value = evaluate(computed, current, around, parent)
      if (value === undefined || field === undefined) continue
      const json = toJson(value, field)
      if (same(json, current[name] ?? null, field)) continue
      current = { ...current, [name]: json }
      changed = true
    }
    if (!changed) break
  }
  return current as Computed // rows hold no undefined once they were JSON
}

/** How a field stands: what the model says, and its conditions over the record. */
export function fieldState(
  field: Field,
  rules: FieldRules | undefined,
  row: Row,
  around: Surroundings,
): FieldState {
  const holds = (live: LiveExpression | undefined): boolean | undefined => {
    const value = live === undefined ? undefined : evaluate(live, row, around)
    return value === undefined ? undefined : value === true
  }
  return {
    visible: holds(rules?.visible) ?? true,
    required: field.required || (holds(rules?.requiredWhen) ?? false),
    readOnly: field.read_only || (holds(rules?.readOnlyWhen) ?? false),
  }
}

/** A value of the language as JSON of a field. */
export function toJson(value: Value, field: Field): Json {
  if (value instanceof Decimal) {
    return sortOf(field) === "integer" ? value.toNumber() : formatDecimal(value, field.scale)
  }
  if (value === null || typeof value !== "object") return value
  if ("entity" in value) return { entity: value.entity, id: value.id }
  return value.map((each) => toJson(each, field))
}

function same(a: Json, b: Json, field: Field): boolean {
  if (sortOf(field) !== "decimal" || a === null || b === null) return JSON.stringify(a) === JSON.stringify(b)
  return new Decimal(textOf(a)).equals(textOf(b))
}

function localDay(at: Date): string {
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 10)
}
