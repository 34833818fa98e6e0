// Room 5 for records with calculations: the write in two steps. First what was sent; then, from a snapshot, what is
// calculated of it, with the derived values and the rules that hang on that.
import {
  isRows,
  type Condition,
  type Calculation,
  type Entity,
  type Field,
  type Model,
  type Rule,
} from "../model/index.ts"
import { reads } from "../expression/index.ts"
import { once } from "./memo.ts"
import { refreshes } from "./refresh.ts"
import { assertionsOf, closure, mayBreak } from "./rules.ts"
import { select } from "./select.ts"
import { acting } from "./transition.ts"
import type { Assertions, CreatePlan, Refresh, Selection, UpdatePlan, WritePlan } from "./types.ts"

/** What follows the first step of a write. */
export interface CalculationPlan {
  readonly entity: Entity
  readonly calculations: readonly Calculation[]
  /** What is read of the written records, for calculating. */
  readonly snapshot: Selection
  /** States in which nothing is calculated, as not everything is editable. */
  readonly settled: ReadonlySet<string>
  /** Fields of the record that are filled. */
  readonly fields: readonly Field[]
  /** Fields that are filled of rows that people write, by the field that holds them. */
  readonly lines: readonly Filled[]
  /** Fields whose rows are made, with those of their fields that are filled. */
  readonly rows: readonly Filled[]
  readonly refresh: readonly Refresh[]
  readonly rules: Assertions
  /** The right to create, where it hangs on what is calculated. */
  readonly right: Condition
}

/** A field with rows, and what is filled in these. */
export interface Filled {
  readonly field: Field
  readonly fields: readonly Field[]
}

export interface Calculating<P extends CreatePlan | UpdatePlan = CreatePlan | UpdatePlan> {
  readonly first: P
  readonly then: CalculationPlan
}

/** The two steps of a write that changes what calculations read; undefined for any other, and for a move into a state in
 * which nothing is calculated. */
export function planCalculation(plan: WritePlan, model: Model): Calculating | undefined {
  if (plan.kind === "delete") return undefined
  const calculations = model.calculations.get(plan.entity.id)
  if (calculations === undefined) return undefined
  if (plan.kind === "update" && settles(plan, model)) return undefined
  const touched = plan.kind === "create" ? "all" : touchedBy(plan)
  if (touched !== "all" && !calculations.some((one) => one.reads.some((path) => touched.has(headOf(path)))))
    return undefined
  const key = `calculate ${plan.entity.id} ${plan.kind} ${idsOf(plan.rules)} ${textOf(plan)}`
  const { first, then } = once(model, key, () => split(plan, calculations, model))
  return plan.kind === "create"
    ? { first: { ...plan, rules: first, allowed: then.right === true ? plan.allowed : true }, then }
    : { first: { ...plan, rules: first }, then }
}

/** Fields that the update writes, itself or by deriving them anew; rows fields stand for what stands in them. */
function touchedBy({
  entity,
  set,
  rows,
  many,
  numbers = [],
  lookups = [],
  refresh,
}: UpdatePlan): ReadonlySet<string> {
  const derived = refresh.flatMap(({ table, fields }) => {
    const [id, held] = table.id.split("/")
    if (id !== entity.id) return []
    return held === undefined ? fields.map(({ name }) => name) : [held]
  })
  const written = [...rows, ...many].map(({ field }) => field.name)
  const found = lookups.map(({ table, field }) => (isRows(table) ? table.field : field.name))
  const own = [...numbers.map(({ name }) => name), ...found]
  return closure(entity, new Set([...Object.keys(set), ...written, ...own, ...derived]))
}

function headOf(path: string): string {
  return path.split(".")[0] ?? path
}

function idsOf({ inline, after, rows }: Assertions): string {
  const all = [...inline, ...after, ...rows.flatMap(({ rules }) => rules)]
  return all.map(({ id }) => id).join(",")
}

function textOf(plan: CreatePlan | UpdatePlan): string {
  return plan.kind === "create" && typeof plan.allowed === "object" ? plan.allowed.text : ""
}

