// Looks for reversals and refreshes: which entries of a document nobody has reversed, and which a posting has written.
import { isStamp, type Entity, type Field, type Ledger, type Model } from "../../../engine/model/index.ts"
import { tableOf } from "../../../engine/plan/index.ts"
import { Draft, type Row } from "../draft.ts"
import { quoteIdentifier as q, quoteLiteral } from "../quote.ts"
import { valueOf } from "../read/columns.ts"
import type { Template } from "../template.ts"

/** Rows of [json] of the entries of the document `id`, an entity's, that are no mirrors and have none, in the order of
 * writing: `{id, date, line, rule, values}`. */
export function unreversedTemplate(ledger: Ledger, source: string, model: Model): Template {
  const draft = new Draft(model)
  const row = draft.row(tableOf(ledger.id, model))
  const { alias } = row
  const id = draft.param({ kind: "input", name: "id" }, "uuid")
  const json = `json_build_object('id', ${alias}.id, 'date', ${alias}.date, 'line', ${alias}.line, 'rule', ${alias}.rule, 'values', ${valuesOf(row, draft)})`
  const mirrored = `SELECT FROM ${draft.table(row.table.table)} m WHERE m.reverses = ${alias}.id`
  return draft.finish(
    `SELECT ${json}::text FROM ${draft.from(row)} WHERE ${alias}.${q(sourceColumn(row, source))} = ${id}` +
      ` AND ${alias}.reverses IS NULL AND NOT EXISTS (${mirrored}) ORDER BY ${alias}.number`,
  )
}

/** Rows of [id] of the entries of the posting `posting`. */
export function postedIdsTemplate(ledger: Ledger, model: Model): Template {
  const draft = new Draft(model)
  const row = draft.row(tableOf(ledger.id, model))
  const posting = draft.param({ kind: "input", name: "posting" }, "uuid")
  return draft.finish(
    `SELECT ${row.alias}.id::text FROM ${draft.from(row)} WHERE ${row.alias}.posting = ${posting}`,
  )
}

/** The declared values by name, but for computed ones. */
function valuesOf(row: Row, draft: Draft): string {
  const { fields } = row.table as Entity // the entries of a ledger are an entity
  const pairs = [...fields.values()].filter(isGiven).map((field) => {
    return `${quoteLiteral(field.name)}, ${valueOf(field, row, draft)}`
  })
  return `json_build_object(${pairs.join(", ")})`
}

function isGiven(field: Field): boolean {
  return !isStamp(field) && field.derived === undefined && Object.keys(field.source).length > 0
}

/** The column that holds the documents of one entity. */
export function sourceColumn({ table }: Row, source: string): string {
  const storage = (table as Entity).fields.get("source")?.storage
  const target =
    storage?.kind === "any_ref" ? storage.targets.find(({ entity }) => entity === source) : undefined
  if (target === undefined) throw new Error(`${source} does not post into ${table.id}`)
  return target.column
}

/** The document of the entry of `alias`, `{entity, id}`; undefined where no document posts. */
export function sourceJson({ fields }: Entity, alias: string): string | undefined {
  const storage = fields.get("source")?.storage
  if (storage?.kind !== "any_ref") return undefined
  const cases = storage.targets.map(({ entity, column }) => {
    const id = `${alias}.${q(column)}`
    return `WHEN ${id} IS NOT NULL THEN json_build_object('entity', ${quoteLiteral(entity)}, 'id', ${id})`
  })
  return `CASE ${cases.join(" ")} END`
}
