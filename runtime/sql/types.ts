// What crosses from the compiler of SQL to the database: text with parameters, never a connection.

/** A parameter or a column in PostgreSQL's text format. */
export type Value = string | null
export type Row = readonly Value[]

/** One statement of the extended protocol: exactly one command, with `$1..$n`. */
export interface Statement {
  readonly text: string
  readonly values: readonly Value[]
  /** Whether to keep it prepared on the connection under a name made from its text. */
  readonly prepared: boolean
}
