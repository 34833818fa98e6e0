// `copy`: when a record is chosen, values of it are fetched once into fields that the input leaves empty.
import type { Table } from "../../../engine/model/index.ts"
import { tableOf } from "../../../engine/plan/index.ts"
import { fallbackOf } from "../../../engine/record/index.ts"
import type { Draft } from "../draft.ts"
import { quoteIdentifier as q } from "../quote.ts"
import type { Column } from "./input.ts"

/** The input's value of a column, or what the chosen records give for it where the input leaves it empty, or its
 * default where they give nothing. */
export function copied(table: Table, column: string, input: string, draft: Draft): string {
  const values = fetched(table, column, input, draft)
  const own = `${input}.${q(column)}`
  if (values.length === 0) return own
  const fallback =
    table.fields.get(column)?.default === undefined ? [] : [`${input}.${q(fallbackOf(column))}`]
  return `coalesce(${[own, ...values, ...fallback].join(", ")})`
}

/** The columns of the input that carry defaults of fields for which something better may be copied or looked up. */
export function fallbackColumns(table: Table, columns: readonly Column[]): Column[] {
  const filled = new Set(
    [...table.fields.values()].flatMap(({ name, lookup, copy = [] }) => [
      ...copy.map(({ field }) => field),
      ...(lookup === undefined ? [] : [name]),
    ]),
  )
  return columns
    .filter(({ name }) => filled.has(name) && table.fields.get(name)?.default !== undefined)
    .map(({ name, type }) => ({ name: fallbackOf(name), type }))
}

/** What the records that `input` chooses give for a column; only references in `chosen`, if given, count. */
export function fetched(
  table: Table,
  column: string,
  input: string,
  draft: Draft,
  chosen?: ReadonlySet<string>,
): string[] {
  return [...table.fields.values()].flatMap((field) => {
    const { storage } = field
    if (storage.kind !== "ref" || chosen?.has(field.name) === false) return []
    const copies = (field.copy ?? []).filter((copy) => copy.field === column)
    return copies.map(({ value }) =>
      draft.subquery(tableOf(storage.entity, draft.model), (row) => ({
        select: draft.value(value, row),
        where: [`${row.alias}.id = ${input}.${q(field.name)}`],
      })),
    )
  })
}
