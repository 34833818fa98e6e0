// Model -> the tables it wants. One table an entity, a kind of child rows, a many-to-many field; and the system's own.
import { isStamp, type Entity, type Field, type Model, type Rows, type Table } from "../../model/index.ts"
import { namedConstraint, namedTrigger } from "../digest.ts"
import type { ColumnState, SchemaState, TableState } from "../types.ts"
import { ascending, btree } from "./btree.ts"
import { fieldColumns } from "./columns.ts"
import { exclusions, fieldConstraints, foreignKey } from "./constraints.ts"
import { before, entityNames, heldNames } from "./former.ts"
import { ledgerTables } from "./ledger/tables.ts"
import { entityIndexes, rowIndexes } from "./indexes.ts"
import { derivedTriggers, linkTriggers, rowTriggers, stateTriggers } from "./states.ts"
import { linkColumns, recordColumns, rowColumns, systemTables } from "./system.ts"
import { byName, tableState } from "./table-state.ts"

/** The schema state that holds the records of `model`: names, types and constraints as `types.ts` describes them. */
export function wanted(model: Model): SchemaState {
  const entities = [...model.entities.values()].flatMap((entity) => {
    const ledger = model.ledgers.get(entity.id)
    return ledger === undefined ? entityTables(model, entity) : ledgerTables(model, entity, ledger)
  })
  return { tables: byName([...systemTables(), ...entities]) }
}

function entityTables(model: Model, entity: Entity): readonly TableState[] {
  const name = entity.table
  const constraints = [
    namedConstraint(name, { kind: "primary", columns: ["id"] }),
    ...declared(entity).flatMap((field) => fieldConstraints(model, name, field)),
    ...exclusions(entity),
  ]
  const tree = entity.tree === undefined ? [] : [namedTrigger(name, { kind: "tree", column: entity.tree })]
  const triggers = [...tree, ...stateTriggers(model, entity), ...derivedTriggers(model, entity, entity)]
  const columns = columnsOfTable(model, entity, recordColumns)
  const was = before(entityNames(entity))
  const own = tableState({ name, was, columns, constraints, indexes: entityIndexes(model, entity), triggers })
  const all = [own, ...declared(entity).flatMap((field) => heldTables(model, entity, field))]
  return entity.kind === "log" ? all.map((table) => ({ ...table, rights: "append" })) : all
}

/** Tables that hold what a field of `entity` says: its child rows or its links. */
function heldTables(model: Model, entity: Entity, field: Field): readonly TableState[] {
  if (field.storage.kind === "rows") return rowTables(model, entity, field, field.storage.rows)
  return links(model, entity, field, entity.table)
}

function rowTables(model: Model, entity: Entity, holder: Field, rows: Rows): readonly TableState[] {
  const name = rows.table
  const constraints = [
    namedConstraint(name, { kind: "primary", columns: ["id"] }),
    foreignKey(model, name, "parent", entity.id, "cascade"),
    ...declared(rows).flatMap((field) => fieldConstraints(model, name, field)),
  ]
  const columns = columnsOfTable(model, rows, rowColumns)
  const was = before(heldNames(entity, holder, name))
  const triggers = [...rowTriggers(model, entity, rows), ...derivedTriggers(model, entity, rows)]
  const own = tableState({ name, was, columns, constraints, indexes: rowIndexes(model, rows), triggers })
  return [own, ...declared(rows).flatMap((field) => links(model, entity, field, name))]
}

/** A link goes with either of its ends; its order is the order of the list. */
function links(model: Model, entity: Entity, field: Field, holder: string): readonly TableState[] {
  if (field.storage.kind !== "many") return []
  const name = field.storage.table
  const constraints = [
    namedConstraint(name, { kind: "primary", columns: ["record", "target"] }),
    namedConstraint(name, { kind: "foreign", column: "record", target: holder, onDelete: "cascade" }),
    foreignKey(model, name, "target", field.storage.entity, "cascade"),
  ]
  const indexes = [btree(name, ascending(["target"]))]
  const was = before(heldNames(entity, field, name))
  const triggers = linkTriggers(model, entity, field)
  return [tableState({ name, was, columns: linkColumns, constraints, indexes, triggers })]
}

function columnsOfTable(model: Model, table: Table, system: readonly ColumnState[]): readonly ColumnState[] {
  return [...system, ...declared(table).flatMap((field) => fieldColumns(model, table, field))]
}

/** The fields that are not the system's own columns. */
function declared(table: Table): readonly Field[] {
  return [...table.fields.values()].filter((field) => !isStamp(field))
}
