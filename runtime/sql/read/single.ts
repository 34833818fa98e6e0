// ReadPlan, AggregatePlan and HistoryPlan -> one statement each.
import type { EntityAccess } from "../../../engine/access/index.ts"
import type { Entity, Model } from "../../../engine/model/index.ts"
import type { AggregatePlan, HistoryPlan, ReadPlan } from "../../../engine/plan/index.ts"
import { Draft, type Row } from "../draft.ts"
import { quoteIdentifier as q } from "../quote.ts"
import { arrayText, type Template } from "../template.ts"
import { jsonOf } from "./columns.ts"
import { whereText } from "./list.ts"

/** Rows of [json, version]: none or one. The id is the input `id`, or the one named. */
export function readTemplate(
  plan: Pick<ReadPlan, "entity" | "select" | "where">,
  model: Model,
  input = "id",
): Template {
  const draft = new Draft(model)
  const row = draft.row(plan.entity)
  const where = [
    `${row.alias}.id = ${draft.param({ kind: "input", name: input }, "uuid")}`,
    ...plan.where.map((one) => draft.condition(one, row)),
  ]
  const json = jsonOf(plan.select, row, draft)
  return draft.finish(
    `SELECT ${json}::text, ${row.alias}.version::text FROM ${draft.from(row)}${whereText(where)}`,
  )
}

/** Rows of [json], one a group, ordered by the group's terms. */
export function aggregateTemplate(plan: AggregatePlan, model: Model): Template {
  const draft = new Draft(model)
  const row = draft.row(plan.entity)
  const group = plan.group.map(({ name, expression }) => ({
    name,
    text: draft.value(expression, row),
    type: expression.node.type.kind,
  }))
  const measures = plan.measures.map(({ name, fn, of }) => ({
    name,
    text: measure(fn, of === undefined ? undefined : draft.value(of, row), of?.node.type.kind),
  }))
  const where = plan.where.map((one) => draft.condition(one, row))
  const inner = [
    ...group.map((term, i) => `${term.text} AS g${i}`),
    ...measures.map((term, i) => `${term.text} AS m${i}`),
  ]
  const outer = [
    ...group.map((term, i) => `${term.type === "number" ? `s.g${i}::text` : `s.g${i}`} AS ${q(term.name)}`),
    ...measures.map((term, i) => `s.m${i} AS ${q(term.name)}`),
  ]
  const numbers = group.map((_, i) => i + 1).join(", ")
  const grouped = group.length === 0 ? "" : ` GROUP BY ${numbers} ORDER BY ${numbers}`
  return draft.finish(
    `SELECT (SELECT row_to_json(r) FROM (SELECT ${outer.join(", ")}) r)::text FROM (SELECT ${inner.join(", ")} FROM ${draft.from(row)}${whereText(where)}${grouped} LIMIT ${plan.limit}) s`,
  )
}

function measure(fn: string, of: string | undefined, type: string | undefined): string {
  if (of === undefined) return "count(*)"
  if (fn === "count") return `count(${of})`
  if (fn === "sum") return `coalesce(sum(${of}), 0)::text`
  if (fn === "avg") return `trim_scale(round(avg(${of}), 20))::text`
  return type === "number" ? `${fn}(${of})::text` : `${fn}(${of})`
}

/** Rows of [json], newest first; none when the record may not be seen. The id is the input `id`. */
export function historyTemplate(plan: HistoryPlan, model: Model): Template {
  const draft = new Draft(model)
  const row: Row = draft.row(plan.entity)
  const id = draft.param({ kind: "input", name: "id" }, "uuid")
  const entity = draft.param({ kind: "literal", value: plan.entity.id }, "text")
  const hidden = draft.param({ kind: "literal", value: arrayText(plan.hidden) }, "text[]")
  const where = [`${row.alias}.id = ${id}`, ...plan.where.map((one) => draft.condition(one, row))]
  const seen = `SELECT 1 FROM ${draft.from(row)}${whereText(where)}`
  const by =
    plan.users === undefined
      ? "h.by"
      : `(SELECT json_build_object('id', h.by, 'name', u.${q(plan.users.titleField)}) FROM ${draft.table(plan.users.table)} u WHERE u.id = h.by)`
  const json = `SELECT h.id, h.version, h.action, h.at, ${by} AS by, h.changes - ${hidden} AS changes`
  return draft.finish(
    `SELECT (SELECT row_to_json(r) FROM (${json}) r)::text FROM ${draft.table("_history")} h WHERE h.entity = ${entity} AND h.record = ${id} AND EXISTS (${seen}) ORDER BY h.version DESC, h.at DESC LIMIT ${plan.limit}`,
  )
}

/** Rows of [version, whether the right holds, the state in its life cycle], none when the record is not there or not shown. The id is the input `id`. */
export function whyTemplate(
  entity: Entity,
  access: EntityAccess,
  verb: "update" | "delete",
  model: Model,
): Template {
  const draft = new Draft(model)
  const row = draft.row(entity)
  const right = access[verb]
  const allowed = typeof right === "object" ? draft.condition(right, row, "total") : String(right)
  const shown = typeof access.read === "object" ? ` AND ${draft.condition(access.read, row)}` : ""
  const id = draft.param({ kind: "input", name: "id" }, "uuid")
  const state = model.lifecycles.has(entity.id) ? `${row.alias}.state` : "NULL"
  return draft.finish(
    `SELECT ${row.alias}.version::text, ${allowed}, ${state} FROM ${draft.from(row)} WHERE ${row.alias}.id = ${id}${shown}`,
  )
}

/** Rows of [read, create, update, delete] as booleans for the record `id`. */
export function rightsTemplate(entity: Entity, access: EntityAccess, model: Model): Template {
  const draft = new Draft(model)
  const row = draft.row(entity)
  const rights = [access.read, access.create, access.update, access.delete]
  const columns = rights.map((right) =>
    typeof right === "object" ? draft.condition(right, row, "total") : String(right),
  )
  const id = draft.param({ kind: "input", name: "id" }, "uuid")
  return draft.finish(`SELECT ${columns.join(", ")} FROM ${draft.from(row)} WHERE ${row.alias}.id = ${id}`)
}
