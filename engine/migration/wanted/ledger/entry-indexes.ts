// Few indexes on entries, each with a reader, for each is paid with every entry: the posting, the order of time, what
// documents and reversals look for, and the dimensions that ask for one, in order of time.
import type { Type } from "../../../expression/index.ts"
import type { Entity, Field, Ledger } from "../../../model/index.ts"
import { namedIndex } from "../../digest.ts"
import type { Formula, Index } from "../../types.ts"
import { columnsOf } from "../former.ts"
import { ascending, btree } from "../indexes.ts"

const time = ["date", "number"] as const

/** The indexes of a ledger's entries. What is empty in many of them is left out of its index. */
export function entryIndexes({ table, fields }: Entity, { costing }: Ledger): readonly Index[] {
  const all = [...fields.values()]
  const named = (names: readonly string[]): readonly Field[] => all.filter(({ name }) => names.includes(name))
  const asked = all.filter(({ indexed }) => indexed)
  const byCost = costing === undefined ? [] : named(costing.by).flatMap(columnsOf)
  return [
    btree(table, ascending(["posting"])),
    btree(table, ascending(time)),
    ...named(["source"])
      .flatMap(columnsOf)
      .map((column) => partial(table, [column])),
    partial(table, ["reverses"], "unique"),
    ...(costing === undefined
      ? []
      : [partial(table, ["adjusts"]), partial(table, ["origin"]), partial(table, ["line"])]),
    ...(byCost.length === 0 ? [] : [btree(table, ascending([...byCost, ...time]))]),
    ...asked.flatMap((field) => columnsOf(field).map((column) => byTime(table, field, column))),
  ]
}

function byTime(table: string, { nullable }: Field, column: string): Index {
  return nullable ? partial(table, [column, ...time]) : btree(table, ascending([column, ...time]))
}

/** An index of the rows in which the first column is not empty. */
function partial(
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
