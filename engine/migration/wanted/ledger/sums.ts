// The tables that hold sums of a ledger's entries: totals by period, and by day beside them, balances over all time, and costs.
import {
  ledgerTable,
  type ColumnType,
  type Entity,
  type Ledger,
  type LedgerPart,
  type Model,
} from "../../../model/index.ts"
import { namedIndex } from "../../digest.ts"
import type { ColumnState, Gathering, TableState } from "../../types.ts"
import { fieldColumns } from "../columns.ts"
import { ascending } from "../btree.ts"
import { tableState } from "../table-state.ts"

/** Room for the sum of a hundred million of the largest measure. */
const more = 8

/** What the ledger keeps sums of, in the order in which they are locked. */
export function gatheringsOf(entity: Entity, ledger: Ledger): readonly (readonly [LedgerPart, Gathering])[] {
  const { totals, balances, costing } = ledger
  const gather = (by: readonly string[]): Gathering => ({
    entries: entity.table,
    by: by.flatMap((name) => columnNames(entity, name)),
    measures: ledger.measures,
  })
  return [
    ...(totals === undefined ? [] : [["totals", { ...gather(totals.by), period: totals.period }] as const]),
    ...(totals?.days === true ? [["days", { ...gather(totals.by), period: "day" }] as const] : []),
    ...(balances === undefined ? [] : [["balance", gather(balances.by)] as const]),
    ...(costing === undefined ? [] : [["cost", gather(costing.by)] as const]),
  ]
}

/** The columns that hold a dimension, measure or attribute. */
export function columnNames({ fields }: Entity, name: string): readonly string[] {
  const storage = fields.get(name)?.storage
  return storage?.kind === "any_ref" ? storage.targets.map(({ column }) => column) : [name]
}

/** The tables of sums. */
export function sumsTables(model: Model, entity: Entity, ledger: Ledger): readonly TableState[] {
  return gatheringsOf(entity, ledger).map(([part, gathers]) => {
    const name = ledgerTable(ledger.id, part)
    const keys = keysOf(part, gathers)
    return tableState({
      name,
      was: [],
      columns: [...keyColumns(model, entity, gathers), ...measured(model, entity, gathers), ...extra(part)],
      // Rules of balances are the guard's: PostgreSQL holds a CHECK against the row that an upsert proposes, too.
      constraints: [],
      indexes: [namedIndex(name, { kind: "btree", columns: ascending(keys), unique: true, nulls: "equal" })],
      rights: part === "cost" ? "state" : "read",
      gathers,
    })
  })
}

/** Days are looked for to mend a broken month: by time first. */
function keysOf(part: LedgerPart, { by, period }: Gathering): readonly string[] {
  if (period === undefined) return by
  return part === "days" ? [period, ...by] : [...by, period]
}

function keyColumns(model: Model, entity: Entity, { by, period }: Gathering): readonly ColumnState[] {
  const columns = [...entity.fields.values()].flatMap((field) => fieldColumns(model, entity, field))
  const keys = by.flatMap((name) => columns.filter((column) => column.name === name))
  return [...keys.map(bare), ...(period === undefined ? [] : [column(period, { type: "date" })])]
}

/** The column as sums have it: a value that comes from the entries alone. */
function bare({ name, was, type, notNull }: ColumnState): ColumnState {
  return { name, was, type, notNull }
}

function measured(model: Model, entity: Entity, { measures }: Gathering): readonly ColumnState[] {
  const columns = [...entity.fields.values()].flatMap((field) => fieldColumns(model, entity, field))
  const sums = columns.filter(({ name }) => measures.includes(name))
  return [
    ...sums.map(({ was, ...sum }) => ({ ...column(sum.name, wider(sum.type), "0"), was })),
    column("entries", { type: "bigint" }, "0"),
  ]
}

function wider(type: ColumnType): ColumnType {
  return type.type === "numeric" ? { ...type, precision: type.precision + more } : type
}

/** What a cost is made of, as costing keeps it; empty where it must be worked out anew. */
function extra(part: LedgerPart): readonly ColumnState[] {
  if (part !== "cost") return []
  return [{ name: "state", was: [], type: { type: "jsonb" }, notNull: false }]
}

function column(name: string, type: ColumnType, byDefault?: string): ColumnState {
  const plain = { name, was: [], type, notNull: true }
  return byDefault === undefined ? plain : { ...plain, default: { kind: "constant", value: byDefault } }
}
