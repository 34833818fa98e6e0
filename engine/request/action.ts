// What is asked for, in the house's own words. Syntax only: whether the names exist and may be used is for later rooms.

export interface SortKey {
  /** A field or a path through references, `account.name`. */
  readonly path: string
  readonly descending: boolean
}

/** Which fields of a record go out. */
export interface Choice {
  /** Field paths; undefined is all that may be read. */
  readonly fields?: readonly string[]
  /** Paths of references to give as records in place of ids. */
  readonly expand: readonly string[]
}

export interface ListAction extends Choice {
  readonly kind: "list"
  readonly entity: string
  /** The field of the entity whose child rows are listed, whatever record they are of. */
  readonly rows?: string
  readonly filter?: string
  readonly sort: readonly SortKey[]
  readonly q?: string
  readonly limit: number
  readonly cursor?: Cursor
  readonly count: boolean
}
export interface ReadAction extends Choice {
  readonly kind: "read"
  readonly entity: string
  readonly id: string
}
export interface CreateAction {
  readonly kind: "create"
  readonly entity: string
  readonly records: readonly JsonObject[]
  /** Whether one record was sent by itself (reply is the record) or an array (reply is `{items}`). */
  readonly form: "one" | "many"
  readonly idempotencyKey?: string
  /** Made even where there is one like it. */
  readonly duplicates?: "allow"
}
export interface UpdateAction {
  readonly kind: "update"
  readonly entity: string
  readonly id: string
  readonly patch: JsonObject
  /** The version the caller has seen. */
  readonly version?: number
  readonly idempotencyKey?: string
}
/** What a create or an update would give, without doing it. */
export interface PreviewAction {
  readonly kind: "preview"
  readonly entity: string
  readonly work: CreateAction | UpdateAction
}
export interface DeleteAction {
  readonly kind: "delete"
  readonly entity: string
  readonly id: string
  readonly version?: number
  readonly idempotencyKey?: string
}
export interface BulkAction {
  readonly kind: "bulk"
  readonly entity: string
  readonly target:
    | { readonly kind: "ids"; readonly ids: readonly string[] }
    | { readonly kind: "filter"; readonly filter: string }
  readonly work:
    | { readonly kind: "patch"; readonly patch: JsonObject }
    | { readonly kind: "delete" }
    | { readonly kind: "transition"; readonly name: string; readonly input: JsonObject }
  readonly run: "real" | "dry"
}
/** Several records made one: which of them survives the entity says, unless it is chosen. */
export interface MergeAction {
  readonly kind: "merge"
  readonly entity: string
  readonly ids: readonly string[]
  readonly survivor?: string
  /** Of whom the survivor takes single fields, where that is not its own value or the first that there is. */
  readonly choices: Readonly<Record<string, string>>
  /** A dry run tells what would become of it, and leaves all as it is. */
  readonly run: "real" | "dry"
}
/** Records that are like one that is to be made, or like one that is there. */
export interface AlikeAction {
  readonly kind: "alike"
  readonly entity: string
  readonly like:
    { readonly kind: "draft"; readonly record: JsonObject } | { readonly kind: "record"; readonly id: string }
}
/** Likelihoods worked out anew, for all records that have not ended. */
export interface LearnAction {
  readonly kind: "learn"
  readonly entity: string
}
/** Records that are there more than once. */
export interface DuplicatesAction {
  readonly kind: "duplicates"
  readonly entity: string
  /** Groups at most. */
  readonly limit: number
}
export interface AggregateAction {
  readonly kind: "aggregate"
  readonly entity: string
  readonly group: readonly string[]
  readonly measures: readonly string[]
  readonly filter?: string
  readonly limit: number
}
export interface HistoryAction {
  readonly kind: "history"
  readonly entity: string
  readonly id: string
  readonly limit: number
}

/** What a document has written into ledgers. */
export interface BookedAction {
  readonly kind: "booked"
  readonly entity: string
  readonly id: string
}

/** A move in the life cycle of one record. */
export interface TransitionAction {
  readonly kind: "transition"
  readonly entity: string
  readonly id: string
  readonly name: string
  readonly input: JsonObject
  readonly version?: number
  readonly idempotencyKey?: string
  /** A dry run does everything, tells what it did, and rolls back. */
  readonly run: "real" | "dry"
  /** What it makes is made even where there is one like it. */
  readonly duplicates?: "allow"
}
/** Which moves one record could make, and what stands in their way. */
export interface TransitionsAction {
  readonly kind: "transitions"
  readonly entity: string
  readonly id: string
}

export type Action =
  | ListAction
  | ReadAction
  | CreateAction
  | UpdateAction
  | PreviewAction
  | DeleteAction
  | BulkAction
  | MergeAction
  | AlikeAction
  | DuplicatesAction
  | LearnAction
  | AggregateAction
  | HistoryAction
  | BookedAction
  | TransitionAction
  | TransitionsAction

export interface JsonObject {
  readonly [key: string]: unknown
}

/** Where a page ended: the sort it belongs to and the text values of its last row's keys. */
export interface Cursor {
  readonly sort: string
  readonly values: readonly (string | null)[]
}
