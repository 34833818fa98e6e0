// The sheet itself: sender, receiver, what it is and when, lines, totals, terms. Black on white, whatever the screen's colours.
import { useModel } from "../api/model.ts"
import { isFigure, sortOf } from "../contract/fields.ts"
import type { Entity, Field } from "../contract/model.ts"
import { textOf, type Row } from "../contract/record.ts"
import { useWording } from "../format/use-wording.ts"
import { besideOf, valueText } from "../format/value-text.ts"
import { addressLines } from "./address.ts"
import { printParts, type PrintTable } from "./print-parts.ts"
import classes from "./print.module.css"

interface Props {
  readonly entity: Entity
  readonly row: Row
  readonly issuer: Row | undefined
  readonly recipient: Row | undefined
}

export function Sheet({ entity, row, issuer, recipient }: Props) {
  const wording = useWording()
  const { facts, lines, totals, tables, words } = printParts(useModel(), entity, row)
  const kind = entity.fields["kind"]
  const name = kind !== undefined && sortOf(kind) === "choice" ? valueText(kind, row["kind"], wording) : ""
  return (
    <article className={classes.sheet}>
      {issuer !== undefined && <Letterhead issuer={issuer} />}
      <div className={classes.top}>
        <Address lines={recipient === undefined ? [] : addressLines(recipient)} />
        <dl className={classes.facts}>
          {facts.map((field) => (
            <div key={field.name}>
              <dt>{field.title}</dt>
              <dd>{valueText(field, row[field.name], wording)}</dd>
            </div>
          ))}
        </dl>
      </div>
      <h1 className={classes.title}>
        {name === "" ? entity.title : name} {textOf(row[entity.title_field])}
      </h1>
      {lines !== undefined && <Rows table={lines} />}
      <Totals entity={entity} fields={totals} row={row} />
      {tables.map((table) => (
        <section key={table.field.name}>
          <h2 className={classes.heading}>{table.field.title}</h2>
          <Rows table={table} />
        </section>
      ))}
      {words.map((field) => (
        <p key={field.name} className={classes.words}>
          {textOf(row[field.name])}
        </p>
      ))}
    </article>
  )
}

/** The sender's name, and one line of all that one needs to know of him. */
function Letterhead({ issuer }: { readonly issuer: Row }) {
  const [name, ...place] = addressLines(issuer)
  const reach = ["tax_id", "email", "phone", "website"].map((each) => textOf(issuer[each]))
  return (
    <header className={classes.letterhead}>
      <strong>{name}</strong>
      <span>{[...place, ...reach].filter((part) => part !== "").join(" · ")}</span>
    </header>
  )
}

function Address({ lines }: { readonly lines: readonly string[] }) {
  return (
    <address className={classes.address}>
      {lines.map((line, at) => (
        <div key={at}>{line}</div>
      ))}
    </address>
  )
}

function Rows({ table: { columns, rows } }: { readonly table: PrintTable }) {
  const wording = useWording()
  return (
    <table className={classes.rows}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.name} data-figure={isFigure(column) || undefined}>
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <tr key={at}>
            {columns.map((column) => (
              <td key={column.name} data-figure={isFigure(column) || undefined}>
                {valueText(column, row[column.name], wording)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface TotalsProps {
  readonly entity: Entity
  readonly fields: readonly Field[]
  readonly row: Row
}

function Totals({ entity, fields, row }: TotalsProps) {
  const wording = useWording()
  return (
    <dl className={classes.totals}>
      {fields.map((field) => (
        <div key={field.name} data-total={field.name === "total" || undefined}>
          <dt>{field.title}</dt>
          <dd>
            {valueText(field, row[field.name], wording, besideOf(wording.model, entity, field.name, row))}
          </dd>
        </div>
      ))}
    </dl>
  )
}
