// Indexes in order of columns: whole ones, and those of the rows in which something is there.
import type { Type } from "../../expression/index.ts"
import { namedIndex } from "../digest.ts"
import type { Formula, Index } from "../types.ts"

export type Sorted = Index["columns"]

/** An index over the columns; unique without columns means at most one row. */
export function btree(table: string, columns: Sorted, ...unique: readonly "unique"[]): Index {
  return namedIndex(table, { kind: "btree", columns, unique: unique.length > 0 })
}

/** The columns, each ascending. */
export function ascending(columns: readonly string[]): Sorted {
  return columns.map((column) => ({ column, descending: false }))
}

/** An index of the rows in which the first column is not empty. */
export function sparse(
  table: string,
  columns: readonly [string, ...string[]],
  ...unique: readonly "unique"[]
): Index {
  const where = given(columns[0])
  return namedIndex(table, { kind: "btree", columns: ascending(columns), unique: unique.length > 0, where })
}

const uuid: Type = { kind: "ref", entities: [] }

/** `column != null` */
function given(column: string): Formula {
  const at = { start: 0, end: 0 }
  const step = { shape: "", field: column, ...at }
  return {
    node: {
      kind: "binary",
      op: "!=",
      type: { kind: "boolean" },
      left: { kind: "path", root: "row", steps: [step], type: uuid, ...at },
      right: { kind: "literal", value: null, type: { kind: "null" }, ...at },
      ...at,
    },
    inputs: [{ name: column, storage: { kind: "column", column: { type: "uuid" } } }],
  }
}
