// What must be known of a model to migrate from it or to it, kept in the registry by fingerprint: when a model's files have
// changed, its old tables can still be told and brought back.
import { wanted, type ColumnState, type SchemaState, type TableState } from "../../engine/migration/index.ts"
import type { Model } from "../../engine/model/index.ts"
import { recomputing } from "../sql/ddl/index.ts"
import { fetchRows, registryTable, send, type Executor } from "../tenant/index.ts"

export interface KnownModel {
  readonly fingerprint: string
  readonly state: SchemaState
  /** The commands that work out a stored derived value for all rows, by table and column. */
  readonly recompute: (table: string, column: string) => readonly string[]
}

/** The tables that a compiled model wants. */
export function knownModel(model: Model): KnownModel {
  return { fingerprint: model.fingerprint, state: wanted(model), recompute: recomputing(model) }
}

/** Keeps what is known of a model; once is enough. */
export async function remember(
  registry: Executor,
  { fingerprint, state, recompute }: KnownModel,
): Promise<void> {
  const known = registryTable("table_state").select("fingerprint").where({ fingerprint })
  if ((await fetchRows(registry, known)).length > 0) return
  const stored = [...state.tables.values()].flatMap((table) => storedColumns(table))
  const commands = Object.fromEntries(
    stored.map(([table, column]) => [`${table}.${column}`, recompute(table, column)]),
  )
  const row = { fingerprint, state: stateToJson(state), recompute: JSON.stringify(commands) }
  await send(registry, registryTable("table_state").insert(row).onConflict("fingerprint").ignore())
}

function storedColumns(table: TableState): readonly (readonly [string, string])[] {
  const stored = [...table.columns.values()].filter(({ derived }: ColumnState) => derived?.kind === "stored")
  return stored.map(({ name }) => [table.name, name] as const)
}

interface Row {
  readonly fingerprint: string
  readonly state: StateJson
  readonly recompute: Readonly<Record<string, readonly string[]>>
}

/** What was kept of the model with this fingerprint; undefined when nothing was. */
export async function recall(registry: Executor, fingerprint: string): Promise<KnownModel | undefined> {
  const [row] = await fetchRows<Row>(registry, registryTable("table_state").where({ fingerprint }))
  if (row === undefined) return undefined
  const recompute = (table: string, column: string): readonly string[] =>
    row.recompute[`${table}.${column}`] ?? []
  return { fingerprint, state: stateFromJson(row.state), recompute }
}

/** A state with its maps as lists. */
type StateJson = readonly (Omit<TableState, "columns" | "constraints" | "indexes" | "triggers" | "rights"> & {
  /** Absent in what was kept when all tables had the same. */
  readonly rights?: TableState["rights"]
} & {
  readonly [Part in "columns" | "constraints" | "indexes" | "triggers"]: TableState[Part] extends ReadonlyMap<
    string,
    infer T
  >
    ? readonly T[]
    : never
})[]

function stateToJson(state: SchemaState): string {
  const tables = [...state.tables.values()].map((table) => ({
    ...table,
    columns: [...table.columns.values()],
    constraints: [...table.constraints.values()],
    indexes: [...table.indexes.values()],
    triggers: [...table.triggers.values()],
  }))
  return JSON.stringify(tables satisfies StateJson)
}

function stateFromJson(tables: StateJson): SchemaState {
  return {
    tables: named(
      tables.map((table) => ({
        ...table,
        columns: named(table.columns),
        constraints: named(table.constraints),
        indexes: named(table.indexes),
        triggers: named(table.triggers),
        rights: table.rights ?? "write",
      })),
    ),
  }
}

function named<T extends { readonly name: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.name, item]))
}
