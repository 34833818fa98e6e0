// What a move is, and what becomes of it.
import type { JsonObject } from "../../../engine/request/index.ts"

/** Which record is to make which transition. */
export interface Move {
  readonly id: string
  readonly name: string
  readonly input: JsonObject
  /** The version the caller has seen. */
  readonly version?: number
  /** How many moves led to this one. */
  readonly depth: number
  /** All who must agree have done so. */
  readonly approved?: true
}

/** The record has moved, or waits for the approval of that id. */
export type Moved = { readonly kind: "made" } | { readonly kind: "asked"; readonly approval: string }
