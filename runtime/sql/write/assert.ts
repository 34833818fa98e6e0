// Rules as SQL: every broken one of every written row is named, and the whole transaction is refused.
import type { Condition, Model, Rule, Table } from "../../../engine/model/index.ts"
import { Draft, type Row } from "../draft.ts"
import { quoteLiteral } from "../quote.ts"
import type { Template } from "../template.ts"

/** What must hold for a row, by the name under which its breach is reported. */
export interface Assertion {
  readonly id: string
  readonly assert: Rule["assert"]
}

export function assertions(
  rules: readonly Rule[],
  right?: { readonly id: string; readonly condition: Condition },
): Assertion[] {
  const of = rules.map(({ id, assert }) => ({ id, assert }))
  return typeof right?.condition === "object" ? [...of, { id: right.id, assert: right.condition }] : of
}

/** An expression that is NULL when all hold over `row`, and raises TN001 naming the broken ones and the row otherwise. */
export function refusal(asserted: readonly Assertion[], row: Row, draft: Draft): string {
  if (asserted.length === 0) return "NULL"
  const broken = asserted.map(
    ({ id, assert }) =>
      `CASE WHEN NOT ${draft.condition(assert, row, "total")} THEN ${quoteLiteral(`${id} `)} || ${row.alias}.id::text END`,
  )
  const list = `array_remove(ARRAY[${broken.join(", ")}]::text[], NULL)`
  return `CASE WHEN cardinality(${list}) > 0 THEN tenon.refuse(${list})::text END`
}

/** A statement that asserts over stored rows of `table`, found by the input `ids` in `key`. */
export function assertAfter(
  table: Table,
  key: "id" | "parent",
  asserted: readonly Assertion[],
  model: Model,
): Template {
  const draft = new Draft(model)
  const row = draft.row(table)
  const check = refusal(asserted, row, draft)
  const ids = draft.param({ kind: "input", name: "ids" }, "uuid[]")
  return draft.finish(`SELECT ${check} FROM ${draft.from(row)} WHERE ${row.alias}.${key} = ANY(${ids})`)
}