function split(
  plan: CreatePlan | UpdatePlan,
  calculations: readonly Calculation[],
  model: Model,
): { readonly first: Assertions; readonly then: CalculationPlan } {
  const { entity } = plan
  const results = resultsOf(entity, calculations)
  const names = [...results.fields, ...[...results.rows, ...results.lines].map(({ field }) => field)]
  const given = new Set(names.map(({ name }) => name))
  const within = new Map(results.lines.map(({ field, fields }) => [field.name, namesOf(fields)] as const))
  const refresh = refreshes(entity, { fields: closure(entity, given), by: "update", within }, model)
  const worked = refresh
    .filter(({ table }) => table.id === entity.id)
    .flatMap(({ fields }) => fields.map(({ name }) => name))
  const changed = closure(entity, new Set([...given, ...worked]))
  const waits = (rule: Rule): boolean => !rule.needsOld && mayBreak(rule, changed)
  const more = assertionsOf(entity, changed, "system")
  const due = [...plan.rules.inline.filter(waits), ...plan.rules.after, ...more.inline, ...more.after]
  return {
    first: { inline: plan.rules.inline.filter((rule) => !waits(rule)), after: [], rows: [] },
    then: {
      entity,
      calculations,
      snapshot: snapshotOf(entity, calculations, model),
      settled: settledIn(entity, model),
      ...results,
      refresh,
      rules: {
        inline: [],
        after: distinct(due.filter((rule) => !rule.needsOld)),
        rows: [...new Map([...plan.rules.rows, ...more.rows].map((one) => [one.field.name, one])).values()],
      },
      right: plan.kind === "create" && hangsOn(plan.allowed, changed) ? plan.allowed : true,
    },
  }
}

function namesOf(fields: readonly Field[]): ReadonlySet<string> {
  return new Set(fields.map(({ name }) => name))
}

function resultsOf(
  { fields, rows }: Entity,
  calculations: readonly Calculation[],
): Pick<CalculationPlan, "fields" | "lines" | "rows"> {
  const written = new Set(calculations.flatMap((calculation) => calculation.writes))
  const own = [...fields.values()].filter(({ name, storage }) => written.has(name) && storage.kind !== "rows")
  const filled = [...rows].flatMap(([name, table]): Filled[] => {
    const field = fields.get(name)
    const inner = [...table.fields.values()].filter((one) => written.has(`${name}/${one.name}`))
    return field === undefined || inner.length === 0 ? [] : [{ field, fields: inner }]
  })
  return {
    fields: own,
    lines: filled.filter(({ field }) => !written.has(field.name)),
    rows: filled.filter(({ field }) => written.has(field.name)),
  }
}

/** Calculating is the metadata's doing: it reads for the system, whoever writes. */
function snapshotOf(entity: Entity, calculations: readonly Calculation[], model: Model): Selection {
  const state = model.lifecycles.has(entity.id) ? ["state"] : []
  const fields = [...new Set([...calculations.flatMap((calculation) => calculation.reads), ...state])]
  return select(entity, { fields, expand: [], as: "record" }, acting(entity.id, model), model)
}

function settles({ entity, set }: UpdatePlan, model: Model): boolean {
  const { state } = set
  return typeof state === "string" && settledIn(entity, model).has(state)
}

function settledIn(entity: Entity, model: Model): ReadonlySet<string> {
  const states = [...(model.lifecycles.get(entity.id)?.states.values() ?? [])]
  return new Set(states.filter(({ editable }) => editable !== true).map(({ name }) => name))
}

function hangsOn(right: Condition, changed: ReadonlySet<string>): boolean {
  if (typeof right !== "object") return false
  return reads(right.node).some(({ root, steps }) => root === "row" && changed.has(steps[0]?.field ?? ""))
}

function distinct(rules: readonly Rule[]): readonly Rule[] {
  return [...new Map(rules.map((rule) => [rule.id, rule])).values()]
}
