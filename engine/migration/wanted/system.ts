// The columns that every record and every child row has, and the four tables that every tenant has.
import type { ColumnType } from "../../model/index.ts"
import { namedConstraint, namedIndex } from "../digest.ts"
import type { ColumnDefault, ColumnState, Index, TableState } from "../types.ts"
import { tableState } from "./table-state.ts"

type SimpleType = Exclude<ColumnType["type"], "numeric">

/** The columns of every entity's table. */
export const recordColumns: readonly ColumnState[] = [
  column("id", "uuid", { kind: "uuidv7" }),
  column("version", "integer", { kind: "constant", value: "1" }),
  column("created_at", "timestamptz", { kind: "now" }),
  optional("created_by", "uuid"),
  column("updated_at", "timestamptz", { kind: "now" }),
  optional("updated_by", "uuid"),
]

/** The columns of every table of child rows. */
export const rowColumns: readonly ColumnState[] = [
  column("id", "uuid", { kind: "uuidv7" }),
  column("parent", "uuid"),
  column("position", "integer"),
]

/** The columns of every table of links. */
export const linkColumns: readonly ColumnState[] = [
  column("record", "uuid"),
  column("target", "uuid"),
  column("position", "integer"),
]

/** History, outbox, number series and idempotency keys: what requests write beside records. */
export function systemTables(): readonly TableState[] {
  return [history(), outbox(), sequence(), idempotency()]
}

function history(): TableState {
  const columns = [
    column("id", "uuid", { kind: "uuidv7" }),
    ...changeColumns(),
    column("at", "timestamptz", { kind: "now" }),
    optional("by", "uuid"),
    optional("changes", "jsonb"),
  ]
  const byRecord = namedIndex("_history", {
    kind: "btree",
    columns: ["record", "version"].map((name) => ({ column: name, descending: false })),
    unique: false,
  })
  return { ...systemTable("_history", columns, ["id"], [byRecord]), rights: "append" }
}

function outbox(): TableState {
  const columns = [
    column("id", "bigint", { kind: "identity" }),
    column("at", "timestamptz", { kind: "now" }),
    ...changeColumns(),
    optional("changes", "jsonb"),
  ]
  return systemTable("_outbox", columns, ["id"])
}

function sequence(): TableState {
  const key = ["series", "period", "scope"]
  const columns = [...key.map((name) => column(name, "text")), column("value", "bigint")]
  return systemTable("_sequence", columns, key)
}

function idempotency(): TableState {
  const columns = [
    column("key", "text"),
    column("principal", "uuid"),
    column("at", "timestamptz", { kind: "now" }),
    column("request", "text"),
    optional("status", "integer"),
    optional("headers", "jsonb"),
    optional("body", "text"),
  ]
  return systemTable("_idempotency", columns, ["principal", "key"])
}

function changeColumns(): readonly ColumnState[] {
  return [
    column("entity", "text"),
    column("record", "uuid"),
    column("version", "integer"),
    column("action", "text"),
  ]
}

function systemTable(
  name: string,
  columns: readonly ColumnState[],
  key: readonly string[],
  indexes: readonly Index[] = [],
): TableState {
  const constraints = [namedConstraint(name, { kind: "primary", columns: key })]
  return tableState({ name, was: [], columns, constraints, indexes })
}

function column(name: string, type: SimpleType, byDefault?: ColumnDefault): ColumnState {
  return {
    ...optional(name, type),
    notNull: true,
    ...(byDefault === undefined ? {} : { default: byDefault }),
  }
}

function optional(name: string, type: SimpleType): ColumnState {
  return { name, was: [], type: { type }, notNull: false }
}
