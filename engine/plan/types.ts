// Plans: what is to be read or written, resolved against the model and bounded by a grant. Still no SQL.
import type { Back, Condition, DuplicateKey, Entity, Field, Rule, Table } from "../model/index.ts"
import type { Expression } from "../expression/index.ts"

/** The fields of a table that go out, in order. */
export interface Selection {
  readonly table: Table
  readonly columns: readonly Selected[]
}

/** One field that goes out. `when` limits it to the records where that holds; elsewhere it is null. */
export type Selected = { readonly field: Field; readonly when?: Expression } & (
  | { readonly kind: "value"; readonly mask?: "last4" | "first1" | "none" }
  /** A reference given as a record; where the target may not be read, as `{id}` alone. Of a child row, `read` is a
   * condition over the record that holds it. */
  | { readonly kind: "one"; readonly target: Selection; readonly read: Condition }
  /** A polymorphic reference given as a record with its entity. */
  | {
      readonly kind: "any"
      readonly targets: readonly {
        readonly column: string
        readonly target: Selection
        readonly read: Condition
      }[]
    }
  /** A many-reference given as records; those that may not be read are left out. */
  | { readonly kind: "many"; readonly target: Selection; readonly read: Condition }
  | { readonly kind: "rows"; readonly rows: Selection }
)

export interface OrderKey {
  readonly expression: Expression
  readonly descending: boolean
  readonly nullable: boolean
}

export interface ListPlan {
  readonly kind: "list"
  /** The entity, or a kind of its child rows. */
  readonly table: Table
  /** The right to the records that hold the child rows, which `where` does not hold. */
  readonly holders?: Condition
  readonly select: Selection
  readonly where: readonly Expression[]
  readonly search?: Search
  readonly order: readonly OrderKey[]
  /** Text that a cursor must carry to fit this list. */
  readonly sort: string
  readonly after?: readonly (string | null)[]
  readonly limit: number
  readonly count: boolean
}

/** Words that must each be found in one of the fields. */
export interface Search {
  readonly fields: readonly Field[]
  readonly words: readonly string[]
}

export interface ReadPlan {
  readonly kind: "read"
  readonly entity: Entity
  readonly id: string
  readonly select: Selection
  readonly where: readonly Expression[]
}

export interface AggregatePlan {
  readonly kind: "aggregate"
  readonly entity: Entity
  readonly where: readonly Expression[]
  readonly group: readonly { readonly name: string; readonly expression: Expression }[]
  readonly measures: readonly { readonly name: string; readonly fn: MeasureFn; readonly of?: Expression }[]
  readonly limit: number
}
export type MeasureFn = "sum" | "count" | "min" | "max" | "avg"

export interface HistoryPlan {
  readonly kind: "history"
  readonly entity: Entity
  readonly id: string
  readonly where: readonly Expression[]
  /** Fields whose changes are not shown. */
  readonly hidden: readonly string[]
  readonly limit: number
  /** The entity of users and its title field, to name who changed. */
  readonly users?: Entity
}

/** A clean record: field -> value as JSON, decimals as text; child rows as arrays of clean records. */
export interface Clean {
  readonly [field: string]: unknown
}

export interface CreatePlan {
  readonly kind: "create"
  /** Nobody waits for the records as they become. */
  readonly reply?: "none"
  readonly entity: Entity
  readonly form: "one" | "many"
  /** Clean records, each with its id; child rows too. */
  readonly records: readonly Clean[]
  /** The right to create, asserted on each new record. */
  readonly allowed: Condition
  /** Refused where there is a record like one of them. */
  readonly alike?: AlikePlan
  readonly rules: Assertions
  readonly refresh: readonly Refresh[]
  readonly select: Selection
  /** The idempotency key it came with. */
  readonly key?: string
}

/** What looks for records of one thing. */
export interface AlikePlan {
  readonly entity: Entity
  readonly keys: readonly DuplicateKey[]
  /** Which of those found are shown; the others are counted. */
  readonly read: Condition
  /** What they are called, where that may be shown. */
  readonly title?: Field
}

export interface UpdatePlan {
  readonly kind: "update"
  /** What history and outbox call it, where it is not a plain change: `transition post`. */
  readonly action?: string
  /** Running numbers that are given now to a record that has none yet. */
  readonly numbers?: readonly Field[]
  /** Nobody waits for what becomes of the record: it is read once all is done. */
  readonly reply?: "none"
  readonly entity: Entity
  readonly id: string
  readonly version?: number
  /** The fields of the record itself that change, clean. */
  readonly set: Clean
  /** Child rows by field, whole as they are to be; rows with an id known to the record are merged into it. */
  readonly rows: readonly {
    readonly field: Field
    readonly kept: readonly Clean[]
    readonly added: readonly Clean[]
    /** No row comes or goes or moves: only these fields of the kept ones are set, in all of them. */
    readonly set?: readonly string[]
  }[]
  readonly many: readonly { readonly field: Field; readonly ids: readonly string[] }[]
  /** Values that are looked up anew, in their order. */
  readonly lookups?: readonly LookedUp[]
  /** The right to update, which the record must meet as it was. */
  readonly allowed: Condition
  readonly rules: Assertions
  readonly refresh: readonly Refresh[]
  readonly select: Selection
  /** The idempotency key it came with. */
  readonly key?: string
}

/** A field that is looked up anew, of the record or of child rows. */
export interface LookedUp {
  readonly table: Table
  readonly field: Field
  /** Ids of the rows that change themselves, and of those around which the record does: there what was typed stays. */
  readonly rows?: { readonly changed: readonly string[]; readonly left: readonly string[] | "all" }
}

export interface DeletePlan {
  readonly kind: "delete"
  readonly entity: Entity
  readonly id: string
  readonly version?: number
  readonly allowed: Condition
  readonly refresh: readonly Refresh[]
  /** The idempotency key it came with. */
  readonly key?: string
}

/** Rules to assert in the transaction of a write: at once on the written rows, or after children and derived values. */
export interface Assertions {
  readonly inline: readonly Rule[]
  readonly after: readonly Rule[]
  /** Rules of child rows, by rows field. */
  readonly rows: readonly { readonly field: Field; readonly rules: readonly Rule[] }[]
}

/** Stored derived fields of one table to work out anew, and the ways that lead to the stale rows. */
export interface Refresh {
  readonly table: Table
  readonly fields: readonly Field[]
  readonly ways: readonly Way[]
  /** What must hold of the refreshed rows afterwards, besides what is asserted of the written record. */
  readonly rules: readonly Rule[]
}
/** From the written records, step by step, to the rows that are stale. `before`: the way must be gone before the write,
 * since afterwards it leads elsewhere (a changed reference, a deleted record); it asks for a look first. */
export interface Way {
  readonly when: "before" | "after"
  readonly back: readonly Back[]
}

export type Plan = ListPlan | ReadPlan | AggregatePlan | HistoryPlan | CreatePlan | UpdatePlan | DeletePlan
export type WritePlan = CreatePlan | UpdatePlan | DeletePlan
