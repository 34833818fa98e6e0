// Table states, the changes between them, and plans. Plain data: the same types hold what was inspected and what is
// wanted. Names are unquoted and without schema, so one plan serves every tenant with the same states.
import type { ColumnType } from "../model/index.ts"
import type { Formula } from "./formula.ts"
import type { Gathering, Guard } from "./guard.ts"
import type { BirthGuard, RowsGuard, StateGuard, StayGuard } from "./state-guard.ts"

export type * from "./formula.ts"
export type * from "./guard.ts"
export type * from "./state-guard.ts"

/** The tables of one tenant's schema, by name. */
export interface SchemaState {
  readonly tables: ReadonlyMap<string, TableState>
}

export interface TableState {
  readonly name: string
  /** Former names, the likeliest first: declared by `was` on an entity, a field of child rows or links, or its owner. */
  readonly was: readonly string[]
  readonly columns: ReadonlyMap<string, ColumnState>
  /** By name. Names end in a hash of the definition: equal names are equal definitions. */
  readonly constraints: ReadonlyMap<string, ConstraintState>
  readonly indexes: ReadonlyMap<string, IndexState>
  readonly triggers: ReadonlyMap<string, TriggerState>
  readonly rights: Rights
  /** Sums of another table's rows, which they are made of anew when anything here changes. */
  readonly gathers?: Gathering
}

/** What a tenant may do with the rows: all; read and add, as with logs; read; or read, open a row and keep its `state`, as
 * with costs, whose sums are the system's. `other`: what no migration has given. */
export type Rights = "write" | "append" | "read" | "state" | "other"

export interface ColumnState {
  readonly name: string
  readonly was: readonly string[]
  readonly type: ColumnType
  readonly notNull: boolean
  readonly default?: ColumnDefault
  /** What the value is worked out from; absent where it is written. */
  readonly derived?: DerivedState
  /** The value for rows that are there already when the column comes or becomes required. Not compared. */
  readonly fill?: Formula
}

export type ColumnDefault =
  | { readonly kind: "uuidv7" }
  | { readonly kind: "now" }
  | { readonly kind: "identity" }
  | { readonly kind: "constant"; readonly value: string }

/** A generated column, or a stored value that the writes of its inputs recompute. */
export interface DerivedState {
  readonly kind: "generated" | "stored"
  /** Hash of the definition, kept as the column's comment: equal keys are equal definitions. */
  readonly key: string
  /** Of a generated column; absent when inspected. */
  readonly formula?: Formula
  /** Columns read: `column` of the same table (generated), `table.column` (stored). Empty when inspected. */
  readonly reads: readonly string[]
  /** Place in the order of recomputation of the stored values of the whole schema. */
  readonly rank: number
}

/** What inspection yields of a constraint, index or trigger: its name is all that is compared. */
export interface Opaque<Of extends string> {
  readonly kind: "opaque"
  readonly of: Of
  readonly name: string
}

export type ConstraintState = Constraint | Opaque<Constraint["kind"]>
export type Constraint =
  | { readonly kind: "primary"; readonly name: string; readonly columns: readonly string[] }
  | {
      readonly kind: "foreign"
      readonly name: string
      readonly column: string
      readonly target: string
      readonly onDelete: "restrict" | "cascade" | "set_null"
    }
  | { readonly kind: "check"; readonly name: string; readonly check: Check }
  | {
      readonly kind: "exclude"
      readonly name: string
      readonly equal: readonly string[]
      readonly from: string
      readonly to: string
      readonly range: "date" | "timestamptz"
      readonly where?: Formula
    }

/** A CHECK as data. Lengths count code points; bounds are decimals as text. */
export type Check =
  | { readonly kind: "one_of" | "all_of"; readonly column: string; readonly values: readonly string[] }
  | {
      readonly kind: "length" | "items"
      readonly column: string
      readonly min?: number
      readonly max?: number
    }
  | {
      readonly kind: "range"
      readonly column: string
      readonly min?: string
      readonly max?: string
      readonly above?: string
      readonly below?: string
    }
  | { readonly kind: "pattern"; readonly column: string; readonly pattern: string }
  | { readonly kind: "at_most_one" | "exactly_one"; readonly columns: readonly string[] }
  /** Two numbers, neither negative and one of them 0. */
  | { readonly kind: "one_sided"; readonly columns: readonly string[] }
  /** A rule over own columns, by its id. */
  | {
      readonly kind: "formula"
      readonly rule: string
      readonly columns: readonly string[]
      readonly formula: Formula
    }

export type IndexState = Index | Opaque<"index">
/** `btree` over columns in order (none at all, when unique: at most one row); `trigram` serves substring search. */
export interface Index {
  readonly kind: "btree" | "trigram"
  readonly name: string
  readonly columns: readonly { readonly column: string; readonly descending: boolean }[]
  readonly unique: boolean
  /** Of a unique one: whether two NULLs are the same value. */
  readonly nulls?: "equal"
  readonly where?: Formula
}

