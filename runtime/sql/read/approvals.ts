// Looking for approvals: those that are open for a record, those that wait for a user, and whom he stands in for.
import type { Entity, Field, Model } from "../../../engine/model/index.ts"
import type { Selection } from "../../../engine/plan/index.ts"
import { Draft } from "../draft.ts"
import { quoteIdentifier as q } from "../quote.ts"
import type { Template } from "../template.ts"
import { jsonOf } from "./columns.ts"

/** Rows of [id, version of the record when it was asked] of the open approvals of the transition `transition` for the
 * record `id` of `entity`, locked. */
export function openApprovalsTemplate(approvals: Entity, entity: string, model: Model): Template {
  const draft = new Draft(model)
  const id = draft.param({ kind: "input", name: "id" }, "uuid")
  const transition = draft.param({ kind: "input", name: "transition" }, "text")
  return draft.finish(
    `SELECT t.id::text, t.seen_version::text FROM ${draft.table(approvals.table)} t` +
      ` WHERE t.${q(columnFor(approvals, entity))} = ${id} AND t.transition = ${transition} AND t.status = 'open' ORDER BY t.id FOR UPDATE`,
  )
}

/** Rows of [id] of the users in whose place the user `user_id` approves today. */
export function standsForTemplate(delegations: Entity, model: Model): Template {
  const draft = new Draft(model)
  return draft.finish(delegators(delegations, draft))
}

/** Rows of [json], those due first: the open approvals that wait for the user `user_id`, for those he stands in for, or
 * that are overdue and have been escalated to one of them. */
export function myApprovalsTemplate(
  approvals: Entity,
  delegations: Entity | undefined,
  select: Selection,
  model: Model,
): Template {
  const draft = new Draft(model)
  const row = draft.row(approvals)
  const me = draft.param({ kind: "input", name: "user_id" }, "uuid")
  const today = draft.param({ kind: "today" }, "date")
  const mine =
    delegations === undefined
      ? `SELECT ${me} AS id`
      : `SELECT ${me} AS id UNION ${delegators(delegations, draft)}`
  const isIn = (field: string): string =>
    `EXISTS (SELECT 1 FROM ${draft.table(linksOf(approvals, field))} l WHERE l.record = ${row.alias}.id AND l.target IN (SELECT id FROM mine))`
  const json = jsonOf(select, row, draft)
  return draft.finish(
    `WITH mine AS (${mine}) SELECT ${json}::text FROM ${draft.from(row)} WHERE ${row.alias}.status = 'open'` +
      ` AND ${row.alias}.asked_by IS DISTINCT FROM ${me}` +
      ` AND (${isIn("approvers")} OR ${row.alias}.due_on < ${today} AND ${isIn("escalation")})` +
      ` ORDER BY ${row.alias}.due_on, ${row.alias}.id LIMIT 1000`,
  )
}

function delegators(delegations: Entity, draft: Draft): string {
  const me = draft.param({ kind: "input", name: "user_id" }, "uuid")
  const today = draft.param({ kind: "today" }, "date")
  return `SELECT d.delegator FROM ${draft.table(delegations.table)} d WHERE d.delegate = ${me} AND ${today} BETWEEN d.first_day AND d.last_day`
}

function columnFor({ id, fields }: Entity, entity: string): string {
  const storage: Field["storage"] | undefined = fields.get("regarding")?.storage
  const target =
    storage?.kind === "any_ref" ? storage.targets.find((one) => one.entity === entity) : undefined
  if (target === undefined) throw new Error(`${id} is never about ${entity}`)
  return target.column
}

function linksOf({ id, fields }: Entity, field: string): string {
  const storage = fields.get(field)?.storage
  if (storage?.kind !== "many") throw new Error(`${field} of ${id} holds no links`)
  return storage.table
}
