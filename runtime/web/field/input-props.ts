// What every input takes, whether it stands in a form, in a grid cell or in a filter.
import type { Field } from "../contract/model.ts"
import type { Json, Row } from "../contract/record.ts"

export interface InputProps {
  readonly id?: string
  readonly field: Field
  readonly value: Json | undefined
  readonly onChange: (value: Json) => void
  /** Visible label; without one, `ariaLabel` names the input. */
  readonly label?: string
  readonly ariaLabel?: string
  readonly description?: string
  readonly error?: string
  readonly required?: boolean
  readonly readOnly?: boolean
  /** `textarea`, `radio` or `switch`, where the layout asks for it. */
  readonly widget?: string
  /** Name of the currency or unit beside a figure. */
  readonly beside?: string
  /** The record around the field: what a reference's filter may name. */
  readonly around?: Row
  /** Whether it takes the focus when it appears: the cell of a grid that was entered. */
  readonly entered?: boolean
}

/** The props that Mantine's inputs share, without those not given. */
export function wrapperProps({ id, label, ariaLabel, description, error, required, entered }: InputProps) {
  return {
    ...(id === undefined ? {} : { id }),
    ...(label === undefined ? {} : { label }),
    ...(ariaLabel === undefined ? {} : { "aria-label": ariaLabel }),
    ...(description === undefined ? {} : { description }),
    ...(error === undefined ? {} : { error }),
    ...(entered === true ? { autoFocus: true, "data-autofocus": true } : {}),
    withAsterisk: required === true,
    "aria-required": required === true,
  }
}
