// What every field of an open form may ask: the record, how each field stands, and what is wrong with it.
import { createContext, useContext, type ReactNode } from "react"
import type { Entity } from "../contract/model.ts"
import type { Json, Row } from "../contract/record.ts"
import type { FieldState } from "../live/evaluate.ts"

/** A tab that holds no fields. */
export interface Aside {
  readonly title: string
  readonly content: ReactNode
}

export interface FormState {
  readonly entity: Entity
  readonly row: Row
  /** Messages by RFC 6901 pointer, `/lines/0/amount`. */
  readonly faults: ReadonlyMap<string, string>
  readonly stateOf: (field: string) => FieldState
  /** Whether a section with this condition is shown. */
  readonly shows: (condition: string | undefined) => boolean
  readonly change: (field: string, value: Json) => void
  /** What stands beside the fields in a tab of its own. */
  readonly aside?: Aside
  /** Changes a field from its value at that moment: for what arrives later than the key that asked for it. */
  readonly update: (field: string, value: (current: Json | undefined) => Json) => void
}

const FormStateContext = createContext<FormState | undefined>(undefined)
export const FormStateProvider = FormStateContext.Provider

export function useFormState(): FormState {
  const state = useContext(FormStateContext)
  if (state === undefined) throw new Error("useFormState stands outside of a form")
  return state
}