export type TriggerState = Trigger | Opaque<"trigger">
export type Trigger =
  /** Refuses a parent that would close a cycle. */
  | { readonly kind: "tree"; readonly name: string; readonly column: string }
  /** Refuses to change, delete or truncate rows. */
  | { readonly kind: "frozen"; readonly name: string }
  /** Holds the invariants of a ledger as its entries are written, and keeps its sums. */
  | { readonly kind: "guard"; readonly name: string; readonly guard: Guard }
  /** Refuses to write what is worked out of other values, but for the house, which works it out. */
  | { readonly kind: "derived"; readonly name: string; readonly columns: readonly string[] }
  /** Holds the states of a life cycle: where a record begins, what changes in it, whether it may go, what becomes of its
   * rows and links. */
  | { readonly kind: "birth"; readonly name: string; readonly guard: BirthGuard }
  | { readonly kind: "state"; readonly name: string; readonly guard: StateGuard }
  | { readonly kind: "stay"; readonly name: string; readonly guard: StayGuard }
  | { readonly kind: "rows"; readonly name: string; readonly guard: RowsGuard }

/** One member of the union for each kind. */
type Each<Kind extends string, Rest> = Kind extends Kind ? { readonly kind: Kind } & Rest : never

interface OfColumn {
  readonly table: string
  readonly column: ColumnState
}

/** One change of a schema. Renames come first in a plan, so all other changes speak of new names. */
export type Change =
  | { readonly kind: "create_table"; readonly table: TableState }
  | { readonly kind: "rename_table"; readonly from: string; readonly to: string }
  | Each<"trash_table" | "restore_table", { readonly table: TableState }>
  /** Sums go for good: they are made anew of what they are the sums of. */
  | Each<"drop_sums", { readonly table: TableState }>
  | { readonly kind: "fill_sums"; readonly table: string; readonly gathers: Gathering }
  | Each<"add_column" | "drop_derived", OfColumn>
  /** Into the trash, and back from there with its values. */
  | Each<"trash_column" | "restore_column", OfColumn>
  | { readonly kind: "rename_column"; readonly table: string; readonly from: string; readonly to: string }
  | {
      readonly kind: "change_type"
      readonly table: string
      readonly from: ColumnState
      readonly to: ColumnState
    }
  /** A derived column becomes one that is written; its values stay. */
  | {
      readonly kind: "free_column"
      readonly table: string
      readonly from: ColumnState
      readonly to: ColumnState
    }
  /** The way back of a change of type that lost something: the old values come from the trash. */
  | {
      readonly kind: "restore_type"
      readonly table: string
      readonly from: ColumnState
      readonly to: ColumnState
    }
  | {
      readonly kind: "set_default"
      readonly table: string
      readonly column: string
      readonly from: ColumnDefault | undefined
      readonly to: ColumnDefault | undefined
      readonly type: ColumnType
    }
  | Each<"set_not_null" | "drop_not_null", OfColumn>
  | {
      readonly kind: "set_key"
      readonly table: string
      readonly column: string
      readonly from: string | undefined
      readonly to: string | undefined
    }
  | {
      readonly kind: "recompute"
      readonly table: string
      readonly column: string
      readonly rank: number
    }
  | {
      readonly kind: "set_rights"
      readonly table: string
      readonly from: Rights
      readonly to: Rights
      /** The key of a table of sums. */
      readonly keys?: readonly string[]
    }
  | { readonly kind: "add_constraint"; readonly table: string; readonly constraint: Constraint }
  | { readonly kind: "drop_constraint"; readonly table: string; readonly constraint: ConstraintState }
  | { readonly kind: "add_index"; readonly table: string; readonly index: Index }
  | { readonly kind: "drop_index"; readonly table: string; readonly index: IndexState }
  | { readonly kind: "add_trigger"; readonly table: string; readonly trigger: Trigger }
  | { readonly kind: "drop_trigger"; readonly table: string; readonly trigger: TriggerState }
  | Each<
      "rename_constraint" | "rename_index" | "rename_trigger",
      { readonly table: string; readonly from: string; readonly to: string }
    >

/** The strongest table lock a step takes (PostgreSQL, "Explicit Locking"); `none` for catalogue-only work on new tables. */
export type Lock = "none" | "row" | "share" | "share_row_exclusive" | "access_exclusive"

export interface Step {
  readonly change: Change
  readonly lock: Lock
  /** Whether the step writes or reads every row of the table while it holds the lock. */
  readonly work: "catalogue" | "scan" | "rewrite"
  /** What undoes it, in order; undefined when the old definition is not known. */
  readonly reverse: readonly Change[] | undefined
}

/** A question to the rows as they are before the migration: does any of them stand in the way? */
export type Probe =
  | { readonly kind: "rows"; readonly table: string }
  | { readonly kind: "filled"; readonly table: string; readonly column: string }
  | { readonly kind: "nulls"; readonly table: string; readonly column: string }
  | {
      readonly kind: "duplicates"
      readonly table: string
      readonly columns: readonly string[]
      readonly where?: Formula
    }
  | { readonly kind: "violates"; readonly table: string; readonly check: Check }
  | { readonly kind: "orphans"; readonly table: string; readonly column: string; readonly target: string }
  | {
      readonly kind: "unconvertible" | "rounded"
      readonly table: string
      readonly column: string
      readonly from: ColumnType
      readonly to: ColumnType
    }

/** What may go wrong or be regretted, before it happens. */
export interface Hazard {
  readonly code: string
  /** Index into the plan's steps. */
  readonly step: number
  readonly message: string
  readonly hint: string
  /** Needs an explicit yes: its code among those accepted. */
  readonly destructive: boolean
  /** Finds the rows it is about; without a row found, the hazard is void. */
  readonly probe?: Probe
}

export interface MigrationPlan {
  readonly steps: readonly Step[]
  readonly hazards: readonly Hazard[]
  /** What undoes the whole plan, in order; undefined when a step does not know its reverse. */
  readonly reverse: readonly Change[] | undefined
}
