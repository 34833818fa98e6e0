// A ledger's tables: its entries, which only grow, and what is kept of them - totals by period, balances, costs, and the
// chain of hashes. The tenant's role reads all and adds entries; everything else a trigger does.
import { isOwnRow } from "../../../expression/index.ts"
import {
  isStamp,
  ledgerTable,
  type Entity,
  type Field,
  type Ledger,
  type Model,
} from "../../../model/index.ts"
import { namedConstraint, namedIndex, namedTrigger } from "../../digest.ts"
import type { ColumnState, Constraint, TableState } from "../../types.ts"
import { fieldColumns } from "../columns.ts"
import { fieldConstraints } from "../constraints.ts"
import { formulaOf, readsOf } from "../formula.ts"
import { entryIndexes } from "./entry-indexes.ts"
import { guardOf } from "./guard.ts"
import { sumsTables } from "./sums.ts"
import { recordColumns } from "../system.ts"
import { tableState } from "../table-state.ts"

/** The tables of a ledger whose entries are `entity`. */
export function ledgerTables(model: Model, entity: Entity, ledger: Ledger): readonly TableState[] {
  const fields = [...entity.fields.values()].filter((field) => !isStamp(field))
  const guard = guardOf(model, entity, ledger)
  const entries = tableState({
    name: entity.table,
    was: [],
    columns: [...recordColumns, ...fields.flatMap((field) => entryColumns(model, entity, field))],
    constraints: [
      namedConstraint(entity.table, { kind: "primary", columns: ["id"] }),
      ...fields.flatMap((field) => fieldConstraints(model, entity.table, field)),
      ...sidesOf(entity, ledger),
      ...ownRules(entity),
    ],
    indexes: entryIndexes(entity, ledger),
    triggers: [
      namedTrigger(entity.table, { kind: "frozen" }),
      namedTrigger(entity.table, { kind: "guard", guard }),
    ],
    rights: "append",
  })
  return [entries, ...sumsTables(model, entity, ledger), ...chainTable(ledger)]
}

/** The order of writing is PostgreSQL's own to tell. */
function entryColumns(model: Model, entity: Entity, field: Field): readonly ColumnState[] {
  const columns = fieldColumns(model, entity, field)
  if (field.name !== "number") return columns
  return columns.map((column) => ({ ...column, default: { kind: "identity" } }))
}

function sidesOf(entity: Entity, { sides }: Ledger): readonly Constraint[] {
  if (sides === undefined) return []
  const columns = [sides.debit, sides.credit]
  return [namedConstraint(entity.table, { kind: "check", check: { kind: "one_sided", columns } })]
}

/** Rules that read the entry alone. */
function ownRules(entity: Entity): readonly Constraint[] {
  return entity.rules
    .filter(({ assert }) => isOwnRow(assert.node))
    .map(({ id, assert }) => {
      const formula = formulaOf(entity, assert.node)
      const check = { kind: "formula", rule: id, columns: readsOf(formula), formula } as const
      return namedConstraint(entity.table, { kind: "check", check })
    })
}

/** One row for each posting in each chain. */
function chainTable(ledger: Ledger): readonly TableState[] {
  if (ledger.chain === undefined) return []
  const name = ledgerTable(ledger.id, "chain")
  const column = (column: string, type: "text" | "bigint" | "uuid" | "timestamptz"): ColumnState => ({
    name: column,
    was: [],
    type: { type },
    notNull: true,
  })
  const columns: readonly ColumnState[] = [
    column("chain", "text"),
    column("position", "bigint"),
    column("posting", "uuid"),
    column("previous", "text"),
    column("hash", "text"),
    { ...column("at", "timestamptz"), default: { kind: "now" } },
  ]
  const constraints = [namedConstraint(name, { kind: "primary", columns: ["chain", "position"] })]
  const keys = ["posting", "chain"].map((key) => ({ column: key, descending: false }))
  const index = namedIndex(name, { kind: "btree", columns: keys, unique: true })
  return [tableState({ name, was: [], columns, constraints, indexes: [index], rights: "read" })]
}
