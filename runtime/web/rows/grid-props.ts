// What the grid of child rows, and what moves in it, are given.
import type { Field } from "../contract/model.ts"
import type { Json, Row } from "../contract/record.ts"
import type { Rows } from "./grid-rows.ts"

/** The grid as the form sets it. */
export interface RowsGridProps {
  readonly field: Field
  readonly columns: readonly Field[]
  readonly rows: Rows
  readonly parent: Row
  readonly faults: ReadonlyMap<string, string>
  readonly fault?: string
  readonly mode: "edit" | "read"
  readonly change: (rows: Rows) => void
  /** Sets several cells of a row, a moment later than the key that asked for it. */
  readonly fill: (row: number, values: { readonly [name: string]: Json }) => void
}

/** What keys and pasting need of it. */
export interface GridOptions {
  readonly columns: readonly Field[]
  readonly rows: Rows
  /** The record that holds the rows. */
  readonly parent: Row
  readonly mode: "edit" | "read"
  readonly change: (rows: Rows) => void
  readonly scrollTo: (row: number) => void
}
