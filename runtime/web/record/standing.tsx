// How a record stands, at a glance: its states in their colours, and what it comes to.
import { sortOf, totalOf } from "../contract/fields.ts"
import type { Entity, Field } from "../contract/model.ts"
import { referenceId, textOf, type Row } from "../contract/record.ts"
import { useTitle } from "../field/titles.ts"
import { Status } from "../format/status.tsx"
import { useWording } from "../format/use-wording.ts"
import { valueText } from "../format/value-text.ts"
import classes from "./record.module.css"

interface Props {
  readonly entity: Entity
  readonly row: Row
}

export function Standing({ entity, row }: Props) {
  const states = ["state", "status"].flatMap((name) => {
    const field = entity.fields[name]
    return field !== undefined && sortOf(field) === "choice" && typeof row[name] === "string" ? [field] : []
  })
  const total = totalOf(entity)
  return (
    <>
      {states.map((field) => (
        <span key={field.name} className={classes.status}>
          <Status field={field} value={textOf(row[field.name])} />
        </span>
      ))}
      {total !== undefined && <Total entity={entity} field={total} row={row} />}
    </>
  )
}

function Total({ entity, field, row }: Props & { readonly field: Field }) {
  const wording = useWording()
  const currency = entity.fields[field.currency_field ?? ""]
  const target = typeof currency?.ref === "string" ? currency.ref : undefined
  const beside = useTitle(target, referenceId(row[currency?.name ?? ""]))
  const text = valueText(field, row[field.name], wording, beside)
  return text === "" ? null : (
    <span className={classes.total} aria-label={`${field.title} ${text}`}>
      {text}
    </span>
  )
}
