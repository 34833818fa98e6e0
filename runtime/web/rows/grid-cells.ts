import type { Field } from "../contract/model.ts"

/** A cell by its row and column, both counted from 0. */
export interface Cell {
  readonly row: number
  readonly column: number
}

/** The cell with the focus. */
export interface ActiveCell extends Cell {
  /** The column that Enter comes back to, one row further: where the typing of this row began. */
  readonly home: number
  /** Counts the entries, so that a cell that is entered again begins anew. */
  readonly turn: number
}

export function isEditable(field: Field): boolean {
  return !field.read_only && field.computed === undefined
}

/** The next column after (1) or before (-1) `from` that can be edited. */
export function nextEditable(columns: readonly Field[], from: number, by: 1 | -1): number | undefined {
  for (let at = from + by; at >= 0 && at < columns.length; at += by) {
    const column = columns[at]
    if (column !== undefined && isEditable(column)) return at
  }
  return undefined
}
