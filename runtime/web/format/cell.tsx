// One value of a record as a list shows it.
import { IconCheck } from "@tabler/icons-react"
import { sortOf } from "../contract/fields.ts"
import type { Entity, Field } from "../contract/model.ts"
import { valueAt, type Row, textOf } from "../contract/record.ts"
import { Status } from "./status.tsx"
import { useWording } from "./use-wording.ts"
import { besideOf, valueText } from "./value-text.ts"

interface Props {
  readonly entity: Entity
  readonly path: string
  readonly field: Field
  readonly row: Row
}

export function Cell({ entity, path, field, row }: Props) {
  const wording = useWording()
  const value = valueAt(row, path)
  const text = valueText(field, value, wording, besideOf(wording.model, entity, path, row))
  if (text === "") return null
  switch (sortOf(field)) {
    case "choice":
      return <Status field={field} value={textOf(value)} />
    case "boolean":
      return value === true ? (
        <IconCheck size={14} role="img" aria-label={text} />
      ) : (
        <span className="visually-hidden">{text}</span>
      )
    default:
      return <span title={text.length > 24 ? text : undefined}>{text}</span>
  }
}
