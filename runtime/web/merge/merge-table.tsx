// The table of a merge: a column for each record and one for what comes of them, a row for each field in which they differ.
import { Radio } from "@mantine/core"
import type { Outlook } from "../api/duplicates.ts"
import { useModel } from "../api/model.ts"
import type { Entity, Field } from "../contract/model.ts"
import { textOf, type StoredRow } from "../contract/record.ts"
import { ReadValue } from "../field/read-value.tsx"
import { useWording } from "../format/use-wording.ts"
import { besideOf } from "../format/value-text.ts"
import { useText } from "../text/use-text.ts"
import { differing, isOpen, sameValue } from "./differing.ts"
import classes from "./merge.module.css"

interface Props {
  readonly entity: Entity
  readonly rows: readonly StoredRow[]
  readonly outlook: Outlook
  readonly choices: { readonly [field: string]: string }
  readonly stay: (id: string) => void
  readonly choose: (field: string, id: string) => void
}

export function MergeTable({ entity, rows, outlook, choices, stay, choose }: Props) {
  const say = useText()
  const survivor = rows.find(({ id }) => id === outlook.survivor)
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={say("merge.table")}>
        <thead>
          <tr>
            <th scope="col">{say("merge.stays")}</th>
            {rows.map((row) => (
              <th key={row.id} scope="col">
                <Radio
                  name="survivor"
                  label={titleOf(entity, row)}
                  checked={row.id === outlook.survivor}
                  onChange={() => stay(row.id)}
                />
              </th>
            ))}
            <th scope="col">{say("merge.result")}</th>
          </tr>
        </thead>
        <tbody>
          {differing(entity, rows).map((field) => (
            <tr key={field.name}>
              <th scope="row">{field.title}</th>
              {rows.map((row) => (
                <td key={row.id}>
                  <Value
                    entity={entity}
                    field={field}
                    row={row}
                    {...(survivor !== undefined && isOpen(field, survivor)
                      ? { chosen: isChosen(field, row, outlook, choices), choose }
                      : {})}
                  />
                </td>
              ))}
              <td className={classes.result}>
                <Value entity={entity} field={field} row={outlook.record} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Chosen by hand, or what comes of them without. */
function isChosen(
  { name }: Field,
  row: StoredRow,
  { record, survivor, merged }: Outlook,
  choices: Props["choices"],
): boolean {
  const chosen = choices[name]
  if (chosen !== undefined) return chosen === row.id
  const first = [survivor, ...merged]
  return sameValue(row[name], record[name]) && (row.id === survivor || first.indexOf(row.id) > 0)
}

interface ValueProps {
  readonly entity: Entity
  readonly field: Field
  readonly row: StoredRow
  readonly chosen?: boolean
  readonly choose?: Props["choose"]
}

function Value({ entity, field, row, chosen, choose }: ValueProps) {
  const wording = useWording()
  const model = useModel()
  const beside = besideOf(model, entity, field.name, row)
  const shown = (
    <ReadValue
      field={field}
      value={row[field.name]}
      {...(beside === undefined ? {} : { beside })}
      onChange={() => undefined}
    />
  )
  if (choose === undefined) return shown
  const label = wording.say("merge.take", { field: field.title, record: titleOf(entity, row) })
  return (
    <div className={classes.value}>
      <Radio
        name={`${field.name} ${row.id}`}
        aria-label={label}
        checked={chosen === true}
        onChange={() => choose(field.name, row.id)}
      />
      {shown}
    </div>
  )
}

function titleOf(entity: Entity, row: StoredRow): string {
  return textOf(row[entity.title_field]) || row.id
}
