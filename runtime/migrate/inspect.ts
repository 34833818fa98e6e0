// What a tenant's schema holds, as a SchemaState. Definitions come as names only: a name ends in the hash of what it names.
import type {
  ColumnDefault,
  ColumnState,
  ConstraintState,
  IndexState,
  SchemaState,
  TableState,
  TriggerState,
} from "../../engine/migration/index.ts"
import type { ColumnType } from "../../engine/model/index.ts"
import type { AdminSession } from "../database/index.ts"
import {
  columnsQuery,
  definitionsQuery,
  keyOf,
  modelOf,
  modelQuery,
  patience,
  rightsOf,
  rightsQuery,
} from "../sql/ddl/index.ts"
import type { Row } from "../sql/index.ts"

/** The tables of a schema, and the fingerprint of the model they are marked with. */
export interface Inspected {
  readonly state: SchemaState
  readonly fingerprint: string | undefined
}

/** Reads a schema in one round trip; an unknown schema is an empty one. Waits five seconds for tables in use. */
export async function inspect(session: Pick<AdminSession, "run">, schema: string): Promise<Inspected> {
  const [, columns = [], definitions = [], marks = [], rights = []] = await session.run([
    patience,
    columnsQuery(schema),
    definitionsQuery(schema),
    modelQuery(schema),
    rightsQuery(schema),
  ])
  const tables = new Map<string, Building>()
  for (const row of columns) addColumn(tables, row)
  for (const row of definitions) addDefinition(tables, row)
  for (const [table, held] of rights)
    if (table != null) tableNamed(tables, table).rights = rightsOf(held ?? null)
  return { state: { tables }, fingerprint: modelOf(marks[0]?.[0] ?? null) }
}

interface Building extends Omit<TableState, "rights"> {
  rights: TableState["rights"]
  readonly columns: Map<string, ColumnState>
  readonly constraints: Map<string, ConstraintState>
  readonly indexes: Map<string, IndexState>
  readonly triggers: Map<string, TriggerState>
}

function tableNamed(tables: Map<string, Building>, name: string): Building {
  const found = tables.get(name)
  if (found !== undefined) return found
  const parts = { columns: new Map(), constraints: new Map(), indexes: new Map(), triggers: new Map() }
  const made: Building = { name, was: [], ...parts, rights: "other" }
  tables.set(name, made)
  return made
}

function addColumn(tables: Map<string, Building>, row: Row): void {
  const [table, name, type, notNull, byDefault, generated, identity, comment] = row
  if (table == null) return
  const into = tableNamed(tables, table)
  if (name == null || type == null) return
  const key = keyOf(comment ?? null)
  const isGenerated = generated !== "" && generated != null
  const value = isGenerated ? undefined : parseDefault(byDefault ?? null, identity ?? null)
  into.columns.set(name, {
    name,
    was: [],
    type: parseType(type),
    notNull: notNull === "true",
    ...(value === undefined ? {} : { default: value }),
    ...(key === undefined && !isGenerated
      ? {}
      : { derived: { kind: isGenerated ? "generated" : "stored", key: key ?? "", reads: [], rank: 0 } }),
  })
}

const simpleTypes: Readonly<Record<string, Exclude<ColumnType["type"], "numeric">>> = {
  text: "text",
  boolean: "boolean",
  integer: "integer",
  bigint: "bigint",
  date: "date",
  "timestamp with time zone": "timestamptz",
  "time without time zone": "time",
  uuid: "uuid",
  "text[]": "text[]",
  jsonb: "jsonb",
}

/** A type as format_type prints it. One that Tenon never makes was made by hand and is refused by name. */
function parseType(text: string): ColumnType {
  const numeric = /^numeric\((\d+),(\d+)\)$/.exec(text)
  if (numeric !== null) return { type: "numeric", precision: Number(numeric[1]), scale: Number(numeric[2]) }
  const simple = simpleTypes[text]
  if (simple === undefined) throw new Error(`a column of type ${text} was not made by a migration`)
  return { type: simple }
}

/** A default as pg_get_expr prints it: a call, or a constant with or without quotes and casts. */
function parseDefault(text: string | null, identity: string | null): ColumnDefault | undefined {
  if (identity !== null && identity !== "") return { kind: "identity" }
  if (text === null) return undefined
  if (text === "uuidv7()") return { kind: "uuidv7" }
  if (text === "now()") return { kind: "now" }
  const quoted = /^\(*(E?)'((?:[^']|'')*)'/.exec(text)
  if (quoted === null) return { kind: "constant", value: text.replace(/^\(+/, "").replace(/\).*$|::.*$/, "") }
  const [, escaped, inside = ""] = quoted
  const plain = inside.replaceAll("''", "'")
  return { kind: "constant", value: escaped === "E" ? plain.replaceAll("\\\\", "\\") : plain }
}

function addDefinition(tables: Map<string, Building>, [table, kind, name]: Row): void {
  if (table == null || kind == null || name == null) return
  const into = tableNamed(tables, table)
  switch (kind) {
    case "index":
      into.indexes.set(name, { kind: "opaque", of: kind, name })
      return
    case "trigger":
      into.triggers.set(name, { kind: "opaque", of: kind, name })
      return
    case "primary":
    case "foreign":
    case "check":
    case "exclude":
      into.constraints.set(name, { kind: "opaque", of: kind, name })
  }
}
