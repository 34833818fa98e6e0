// What PostgreSQL itself holds of a life cycle, as plain data: triggers are made of it. Columns and tables go by their bare
// names.

/** What the states keep from changing in a record. */
export interface StateGuard {
  /** Whose records these are, to name the rule that was broken. */
  readonly entity: string
  readonly states: readonly string[]
  /** From which state to which a transition leads. */
  readonly moves: readonly Move[]
  /** The columns that stay as they are while a record goes between two states, or stays in one. */
  readonly closed: readonly ClosedColumns[]
  /** Running numbers, which stay once they are given. */
  readonly numbers: readonly string[]
}
export type Move = readonly [from: string, to: string]
export interface ClosedColumns {
  readonly moves: readonly Move[]
  readonly columns: readonly string[]
  /** Those that transitions of other records set: closed to all but the house. */
  readonly lent: readonly string[]
}

/** A record begins where its life cycle begins; the house may carry one in that is further on. */
export interface BirthGuard {
  readonly entity: string
  readonly initial: string
}

/** The states that keep a record from being deleted. */
export interface StayGuard {
  readonly entity: string
  readonly states: readonly string[]
}

/** The states of their record that keep child rows, or links, as they are. */
export interface RowsGuard {
  readonly entity: string
  readonly field: string
  /** The table of the record. */
  readonly parent: string
  readonly states: readonly string[]
  /** An update counts where it changes one of the columns. */
  readonly event: "insert" | "update" | "delete"
  readonly columns: readonly string[]
  /** Nothing is kept from the house, whose transitions set these columns. */
  readonly unless?: "house"
  /** The column that names the record; of links it is `record`, of child rows `parent`. */
  readonly by?: "record"
}
