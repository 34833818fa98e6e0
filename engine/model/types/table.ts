// Tables of the model: entities, child rows, and their fields with storage, constraints and derivation.
import type { Expression, Shape, ShapeField } from "../../expression/index.ts"
import type { FieldFormat, JsonValue } from "../../metaschema/index.ts"

export type EntityKind = "master" | "reference" | "document" | "setting" | "log" | "ledger"

/** What entities and child rows have in common: a table with fields. Satisfies `Shape` of the expression language. */
export interface Table extends Shape {
  /** `crm.quote`, or `crm.quote/lines` for child rows. */
  readonly id: string
  /** Name of the PostgreSQL table, `crm_quote` or `crm_quote__lines`. */
  readonly table: string
  readonly title: string
  readonly was?: string
  /** System and declared fields by name, in order. */
  readonly fields: ReadonlyMap<string, Field>
  readonly rules: readonly Rule[]
  readonly unique: readonly UniqueSet[]
}

export interface Entity extends Table {
  readonly module: string
  readonly name: string
  readonly plural: string
  readonly description?: string
  readonly icon?: string
  readonly kind: EntityKind
  readonly titleField: string
  readonly searchable: readonly string[]
  readonly order: readonly SortField[]
  readonly indexes: readonly { readonly name: string; readonly fields: readonly SortField[] }[]
  readonly exclude: readonly Exclusion[]
  /** The field that names the parent, if the records form a tree. */
  readonly tree?: string
  readonly carries: {
    readonly attachments: boolean
    readonly comments: boolean
    readonly activities: boolean
    readonly history: boolean
  }
  /** Child rows by the field that holds them. */
  readonly rows: ReadonlyMap<string, Rows>
  /** How several records are made one, if they may be. */
  readonly merge?: Merging
  /** By what records of one thing are told, in order; absent where nothing tells them. */
  readonly duplicates?: readonly DuplicateKey[]
}

/** Records are alike where all of these fields are, or any of them is like any. Empty values are like nothing. */
export interface DuplicateKey {
  readonly name: string
  readonly title: string
  readonly match: readonly string[]
  readonly need: "all" | "any"
  /** Which records are found. */
  readonly where?: Expression
}

/** Which records may be made one, which of them survives, and which texts are joined; paths and expression as checked. */
export interface Merging {
  readonly where?: string
  readonly order: readonly string[]
  readonly join: readonly string[]
}

/** A kind of child rows: a table of its own, ordered, edited inside its parent. */
export interface Rows extends Table {
  readonly entity: string
  readonly field: string
}

export interface SortField {
  readonly field: string
  readonly descending: boolean
}
export interface UniqueSet {
  readonly name: string
  readonly fields: readonly string[]
  readonly where?: Expression
  readonly message?: string
}
export interface Exclusion {
  readonly name: string
  readonly equal: readonly string[]
  readonly from: string
  readonly to: string
  readonly where?: Expression
  readonly message?: string
}

/** A condition that must hold for every stored row. Besides declared rules there are those made of `required_when`,
 * `read_only_when` and `immutable_after`; `needsOld` says that it compares with the row before the change. */
export interface Rule {
  /** Unique in the model: `crm.lead#rules/dates`, `crm.lead#required_when/lost_reason`. */
  readonly id: string
  readonly assert: Expression
  readonly message: string
  /** Pointer into the record, `/close_date`. */
  readonly path: string
  readonly needsOld: boolean
  /** Made of the states in which people may change a field; the system's own writes are not held to it. */
  readonly by?: "state"
  /** The field whose being written at all it holds against, where the rule itself does not read it. */
  readonly on?: string
}

/** How a field is stored and travels. */
export type Storage =
  /** One column of the record's own table. */
  | { readonly kind: "column"; readonly column: ColumnType }
  /** One column with a foreign key; `entity` may be a kind of child rows, `sales.order/lines`. */
  | { readonly kind: "ref"; readonly entity: string; readonly onDelete: OnDelete }
  /** Polymorphic: one nullable column with a foreign key per target, at most one set; travels as `{entity, id}`. */
  | {
      readonly kind: "any_ref"
      readonly targets: readonly { readonly entity: string; readonly column: string }[]
      readonly onDelete: OnDelete
    }
  /** Many-to-many: a table `(record, target, position)`; travels as an array of ids. */
  | { readonly kind: "many"; readonly entity: string; readonly table: string }
  /** Child rows. */
  | { readonly kind: "rows"; readonly rows: Rows }
  /** Not stored: a virtual computed field. */
  | { readonly kind: "virtual" }

export type OnDelete = "restrict" | "cascade" | "set_null"

/** A PostgreSQL type as data. */
export type ColumnType =
  | {
      readonly type:
        | "text"
        | "boolean"
        | "integer"
        | "bigint"
        | "date"
        | "timestamptz"
        | "time"
        | "uuid"
        | "text[]"
        | "jsonb"
    }
  | { readonly type: "numeric"; readonly precision: number; readonly scale: number }

/** The field types; each has a file in `field/` that knows its values. */
export type FieldTypeName =
  | "text"
  | "integer"
  | "boolean"
  | "decimal"
  | "money"
  | "quantity"
  | "percent"
  | "date"
  | "date-time"
  | "time"
  | "list"
  | "ref"
  | "any_ref"
  | "many"
  | "rows"

