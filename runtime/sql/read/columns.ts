// What goes out of a row: each selected field as SQL, such that row_to_json gives it the form of the API.
import type { Field } from "../../../engine/model/index.ts"
import type { Selected, Selection } from "../../../engine/plan/index.ts"
import type { Draft, Row } from "../draft.ts"
import { quoteIdentifier as q, quoteLiteral } from "../quote.ts"

/** A scalar subquery that gives the selection over `row` as one JSON object. */
export function jsonOf(selection: Selection, row: Row, draft: Draft): string {
  return `(SELECT row_to_json(r) FROM (SELECT ${columnsOf(selection, row, draft)}) r)`
}

/** The selection as a list of named columns over `row`. */
export function columnsOf(selection: Selection, row: Row, draft: Draft): string {
  return selection.columns
    .map((column) => `${shown(column, row, draft)} AS ${q(column.field.name)}`)
    .join(", ")
}

function shown(column: Selected, row: Row, draft: Draft): string {
  const text = outgoing(column, row, draft)
  return column.when === undefined ? text : `CASE WHEN ${draft.condition(column.when, row)} THEN ${text} END`
}

function outgoing(column: Selected, row: Row, draft: Draft): string {
  switch (column.kind) {
    case "value":
      return column.mask === undefined
        ? valueOf(column.field, row, draft)
        : masked(column.mask, valueOf(column.field, row, draft))
    case "one":
      return one(column, draft.column(row, column.field), draft)
    case "any":
      return any(column, row, draft)
    case "many":
      return many(column, row, draft)
    case "rows":
      return rows(column, row, draft)
    default:
      return column satisfies never
  }
}

/** A field's value in the form of the API: decimals as text, references as ids, polymorphic ones as `{entity, id}`. */
export function valueOf(field: Field, row: Row, draft: Draft): string {
  const { storage } = field
  switch (storage.kind) {
    case "column":
      return storage.column.type === "numeric"
        ? `${draft.column(row, field)}::text`
        : draft.column(row, field)
    case "ref":
      return draft.column(row, field)
    case "any_ref": {
      const cases = storage.targets.map(({ entity, column }) => {
        const id = `${row.alias}.${q(column)}`
        return `WHEN ${id} IS NOT NULL THEN json_build_object('entity', ${quoteLiteral(entity)}, 'id', ${id})`
      })
      return `CASE ${cases.join(" ")} END`
    }
    case "many":
      return `(SELECT coalesce(json_agg(m.target ORDER BY m.position), '[]'::json) FROM ${draft.table(storage.table)} m WHERE m.record = ${row.alias}.id)`
    case "rows":
      throw new Error(`child rows of ${field.name} are selected as rows`)
    case "virtual":
      return virtual(field, row, draft)
    default:
      return storage satisfies never
  }
}

function virtual(field: Field, row: Row, draft: Draft): string {
  const value = draft.column(row, field)
  if (field.type.kind !== "number") return value
  const scale = field.source["scale"]
  return typeof scale === "number" ? `round(${value}, ${scale})::text` : `trim_scale(${value})::text`
}

function masked(mask: "last4" | "first1" | "none", value: string): string {
  if (mask === "none") return "NULL::text"
  const part =
    mask === "last4" ? `'••••' || right((${value})::text, 4)` : `left((${value})::text, 1) || '••••'`
  return `CASE WHEN (${value}) IS NOT NULL THEN ${part} END`
}

function one(column: Extract<Selected, { kind: "one" }>, id: string, draft: Draft): string {
  return target(column.target, column.read, id, draft)
}

/** The record that `id` names; `{id}` alone where it may not be read. */
function target(selection: Selection, read: unknown, id: string, draft: Draft): string {
  const found = draft.subquery(selection.table, (row) => ({
    select: jsonOf(selection, row, draft),
    where: [
      `${row.alias}.id = ${id}`,
      ...(isCondition(read) ? [draft.condition(read, draft.record(row))] : []),
    ],
  }))
  return isCondition(read)
    ? `coalesce(${found}, CASE WHEN ${id} IS NOT NULL THEN json_build_object('id', ${id}) END)`
    : found
}

function any(column: Extract<Selected, { kind: "any" }>, row: Row, draft: Draft): string {
  const storage = column.field.storage
  if (storage.kind !== "any_ref") throw new Error(`${column.field.name} is not polymorphic`)
  const cases = storage.targets.map(({ entity, column: name }) => {
    const id = `${row.alias}.${q(name)}`
    const chosen = column.targets.find((one) => one.column === name)
    const record = chosen === undefined ? "" : `, 'record', ${target(chosen.target, chosen.read, id, draft)}`
    return `WHEN ${id} IS NOT NULL THEN json_build_object('entity', ${quoteLiteral(entity)}, 'id', ${id}${record})`
  })
  return `CASE ${cases.join(" ")} END`
}

function many(column: Extract<Selected, { kind: "many" }>, row: Row, draft: Draft): string {
  const storage = column.field.storage
  if (storage.kind !== "many") throw new Error(`${column.field.name} is not a many-reference`)
  const link = draft.alias()
  return draft.subquery(column.target.table, (inner) => ({
    select: `coalesce(json_agg(${jsonOf(column.target, inner, draft)} ORDER BY ${link}.position), '[]'::json)`,
    joins: `JOIN ${draft.table(storage.table)} ${link} ON ${link}.target = ${inner.alias}.id`,
    where: [
      `${link}.record = ${row.alias}.id`,
      ...(isCondition(column.read) ? [draft.condition(column.read, inner)] : []),
    ],
  }))
}

function rows(column: Extract<Selected, { kind: "rows" }>, row: Row, draft: Draft): string {
  return draft.subquery(column.rows.table, (inner) => ({
    select: `coalesce(json_agg(${jsonOf(column.rows, { ...inner, parent: row }, draft)} ORDER BY ${inner.alias}.position), '[]'::json)`,
    where: [`${inner.alias}.parent = ${row.alias}.id`],
  }))
}

function isCondition(read: unknown): read is Exclude<Extract<Selected, { kind: "one" }>["read"], boolean> {
  return typeof read === "object"
}
