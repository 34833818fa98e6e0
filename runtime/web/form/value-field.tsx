// The rjsf field for every value but child rows: finds how the field stands and hands it to its input.
import type { FieldProps, RJSFSchema } from "@rjsf/utils"
import { isObject, referenceId, type Json, type Row, textOf } from "../contract/record.ts"
import type { Field } from "../contract/model.ts"
import { FieldInput } from "../field/field-input.tsx"
import { useTitle } from "../field/titles.ts"
import { targetsOf } from "../contract/fields.ts"
import type { FormData } from "./form-data.ts"
import { useFormState } from "./form-state.ts"
import { useCopies } from "./use-copies.ts"

export function ValueField({ name, fieldPathId, uiSchema }: FieldProps<FormData, RJSFSchema>) {
  const { entity, row, faults, stateOf, change } = useFormState()
  const field = entity.fields[name]
  const beside = useBeside(entity.fields[field?.currency_field ?? field?.unit_field ?? ""], row)
  const bring = useCopies()
  if (field === undefined) return null
  const fill = (values: { readonly [other: string]: Json }) =>
    Object.entries(values).forEach(([other, value]) => change(other, value))
  const state = stateOf(name)
  const error = faults.get(`/${name}`)
  const widget: unknown = isObject(uiSchema?.["ui:options"]) ? uiSchema["ui:options"].widgetName : undefined
  return (
    <FieldInput
      id={fieldPathId.$id}
      field={field}
      label={field.title}
      value={row[name]}
      onChange={(value) => {
        change(name, value)
        bring(field, entity.fields, value, fill)
      }}
      required={state.required}
      readOnly={state.readOnly}
      around={row}
      {...(field.description === undefined ? {} : { description: field.description })}
      {...(error === undefined ? {} : { error })}
      {...(typeof widget === "string" ? { widget } : {})}
      {...(beside === undefined ? {} : { beside })}
    />
  )
}

/** The title of the currency or unit that the record names beside a figure. */
function useBeside(field: Field | undefined, row: Row): string | undefined {
  const value = field === undefined ? undefined : row[field.name]
  const target = field === undefined ? undefined : targetsOf(field)[0]
  const title = useTitle(target, target === undefined ? undefined : referenceId(value))
  if (field === undefined || value === null || value === undefined) return undefined
  return target === undefined ? textOf(value) : title
}
