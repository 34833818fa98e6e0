// Entries of one ledger as an accountant reads them: who and what on the left, debit and credit on the right, sums below.
import { Table } from "@mantine/core"
import { useMediaQuery } from "@mantine/hooks"
import { useMemo } from "react"
import { isFigure } from "../contract/fields.ts"
import type { Entity, Field } from "../contract/model.ts"
import { textOf, type Json, type Row } from "../contract/record.ts"
import { ReadValue } from "../field/read-value.tsx"
import { useWording } from "../format/use-wording.ts"
import { valueText } from "../format/value-text.ts"
import classes from "./entries.module.css"
import { entryColumns, type EntryColumns } from "./entry-columns.ts"

interface Props {
  readonly ledger: Entity
  readonly title: string
  readonly entries: readonly Row[]
  /** Fields that the entries beside these share with them. */
  readonly alike: ReadonlySet<string>
}

export function EntriesTable({ ledger, title, entries, alike }: Props) {
  const { columns, common, sums } = useMemo(
    () => entryColumns(ledger, entries, alike),
    [ledger, entries, alike],
  )
  const narrow = useMediaQuery("(max-width: 48em)") ?? false
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
      {narrow ? (
        <EntryList columns={columns} sums={sums} entries={entries} />
      ) : (
        <EntryRows columns={columns} sums={sums} entries={entries} />
      )}
    </section>
  )
}

type Told = Pick<EntryColumns, "columns" | "sums"> & { readonly entries: readonly Row[] }

function EntryRows({ columns, sums, entries }: Told) {
  const { say } = useWording()
  const wide = columns.filter((field) => !isFigure(field)).length
  return (
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
  )
}

/** On a phone: what an entry is about in one cell, beside it its figures of one currency. */
function EntryList({ columns, sums, entries }: Told) {
  const { say } = useWording()
  const about = columns.filter((field) => !isFigure(field))
  const figures = columns.filter((field) => isFigure(field) && (sums.size === 0 || sums.has(field.name)))
  return (
    <Table verticalSpacing={3} className={classes.table}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{about[0]?.title}</Table.Th>
          {figures.map((field) => (
            <Table.Th key={field.name} data-figure>
              {field.title}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {entries.map((entry, at) => (
          <Table.Tr key={at}>
            <Table.Td className={classes.about}>
              {about.map((field) => (
                <div key={field.name}>
                  <EntryValue field={field} value={entry[field.name]} />
                </div>
              ))}
            </Table.Td>
            {figures.map((field) => (
              <Table.Td key={field.name} data-figure>
                <EntryValue field={field} value={entry[field.name]} />
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
      {sums.size > 0 && entries.length > 1 && (
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th>{say("entries.sum")}</Table.Th>
            {figures.map((field) => (
              <Table.Td key={field.name} data-figure>
                <EntryValue field={field} value={sums.get(field.name)} />
              </Table.Td>
            ))}
          </Table.Tr>
        </Table.Tfoot>
      )}
    </Table>
  )
}

/** A figure that is nothing stays blank: an entry stands on one side. */
function EntryValue({ field, value }: { readonly field: Field; readonly value: Json | undefined }) {
  const wording = useWording()
  if (value === null || value === undefined || value === "") return null
  if (!isFigure(field)) return <Read field={field} value={value} />
  return /^-?0*\.?0*$/.test(textOf(value)) ? null : valueText(field, value, wording)
}

function Read({ field, value }: { readonly field: Field; readonly value: Json }) {
  return <ReadValue field={field} value={value} onChange={() => undefined} />
}