/** A field of an entity or of child rows. */
export interface Field extends ShapeField {
  readonly name: string
  /** The field type, which knows how values are read and described. */
  readonly fieldType: FieldTypeName
  readonly title: string
  readonly description?: string
  /** `string`, `integer`, `boolean`, `array` as in JSON Schema. */
  readonly json: "string" | "integer" | "boolean" | "array" | "object"
  readonly format?: FieldFormat
  readonly storage: Storage
  readonly required: boolean
  /** Kept by the system: never in the input of a write (id, version, created_at, computed, rollups, sequences). */
  readonly system: boolean
  readonly was?: string
  readonly enum?: readonly string[]
  /** Where the value names a role or an entity (format `role`, `entity`): the ids there are. */
  readonly names?: readonly string[]
  /** The plain values of a list. */
  readonly items?: {
    readonly enum?: readonly string[]
    readonly format?: "uuid" | "role" | "entity" | "email"
    readonly maxLength?: number
  }
  /** The child rows, where the field holds such. */
  readonly rows?: Rows
  readonly minLength?: number
  readonly maxLength?: number
  readonly pattern?: string
  readonly minimum?: string
  readonly maximum?: string
  readonly exclusiveMinimum?: string
  readonly exclusiveMaximum?: string
  readonly minItems?: number
  readonly maxItems?: number
  readonly uniqueItems?: boolean
  readonly currencyField?: string
  readonly unitField?: string
  /** Narrows the choice of a reference. */
  readonly filter?: Expression
  /** Field of this record -> expression over the chosen record. */
  readonly copy?: readonly { readonly field: string; readonly value: Expression }[]
  readonly default?:
    | { readonly kind: "constant"; readonly value: JsonValue }
    | { readonly kind: "expression"; readonly expression: Expression }
  readonly derived?: Derived
  /** Where the value is found when nobody gives it. */
  readonly lookup?: Lookup
  /** The calculation that fills it, or makes its rows. */
  readonly calculation?: string
  readonly sequence?: Sequence
  readonly visible?: Expression
  readonly requiredWhen?: Expression
  readonly readOnlyWhen?: Expression
  readonly immutableAfter?: Expression
  /** Of the field `state`: the life cycle that moves it. */
  readonly lifecycle?: string
  /** The states of the life cycle in which people cannot change it. */
  readonly closedIn?: readonly string[]
  readonly mask?: { readonly show: "last4" | "first1" | "none"; readonly whole: readonly string[] }
  readonly unique: boolean
  readonly indexed: boolean
  /** The declared property, as merged: what forms and OpenAPI read for labels, colours, examples. */
  readonly source: Readonly<Record<string, JsonValue>>
}

/** How a value is derived from others. */
export type Derived =
  /** Reads only columns of its own row, immutable: a generated column. */
  | { readonly kind: "generated"; readonly expression: Expression }
  /** Worked out when read. */
  | { readonly kind: "virtual"; readonly expression: Expression }
  /** Stored, and recomputed in the transaction of whatever it reads: children, references, other derived values. */
  | { readonly kind: "stored"; readonly expression: Expression }
  | {
      readonly kind: "rollup"
      readonly of: string
      readonly via: string
      readonly fn: "sum" | "count" | "min" | "max" | "avg"
      readonly field?: string
      readonly filter?: Expression
    }
  /** How likely a record of its like ends well, in percent, by what became of others: stored, and worked out anew when
   * what it reads of its own record changes. */
  | ({ readonly kind: "likelihood" } & Likelihood)
  /** Summed when read: what the balances of a ledger hold where each dimension has the value. */
  | {
      readonly kind: "balance"
      readonly ledger: string
      readonly measure: string
      readonly match: readonly { readonly dimension: string; readonly value: Expression }[]
    }

/** What a likelihood learns from. Every expression is over a record. */
export interface Likelihood {
  readonly won: Expression
  readonly lost: Expression
  /** Fields in which those it learns from are like the record; where one is empty all are. */
  readonly among: readonly string[]
  /** What records have in common. */
  readonly aspects: readonly Expression[]
  /** How far they have come, numbers: one that was won has passed every step, one that was lost those up to its own. */
  readonly steps: readonly Expression[]
}

/** Where a value is found when nobody gives it; what it reads decides when it is looked up again. */
export interface Lookup {
  /** What is searched; absent where the value follows from what the record refers to. */
  readonly among?: {
    /** An entity, or a kind of child rows. */
    readonly of: string
    /** Over the one that is found, with `parent` for the record that asks. */
    readonly where: Expression
    readonly order: readonly SortField[]
    /** The value; the record itself where absent. */
    readonly take?: Expression
  }
  /** The value where nothing is found, over the record that asks. */
  readonly otherwise?: Expression
  /** Nothing is looked up by a write that gives one of these. */
  readonly unless: readonly string[]
  /** Said where a required value is not found; `{path}` stands for a value. */
  readonly message?: { readonly text: string; readonly values: readonly Expression[] }
  /** Fields that it reads, of its own row and, in child rows, of the record that holds them. */
  readonly reads: { readonly own: readonly string[]; readonly holder: readonly string[] }
}

/** A running number and when it is given. */
export interface Sequence {
  readonly pattern: string
  readonly reset: "never" | "year" | "month" | "day"
  readonly given: "create" | "transition"
  /** The field each of whose values has a series of its own. */
  readonly scope?: string
  /** The date field that the pattern and the reset follow; today if absent. */
  readonly date?: string
}
