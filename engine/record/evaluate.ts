// What a form shows of a record while people type: computed values, which fields are visible, needed and closed, and the
// rules that it breaks. The same expressions that the server holds, evaluated on the record at hand.
import type { Fault } from "../error/index.ts"
import {
  compile,
  compileCondition,
  reads,
  type Env,
  type Expression,
  type Row,
  type Value,
} from "../expression/index.ts"
import type { Field, Rule, Table } from "../model/index.ts"
import { Decimal, formatDecimal, roundTo } from "../value/index.ts"

/** What a live form knows beside the record: `old` is the record as it was read, absent for a new one. */
export type LiveEnv = Omit<Env, "row">

export interface Live {
  /** Computed fields by name, as the API would give them. Rollups read other records and are not worked out here. */
  readonly computed: Readonly<Record<string, unknown>>
  readonly hidden: ReadonlySet<string>
  readonly required: ReadonlySet<string>
  readonly readOnly: ReadonlySet<string>
  /** Broken rules, each at its field. */
  readonly faults: readonly Fault[]
}

interface LiveTable {
  readonly computed: readonly { readonly name: string; readonly run: (env: Env) => unknown }[]
  readonly visible: readonly Conditional[]
  readonly required: readonly Conditional[]
  readonly closed: readonly Conditional[]
  readonly frozen: readonly Conditional[]
  readonly rules: readonly { readonly rule: Rule; readonly holds: (env: Env) => boolean }[]
}
interface Conditional {
  readonly name: string
  readonly holds: (env: Env) => boolean
}

const known = new WeakMap<Table, LiveTable>()

/** Evaluates a record of the table, half typed as it may be: what cannot be read counts as null. Never throws. */
export function evaluateRecord(table: Table, record: Row, env: LiveEnv): Live {
  const live = known.get(table) ?? prepareLive(table)
  const computed: Record<string, unknown> = {}
  const row = { ...record }
  const at: Env = { ...env, row }
  for (const { name, run } of live.computed) row[name] = computed[name] = run(at)
  const names = (conditions: readonly Conditional[], where: Env): readonly string[] =>
    conditions.filter((condition) => condition.holds(where)).map((condition) => condition.name)
  const shown = new Set(names(live.visible, at))
  return {
    computed,
    hidden: new Set(live.visible.map(({ name }) => name).filter((name) => !shown.has(name))),
    required: new Set(names(live.required, at)),
    readOnly: new Set([
      ...names(live.closed, at),
      ...(env.old === undefined ? [] : names(live.frozen, { ...at, row: env.old })),
      ...closedIn(table, env.old),
    ]),
    faults: live.rules
      .filter(({ rule, holds }) => (env.old !== undefined || !rule.needsOld) && !holds(at))
      .map(({ rule }) => ({ path: rule.path, code: "RUN005", message: rule.message })),
  }
}

/** The fields that the state of the stored record closes to people. */
function closedIn({ fields }: Table, old: Row | undefined): readonly string[] {
  const state = old?.["state"]
  if (typeof state !== "string") return []
  return [...fields.values()].filter((field) => field.closedIn?.includes(state)).map(({ name }) => name)
}

function prepareLive(table: Table): LiveTable {
  const fields = [...table.fields.values()]
  const conditionals = (of: (field: Field) => Expression | undefined): readonly Conditional[] =>
    fields.flatMap((field) => {
      const expression = of(field)
      return expression === undefined ? [] : [{ name: field.name, holds: compileCondition(expression) }]
    })
  const made: LiveTable = {
    computed: inOrder(table).map((field) => ({ name: field.name, run: computation(field) })),
    visible: conditionals((field) => field.visible),
    required: conditionals((field) => field.requiredWhen),
    closed: conditionals((field) => field.readOnlyWhen),
    frozen: conditionals((field) => field.immutableAfter),
    // Fields that the state closes are told as read only: that they were written at all shows only on the server.
    rules: table.rules
      .filter((rule) => rule.by !== "state")
      .map((rule) => ({ rule, holds: compileCondition(rule.assert) })),
  }
  known.set(table, made)
  return made
}

/** Computed fields, each after those of the same record that it reads. */
function inOrder(table: Table): readonly Field[] {
  const ordered = new Set<Field>()
  const visit = (field: Field): void => {
    const { derived } = field
    if (derived === undefined || !("expression" in derived) || ordered.has(field)) return
    for (const { root, steps } of reads(derived.expression.node)) {
      const read = root === "row" ? table.fields.get(steps[0]?.field ?? "") : undefined
      if (read !== undefined && read !== field) visit(read)
    }
    ordered.add(field)
  }
  for (const field of table.fields.values()) visit(field)
  return [...ordered]
}

/** The value of a computed field as the API gives it: decimals as text of the field's scale. */
function computation({ derived, storage, source, json }: Field): (env: Env) => unknown {
  if (derived === undefined || !("expression" in derived)) return () => null
  const run = compile(derived.expression)
  const declared = source["scale"]
  const stored =
    storage.kind === "column" && storage.column.type === "numeric" ? storage.column.scale : undefined
  const scale = stored ?? (typeof declared === "number" ? declared : 6)
  return (env) => asJson(run(env), json === "integer" ? 0 : scale, json)
}

function asJson(value: Value, scale: number, json: Field["json"]): unknown {
  if (!Decimal.isDecimal(value)) return value
  const text = formatDecimal(roundTo(value, scale))
  return json === "integer" ? Number(text) : text
}
