// What the parts of a report's statement share: columns as texts, and what counts of the source.
import type { Expression, Type } from "../../../engine/expression/index.ts"
import type { Condition } from "../../../engine/model/index.ts"
import type { GuardedValue, ReportPlan } from "../../../engine/report/index.ts"
import type { Draft, Row } from "../draft.ts"
import { quoteLiteral } from "../quote.ts"
import { inWindow } from "./window.ts"

/** One SELECT of the statement: its columns, all texts, and what stands behind them. */
export interface Part {
  readonly columns: readonly string[]
  readonly rest: string
}

export function kind(name: "g" | "t" | "r"): string {
  return `${quoteLiteral(name)}::text`
}

/** A value as text: instants as RFC 3339 in UTC, all else as PostgreSQL writes it. */
export function asText(value: string, type: Type): string {
  return type.kind === "instant"
    ? `to_char(${value} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
    : `(${value})::text`
}

/** The columns of a value: one, but of a reference its id and, where it may name several, its entity. */
export function valueColumns({ value, guards }: GuardedValue, row: Row, draft: Draft): readonly string[] {
  const { type } = value.node
  const text = asText(draft.value(value, row), type)
  const entity = type.kind === "ref" && type.entities.length > 1 ? entityOf(value, row, draft) : "NULL::text"
  const all = type.kind === "ref" ? [text, entity] : [text]
  if (guards.length === 0) return all
  const allowed = guards.map((guard) => draft.condition(guard, row)).join(" AND ")
  return all.map((one) => `CASE WHEN ${allowed} THEN ${one} END`)
}

/** The entity that a reference to several names. */
function entityOf({ node, text }: Expression, row: Row, draft: Draft): string {
  if (node.kind !== "path") return "NULL::text"
  const last = node.steps.at(-1)
  const at = last?.end ?? 0
  const step = { shape: "@ref", field: "entity", start: at, end: at }
  return draft.value({ text, node: { ...node, steps: [...node.steps, step], type: { kind: "text" } } }, row)
}

/** The conditions on rows of the source: the right to read them, and the filter of the report in any of its windows. */
export function conditionsOf(
  plan: ReportPlan,
  row: Row,
  draft: Draft,
  windows: readonly number[],
): readonly string[] {
  const { filter } = plan.report
  const filters =
    filter === undefined
      ? []
      : [...new Set(windows.map((index) => inWindow(filter, row, [draft, plan, index], "condition")))]
  return [
    ...(isCondition(plan.read) ? [draft.condition(plan.read, draft.record(row))] : []),
    ...(filters.length === 0
      ? []
      : [filters.length === 1 ? filters.join("") : `(${filters.map((one) => `(${one})`).join(" OR ")})`]),
  ]
}

export function isCondition(condition: Condition): condition is Expression {
  return typeof condition === "object"
}
