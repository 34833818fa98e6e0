// An expression as PostgreSQL may keep it, as plain data.
import type { Node } from "../expression/index.ts"
import type { Storage } from "../model/index.ts"

/** An expression over plain columns of one row, with the storage of the fields it reads: all that its translation needs. */
export interface Formula {
  readonly node: Node
  readonly inputs: readonly FormulaInput[]
}

export interface FormulaInput {
  readonly name: string
  readonly storage: Storage
}
