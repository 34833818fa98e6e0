import { Button, UnstyledButton } from "@mantine/core"
import { IconTrash } from "@tabler/icons-react"
import { isFigure, sortOf, targetsOf } from "../../contract/fields.ts"
import type { Field } from "../../contract/model.ts"
import { referenceId, textOf, type Row } from "../../contract/record.ts"
import { FieldInput } from "../../field/field-input.tsx"
import { useTitle } from "../../field/titles.ts"
import { useCopies } from "../../form/use-copies.ts"
import { useWording } from "../../format/use-wording.ts"
import { valueText } from "../../format/value-text.ts"
import { isEditable } from "../grid-cells.ts"
import type { RowsGridProps } from "../grid-props.ts"
import { removeRow, setCell } from "../grid-rows.ts"
import classes from "./cards.module.css"

interface Props extends RowsGridProps {
  readonly row: Row
  readonly index: number
  readonly state: "read" | "open" | "closed"
  readonly toggle: () => void
}

/** A row as a card: its first values as a line, its last figure at the end; open, each value under its label. */
export function RowCard(props: Props) {
  const { field, columns, rows, row, index, state, toggle, change } = props
  const { say } = useWording()
  const faulty = [...props.faults.keys()].some((path) => path.startsWith(`/${field.name}/${index}/`))
  return (
    <li className={classes.card} data-fault={faulty || undefined}>
      {state === "read" ? (
        <div className={classes.line}>
          <Line columns={columns} row={row} />
        </div>
      ) : (
        <UnstyledButton className={classes.line} aria-expanded={state === "open"} onClick={toggle}>
          <Line columns={columns} row={row} />
        </UnstyledButton>
      )}
      {state === "open" && (
        <div className={classes.inputs}>
          <Inputs {...props} />
          <Button
            variant="subtle"
            color="red"
            leftSection={<IconTrash size={14} />}
            onClick={() => (toggle(), change(removeRow(rows, index)))}
          >
            {say("rows.delete", { number: index + 1 })}
          </Button>
        </div>
      )}
    </li>
  )
}

function Inputs({ field, columns, rows, row, index, parent, faults, change, fill }: Props) {
  const bring = useCopies()
  return columns.map((column) => {
    const error = faults.get(`/${field.name}/${index}/${column.name}`)
    return (
      <FieldInput
        key={column.name}
        field={column}
        label={column.title}
        value={row[column.name]}
        required={column.required}
        readOnly={!isEditable(column)}
        around={{ ...parent, ...row, parent }}
        onChange={(value) => {
          change(setCell(rows, index, column.name, value))
          bring(column, field.rows?.fields ?? {}, value, (values) => fill(index, values))
        }}
        {...(error === undefined ? {} : { error })}
      />
    )
  })
}

/** `2 × Tea` and what it comes to. */
function Line({ columns, row }: { readonly columns: readonly Field[]; readonly row: Row }) {
  const figures = columns.filter(isFigure)
  const first = figures.find(({ format }) => format === "quantity") ?? figures[0]
  const money = figures.filter(({ format }) => format === "money")
  const last = money.find((column) => !isEditable(column)) ?? money.at(-1) ?? figures.at(-1)
  const named = columns.filter((column) => !isFigure(column) && textOf(row[column.name]) !== "").slice(0, 2)
  return (
    <>
      <span className={classes.number}>
        {first !== undefined && first !== last && <Value field={first} row={row} />}
      </span>
      <span className={classes.name}>
        {named.map((column) => (
          <Value key={column.name} field={column} row={row} />
        ))}
      </span>
      <span className={classes.amount}>{last !== undefined && <Value field={last} row={row} />}</span>
    </>
  )
}

function Value({ field, row }: { readonly field: Field; readonly row: Row }) {
  const wording = useWording()
  const value = row[field.name]
  const id = sortOf(field) === "reference" ? referenceId(value) : undefined
  const title = useTitle(id === undefined ? undefined : targetsOf(field)[0], id)
  return <span>{id === undefined ? valueText(field, value, wording) : title}</span>
}
