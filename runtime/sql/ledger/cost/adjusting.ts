// Adjustments as a part of the statement that writes a posting: entries that are there, with another value.
import type { Costing, Entity, Ledger } from "../../../../engine/model/index.ts"
import type { Draft } from "../../draft.ts"
import { quoteIdentifier as q } from "../../quote.ts"
import type { Column } from "../../write/input.ts"
import { lockKeys, lockPaths, openDay } from "./open-day.ts"

/** What an adjustment says; all else it has of the entry that it adjusts. */
const said: readonly Column[] = [
  { name: "id", type: "uuid" },
  { name: "ord", type: "bigint" },
  { name: "adjusts", type: "uuid" },
  { name: "origin", type: "uuid" },
  { name: "date", type: "date" },
]

/** `SELECT part, ord, id, <columns>`: the adjustments of the input `adjustments`, `[{ord, id, adjusts, origin, date}` and
 * measures`]`, in the posting of the input `posting`. Each is dated the first open day from its date on. */
export function adjustingPart(
  { ledger, costing, entity }: { ledger: Ledger; costing: Costing; entity: Entity },
  columns: readonly Column[],
  draft: Draft,
): string {
  const row = draft.row(entity)
  const { alias } = row
  const paths = lockPaths(ledger.locks)
  const keys = lockKeys(paths, row, draft)
  const measures = columns.filter(({ name }) => ledger.measures.includes(name))
  const input = [...said, ...measures].map(({ name, type }) => `${q(name)} ${type}`).join(", ")
  const asked = `jsonb_to_recordset(${draft.param({ kind: "input", name: "adjustments" }, "jsonb")}) x(${input})`
  const found = `SELECT x.*, ${keys} AS keys FROM ${asked} JOIN ${draft.from(row)} ON ${alias}.id = x.adjusts`
  const days = `SELECT d.date, d.keys, ${openDay(ledger.locks, draft)} AS day FROM (SELECT DISTINCT date, keys FROM found) d`
  const own: Readonly<Record<string, string>> = {
    ...Object.fromEntries(measures.map(({ name }) => [name, `coalesce(f.${q(name)}, 0)`])),
    ...(costing.counted === undefined ? {} : { [costing.counted]: "NULL" }),
    posting: draft.param({ kind: "input", name: "posting" }, "uuid"),
    date: "o.day",
    adjusts: "f.adjusts",
    origin: "f.origin",
    reverses: "NULL",
  }
  const values = columns.map(({ name, type }) => {
    const value = own[name]
    return value === undefined ? `e.${q(name)}` : `${value}::${type} AS ${q(name)}`
  })
  return `SELECT 1 AS part, s.* FROM (WITH found AS MATERIALIZED (${found}), open AS (${days}) SELECT f.ord, f.id, ${values.join(", ")} FROM found f JOIN open o ON o.date = f.date AND o.keys = f.keys JOIN ${draft.table(entity.table)} e ON e.id = f.adjusts) s`
}
