// Few indexes on entries, each with a reader, for each is paid with every entry: the posting, the order of time, what
// documents and reversals look for, and the dimensions that ask for one, in order of time.
import type { Entity, Field, Ledger } from "../../../model/index.ts"
import type { Index } from "../../types.ts"
import { columnsOf } from "../former.ts"
import { ascending, btree, sparse } from "../btree.ts"

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
      .map((column) => sparse(table, [column])),
    sparse(table, ["reverses"], "unique"),
    ...(costing === undefined
      ? []
      : [sparse(table, ["adjusts"]), sparse(table, ["origin"]), sparse(table, ["line"])]),
    ...(byCost.length === 0 ? [] : [btree(table, ascending([...byCost, ...time]))]),
    ...asked.flatMap((field) => columnsOf(field).map((column) => byTime(table, field, column))),
  ]
}

function byTime(table: string, { nullable }: Field, column: string): Index {
  return nullable ? sparse(table, [column, ...time]) : btree(table, ascending([column, ...time]))
}
