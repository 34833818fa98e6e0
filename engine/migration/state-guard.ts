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
  readonly closed: readonly { readonly moves: readonly Move[]; readonly columns: readonly string[] }[]
  /** Running numbers, which stay once they are given. */
  readonly numbers: readonly string[]
}
export type Move = readonly [from: string, to: string]

/** The states that keep a record from being deleted. */
export interface StayGuard {
  readonly entity: string
  readonly states: readonly string[]
}

/** The states of their record that keep child rows as they are. */
export interface RowsGuard {
  readonly entity: string
  readonly field: string
  /** The table of the record. */
  readonly parent: string
  readonly states: readonly string[]
  /** An update counts where it changes one of the columns. */
  readonly event: "insert" | "update" | "delete"
  readonly columns: readonly string[]
}
