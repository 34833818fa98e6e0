// What a report is asked with, in one line above it. Every change goes into the address, and so runs the report anew.
import type { Fields } from "../contract/model.ts"
import { ordered } from "../contract/fields.ts"
import { isList, textOf, type Json, type Row } from "../contract/record.ts"
import type { ReportResult } from "../contract/report.ts"
import { FieldInput } from "../field/field-input.tsx"
import { changeQuery } from "../route/location.ts"
import { useText } from "../text/use-text.ts"
import type { Asked } from "../api/reports.ts"
import classes from "./report.module.css"

interface Props {
  readonly parameters: Fields
  readonly asked: Asked
  /** What the report came with: shows the defaults of what the address leaves out. */
  readonly known: ReportResult["parameters"] | undefined
  readonly faults: ReadonlyMap<string, string>
}

export function ParametersForm({ parameters, asked, known, faults }: Props) {
  const say = useText()
  const row: Row = { ...known, ...asked }
  return (
    <form
      className={classes.parameters}
      aria-label={say("report.parameters")}
      onSubmit={(event) => event.preventDefault()}
    >
      {ordered(parameters).map((field) => {
        const error = faults.get(field.name)
        return (
          <div key={field.name} className={classes.parameter}>
            <FieldInput
              field={field}
              label={field.title}
              value={valueOf(row[field.name], field.type)}
              onChange={(value) => changeQuery({ [field.name]: asText(value) })}
              required={field.required}
              around={row}
              {...(error === undefined ? {} : { error })}
            />
          </div>
        )
      })}
    </form>
  )
}

/** Truth stands in the address as a word. */
function valueOf(value: Json | undefined, type: string): Json | undefined {
  return type === "boolean" ? value === true || value === "true" : value
}

function asText(value: Json): string {
  return isList(value) ? value.map(textOf).join(",") : textOf(value)
}
