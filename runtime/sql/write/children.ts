// Child rows and many-references: tables of their own, written after their record in the same transaction.
import type { Field, Model, Rows } from "../../../engine/model/index.ts"
import { Draft } from "../draft.ts"
import { quoteIdentifier as q, quoteLiteral } from "../quote.ts"
import type { Template } from "../template.ts"
import { assertions, refusal } from "./assert.ts"
import { copied, fallbackColumns } from "./copy.ts"
import { columnsOf, recordset, startingAtZero, writableColumns } from "./input.ts"
import { emptiedColumns, fillInput } from "./lookup.ts"

/** The name of the input that carries the child rows or links of a field. */
export function inputOf(field: Field, part: "added" | "kept" | "ids" | "count" = "added"): string {
  return `${part}_${field.name}`
}

/** Inserts child rows: input `added_<field>`, rows with id, parent and position. */
export function insertRows(field: Field, rows: Rows, model: Model): Template {
  const draft = new Draft(model)
  const columns = writableColumns(rows)
  const json = draft.param({ kind: "input", name: inputOf(field) }, "jsonb")
  const all = [
    { name: "id", type: "uuid" },
    { name: "parent", type: "uuid" },
    { name: "position", type: "integer" },
    ...columns,
  ]
  const zeros = startingAtZero(rows)
  const names = [...all.map(({ name }) => name), ...zeros].map(q).join(", ")
  const place = ["id", "parent", "position"]
  const fallbacks = [...fallbackColumns(rows, columns), ...emptiedColumns(rows)]
  const given = recordset(json, "i", [...all, ...fallbacks])
  const { ctes, from } = fillInput(rows, columns, [...place, ...fallbacks.map(({ name }) => name)], draft)
  const values = [
    ...place.map((name) => `i.${name}`),
    ...columns.map(({ name }) => (ctes.length === 0 ? copied(rows, name, "i", draft) : `i.${q(name)}`)),
    ...zeros.map(() => "0"),
  ]
  const insert = `INSERT INTO ${draft.table(rows.table)} (${names}) SELECT ${values.join(", ")} FROM`
  if (ctes.length === 0) return draft.finish(`${insert} ${given}`)
  return draft.finish(`WITH input AS (SELECT * FROM ${given}), ${ctes.join(", ")} ${insert} ${from} i`)
}

/** Deletes the child rows of the record `id` whose ids are not in the input `ids_<field>`. */
export function deleteRows(field: Field, rows: Rows, model: Model): Template {
  const draft = new Draft(model)
  const id = draft.param({ kind: "input", name: "id" }, "uuid")
  const ids = draft.param({ kind: "input", name: inputOf(field, "ids") }, "uuid[]")
  return draft.finish(
    `DELETE FROM ${draft.table(rows.table)} c WHERE c.parent = ${id} AND NOT c.id = ANY(${ids})`,
  )
}

/** Merges input `kept_<field>` into the rows that are there: keys that are absent stay (RFC 7386). An id that is no
 * row of the record raises TN002 `rows <field>`, a rule that compares with the row before is asserted. */
export function updateRows(field: Field, rows: Rows, model: Model): Template {
  const draft = new Draft(model)
  const id = draft.param({ kind: "input", name: "id" }, "uuid")
  const json = draft.param({ kind: "input", name: inputOf(field, "kept") }, "jsonb")
  const count = draft.param({ kind: "input", name: inputOf(field, "count") }, "integer")
  const names = ["position", ...writableColumns(rows).map((column) => column.name)].map(q)
  const table = draft.table(rows.table)
  const row = { ...draft.row(rows, "(u.n)"), old: draft.row(rows, "(u.o)") }
  const broken = refusal(assertions(rows.rules.filter((rule) => rule.needsOld)), row, draft)
  return draft.finish(
    `WITH u AS (UPDATE ${table} c SET (${names.join(", ")}) = (SELECT ${names.map((name) => `p.${name}`).join(", ")} FROM jsonb_populate_record(c, k.j) p)` +
      ` FROM jsonb_array_elements(${json}) k(j) WHERE c.id = (k.j->>'id')::uuid AND c.parent = ${id} RETURNING old AS o, new AS n)` +
      ` SELECT ${expectAll(field, count)}${broken === "NULL" ? "" : `, (SELECT count(r) FROM (SELECT ${broken} AS r FROM u${row.joins.text()}) rules)`}`,
  )
}

/** Sets the fields in rows of the record `id`: input `kept_<field>`, rows with their id and all of these fields. An id that
 * is no row of the record raises TN002 `rows <field>`. */
export function setInRows(field: Field, rows: Rows, set: readonly string[], model: Model): Template {
  const draft = new Draft(model)
  const id = draft.param({ kind: "input", name: "id" }, "uuid")
  const json = draft.param({ kind: "input", name: inputOf(field, "kept") }, "jsonb")
  const count = draft.param({ kind: "input", name: inputOf(field, "count") }, "integer")
  const columns = set.flatMap((name) => columnsOf(fieldOf(rows, name)))
  const assigned = columns.map(({ name }) => `${q(name)} = i.${q(name)}`).join(", ")
  const from = recordset(json, "i", [{ name: "id", type: "uuid" }, ...columns])
  return draft.finish(
    `WITH u AS (UPDATE ${draft.table(rows.table)} c SET ${assigned} FROM ${from} WHERE c.id = i.id AND c.parent = ${id} RETURNING 1)` +
      ` SELECT ${expectAll(field, count)}`,
  )
}

function fieldOf(rows: Rows, name: string): Field {
  const field = rows.fields.get(name)
  if (field === undefined) throw new Error(`${rows.id} has no field ${name}`)
  return field
}

/** Every row of the CTE `u` is one that was meant. */
function expectAll(field: Field, count: string): string {
  return `tenon.expect((CASE WHEN (SELECT count(*) FROM u) = ${count} THEN 1 ELSE 0 END)::bigint, ${quoteLiteral(`rows ${field.name}`)})`
}

/** Links records with targets: input `added_<field>`, objects {record, target, position}. */
export function insertLinks(field: Field, table: string, model: Model): Template {
  const draft = new Draft(model)
  const json = draft.param({ kind: "input", name: inputOf(field) }, "jsonb")
  const columns = [
    { name: "record", type: "uuid" },
    { name: "target", type: "uuid" },
    { name: "position", type: "integer" },
  ]
  return draft.finish(
    `INSERT INTO ${draft.table(table)} (record, target, position) SELECT i.record, i.target, i.position FROM ${recordset(json, "i", columns)}`,
  )
}

/** Removes all links of the record `id`. */
export function deleteLinks(table: string, model: Model): Template {
  const draft = new Draft(model)
  return draft.finish(
    `DELETE FROM ${draft.table(table)} WHERE record = ${draft.param({ kind: "input", name: "id" }, "uuid")}`,
  )
}
