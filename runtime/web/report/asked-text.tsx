// What a report was asked with, in words: on paper in place of the form.
import { ordered, sortOf } from "../contract/fields.ts"
import type { Field, Fields } from "../contract/model.ts"
import type { ReportResult } from "../contract/report.ts"
import { useTitle } from "../field/titles.ts"
import { useWording } from "../format/use-wording.ts"
import { valueText } from "../format/value-text.ts"
import classes from "./report.module.css"

interface Props {
  readonly parameters: Fields
  readonly asked: ReportResult["parameters"]
}

type Value = Props["asked"][string] | undefined

export function AskedText({ parameters, asked }: Props) {
  return (
    <dl className={classes.asked}>
      {ordered(parameters)
        .filter(({ name }) => isGiven(asked[name]))
        .map((field) => (
          <div key={field.name}>
            <dt>{field.title}</dt>
            <dd>
              <ValueText field={field} value={asked[field.name]} />
            </dd>
          </div>
        ))}
    </dl>
  )
}

function isGiven(value: Value): boolean {
  return value !== undefined && value !== null && [value].flat().join("") !== ""
}

function ValueText({ field, value }: { readonly field: Field; readonly value: Value }) {
  const wording = useWording()
  const sort = sortOf(field)
  if (sort !== "reference" && sort !== "many") return valueText(field, value, wording)
  return [value].flat().map((id, at) => (
    <span key={String(id)}>
      {at > 0 && ", "}
      <RecordTitle field={field} id={String(id)} />
    </span>
  ))
}

function RecordTitle({ field, id }: { readonly field: Field; readonly id: string }) {
  return useTitle(typeof field.ref === "string" ? field.ref : undefined, id) ?? ""
}
