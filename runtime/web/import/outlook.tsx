// What would come of a file: how much, what is wrong where, and the first of it as it would be.
import { Table } from "@mantine/core"
import { useModel } from "../api/model.ts"
import type { FileFault, Imported } from "../api/imports.ts"
import { ordered, sortOf } from "../contract/fields.ts"
import type { Entity, Field, Fields } from "../contract/model.ts"
import { isList, isObject, type Row } from "../contract/record.ts"
import { useWording } from "../format/use-wording.ts"
import { valueText } from "../format/value-text.ts"
import { useText } from "../text/use-text.ts"
import classes from "./import.module.css"

/** Rows that are shown of a record, so that the button below stays in sight. */
const mostRows = 12

export function Outlook({ entity, imported }: { readonly entity: Entity; readonly imported: Imported }) {
  const say = useText()
  const { records, skipped, faults, preview } = imported
  const left = skipped.records + skipped.rows
  return (
    <>
      <p>
        {faults.length > 0
          ? say("import.faulty", { count: faults.length })
          : say("import.ready", { count: records })}
        {left > 0 && ` ${say("import.known", { records: skipped.records, rows: skipped.rows })}`}
      </p>
      {faults.length > 0 ? <Faults faults={faults} /> : <Preview entity={entity} preview={preview} />}
    </>
  )
}

function Faults({ faults }: { readonly faults: readonly FileFault[] }) {
  const say = useText()
  return (
    <Table aria-label={say("import.faults")} stickyHeader>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{say("import.line")}</Table.Th>
          <Table.Th>{say("import.column")}</Table.Th>
          <Table.Th>{say("import.message")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {faults.map(({ line, column, message, hint }, index) => (
          <Table.Tr key={index}>
            <Table.Td className={classes.figure}>{line}</Table.Td>
            <Table.Td>{column}</Table.Td>
            <Table.Td>{hint === undefined ? message : `${message} ${hint}`}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

/** Each of the first records: its own values in a line, and its rows in a table. */
function Preview({ entity, preview }: { readonly entity: Entity; readonly preview: readonly Row[] }) {
  const model = useModel()
  const wording = useWording()
  const holder = ordered(entity.fields).find((field) =>
    preview.some((row) => isList(row[field.name]) && field.rows !== undefined),
  )
  if (holder?.rows === undefined) return <Rows fields={entity.fields} rows={preview} title={entity.plural} />
  const { fields } = holder.rows
  return preview.map((row, index) => (
    <section key={index}>
      <p className={classes.record}>
        {shown(entity.fields, [row])
          .map((field) => `${field.title}: ${valueText(field, row[field.name], { ...wording, model })}`)
          .join(" · ")}
      </p>
      <Rows fields={fields} rows={rowsIn(row[holder.name])} title={holder.title} />
    </section>
  ))
}

function Rows({
  fields,
  rows,
  title,
}: {
  readonly fields: Fields
  readonly rows: readonly Row[]
  readonly title: string
}) {
  const say = useText()
  const wording = useWording()
  const columns = shown(fields, rows)
  const rest = rows.length - mostRows
  return (
    <>
      <Table aria-label={title} stickyHeader>
        <Table.Thead>
          <Table.Tr>
            {columns.map((field) => (
              <Table.Th key={field.name}>{field.title}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.slice(0, mostRows).map((row, index) => (
            <Table.Tr key={index}>
              {columns.map((field) => (
                <Table.Td key={field.name} {...lookOf(field)}>
                  {valueText(field, row[field.name], wording)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {rest > 0 && <p>{say("import.more", { count: rest })}</p>}
    </>
  )
}

/** Fields that hold something people can read: what is referred to is found by now, and shown once it is imported. */
function shown(fields: Fields, rows: readonly Row[]): readonly Field[] {
  return ordered(fields).filter(
    (field) =>
      field.ref === undefined &&
      field.rows === undefined &&
      rows.some((row) => (row[field.name] ?? null) !== null),
  )
}

function rowsIn(value: Row[string] | undefined): readonly Row[] {
  return isList(value) ? value.filter(isObject) : []
}

/** Figures stand below each other, and days are not broken. */
function lookOf(field: Field): { readonly className?: string | undefined } {
  const sort = sortOf(field)
  if (sort === "decimal") return { className: classes.figure }
  return sort === "date" ? { className: classes.day } : {}
}
