// Entries of one ledger as an accountant reads them: who and what on the left, debit and credit on the right, sums below.
import { Table } from "@mantine/core"
import { useMemo } from "react"
import { isFigure } from "../contract/fields.ts"
import type { Entity, Field } from "../contract/model.ts"
import type { Json, Row } from "../contract/record.ts"
import { ReadValue } from "../field/read-value.tsx"
import { useWording } from "../format/use-wording.ts"
import { valueText } from "../format/value-text.ts"
import classes from "./entries.module.css"
import { entryColumns } from "./entry-columns.ts"

interface Props {
  readonly ledger: Entity
  readonly title: string
  readonly entries: readonly Row[]
}

export function EntriesTable({ ledger, title, entries }: Props) {
  const { say } = useWording()
  const { columns, common, sums } = useMemo(() => entryColumns(ledger, entries), [ledger, entries])
  const wide = columns.filter((field) => !isFigure(field)).length
  return (
    <section className={classes.ledger} aria-label={title}>
      <h3 className={classes.title}>{title}</h3>
      {common.length > 0 && (
        <p className={classes.common}>
          {common.map(({ field, value }) => (
            <span key={field.name}>
              {field.title} <Read field={field} value={value} />
            </span>
          ))}
        </p>
      )}
      <Table.ScrollContainer minWidth={columns.length * 96}>
        <Table verticalSpacing={3} className={classes.table}>
          <Table.Thead>
            <Table.Tr>
              {columns.map((field) => (
                <Table.Th key={field.name} data-figure={isFigure(field) || undefined}>
                  {field.title}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {entries.map((entry, at) => (
              <Table.Tr key={at}>
                {columns.map((field) => (
                  <Table.Td key={field.name} data-figure={isFigure(field) || undefined}>
                    <EntryValue field={field} value={entry[field.name]} />
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
          {sums.size > 0 && entries.length > 1 && (
            <Table.Tfoot>
              <Table.Tr>
                {wide > 0 && <Table.Th colSpan={wide}>{say("entries.sum")}</Table.Th>}
                {columns.slice(wide).map((field) => (
                  <Table.Td key={field.name} data-figure>
                    <EntryValue field={field} value={sums.get(field.name)} />
                  </Table.Td>
                ))}
              </Table.Tr>
            </Table.Tfoot>
          )}
        </Table>
      </Table.ScrollContainer>
    </section>
  )
}

/** A figure that is nothing stays blank: an entry stands on one side. */
function EntryValue({ field, value }: { readonly field: Field; readonly value: Json | undefined }) {
  const wording = useWording()
  if (value === null || value === undefined || value === "") return null
  if (!isFigure(field)) return <Read field={field} value={value} />
  return /^-?0*\.?0*$/.test(String(value)) ? null : valueText(field, value, wording)
}

function Read({ field, value }: { readonly field: Field; readonly value: Json }) {
  return <ReadValue field={field} value={value} onChange={() => undefined} />
}
