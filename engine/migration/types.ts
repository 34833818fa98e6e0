// Table states, the changes between them, and plans. Plain data: the same types hold what was inspected and what is wanted.
import type { ColumnType } from "../model/index.ts"

/** The tables of one tenant's schema, by name. Names are unquoted and without schema. */
export interface SchemaState {
  readonly tables: ReadonlyMap<string, TableState>
}
export interface TableState {
  readonly name: string
  readonly was?: string
  readonly columns: ReadonlyMap<string, ColumnState>
  /** Constraints and indexes by name. A definition changes by changing its name: names end in a hash of the definition. */
  readonly constraints: ReadonlyMap<string, ConstraintState>
  readonly indexes: ReadonlyMap<string, IndexState>
  readonly triggers: ReadonlyMap<string, TriggerState>
}
export interface ColumnState {
  readonly name: string
  readonly was?: string
  readonly type: ColumnType
  readonly notNull: boolean
  readonly default?: ColumnDefault
  /** For a generated column: the rendered expression's source key; inspected from the column's comment. */
  readonly generated?: string
}
export type ColumnDefault = { readonly kind: "uuidv7" } | { readonly kind: "now" } | { readonly kind: "identity" } | { readonly kind: "constant"; readonly value: string }
export type ConstraintState =
  | { readonly kind: "primary"; readonly name: string; readonly columns: readonly string[] }
  | { readonly kind: "foreign"; readonly name: string; readonly columns: readonly string[]; readonly target: string; readonly onDelete: "restrict" | "cascade" | "set_null"; readonly deferrable: boolean }
  | { readonly kind: "check"; readonly name: string; readonly check: Check }
  | { readonly kind: "exclude"; readonly name: string; readonly equal: readonly string[]; readonly from: string; readonly to: string; readonly where?: string }
/** A CHECK as data; `opaque` is what inspection yields, since only the name is compared. */
export type Check =
  | { readonly kind: "one_of"; readonly column: string; readonly values: readonly string[] }
  | { readonly kind: "length"; readonly column: string; readonly min?: number; readonly max?: number }
  | { readonly kind: "range"; readonly column: string; readonly min?: string; readonly max?: string; readonly above?: string; readonly below?: string }
  | { readonly kind: "pattern"; readonly column: string; readonly pattern: string }
  | { readonly kind: "at_most_one"; readonly columns: readonly string[] }
  | { readonly kind: "opaque" }
export interface IndexState {
  readonly name: string
  readonly columns: readonly { readonly column: string; readonly descending: boolean }[]
  readonly unique: boolean
  readonly method: "btree" | "gin_trgm"
  /** Source text of the condition of a partial index. */
  readonly where?: string
}
export interface TriggerState { readonly name: string; readonly kind: "tree"; readonly column: string }
