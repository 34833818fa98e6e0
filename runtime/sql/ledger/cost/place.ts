// How costing names places and things in SQL: by the columns of dimensions, and as one text.
import type { Costing, Entity, Model } from "../../../../engine/model/index.ts"
import type { Draft } from "../../draft.ts"
import { quoteIdentifier as q } from "../../quote.ts"
import { columnsOf } from "../../write/input.ts"

/** A ledger with costing. */
export interface CostingBook {
  readonly entity: Entity
  readonly costing: Costing
  readonly model: Model
}

/** A column of a dimension. */
export interface Part {
  readonly name: string
  readonly type: string
  readonly nullable: boolean
}

/** The columns that hold the dimensions `names` of the entries. */
export function partsOf(entity: Entity, names: readonly string[]): readonly Part[] {
  return names.flatMap((name) => {
    const field = entity.fields.get(name)
    if (field === undefined) throw new Error(`${entity.id} has no ${name}`)
    const nullable = field.nullable || field.storage.kind === "any_ref"
    return columnsOf(field).map((column) => ({ ...column, nullable }))
  })
}

/** The values of the columns as one text, a JSON array. */
export function keyText(alias: string, parts: readonly Part[]): string {
  return `jsonb_build_array(${parts.map(({ name }) => `${alias}.${q(name)}`).join(", ")})::text`
}

/** Whether two rows have the same values, nulls being equal. */
export function same(a: string, b: string, parts: readonly Part[]): string {
  return parts
    .map(({ name, nullable }) => {
      const [left, right] = [`${a}.${q(name)}`, `${b}.${q(name)}`]
      return nullable ? `${left} IS NOT DISTINCT FROM ${right}` : `${left} = ${right}`
    })
    .join(" AND ")
}

/** The entries of the input `drafts`, which are not written yet, as rows of their table (PostgreSQL 9.16.2). */
export function draftsAs(alias: string, entity: Entity, draft: Draft): string {
  const json = draft.param({ kind: "input", name: "drafts" }, "jsonb")
  return `jsonb_populate_recordset(NULL::${draft.table(entity.table)}, ${json}) ${alias}`
}

/** The things that the drafts move, each once, as rows of the columns. */
export function things(alias: string, parts: readonly Part[], entity: Entity, draft: Draft): string {
  const columns = parts.map(({ name }) => `d.${q(name)}`).join(", ")
  return `(SELECT DISTINCT ${columns} FROM ${draftsAs("d", entity, draft)}) ${alias}`
}

/** The sums that PostgreSQL keeps of a place, by which a state is known to be of now. */
export function sumsOf(alias: string, { quantity, value }: Costing): string {
  return `jsonb_build_array(${alias}.${q(quantity)}, ${alias}.${q(value)}, ${alias}.entries)`
}
