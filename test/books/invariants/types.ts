// An invariant of the books, as a question for what breaks it.
export interface Invariant {
  readonly name: string
  /** Gives a row for each breach. */
  readonly breaches: string
}
