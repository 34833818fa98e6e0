// One row of the grid: its number, its cells, and buttons for what the keyboard does as well.
import { ActionIcon } from "@mantine/core"
import { IconArrowDown, IconArrowUp, IconTrash } from "@tabler/icons-react"
import { memo, type CSSProperties } from "react"
import { useCopies } from "../form/use-copies.ts"
import { useText } from "../text/use-text.ts"
import { GridCell } from "./grid-cell.tsx"
import { moveRow, removeRow, setCell, type Rows } from "./grid-rows.ts"
import classes from "./rows.module.css"
import type { RowsGridProps } from "./grid-props.ts"
import { isEditable } from "./grid-cells.ts"

interface Props extends RowsGridProps {
  readonly row: Rows[number]
  readonly index: number
  /** The column with the focus, if it is in this row. */
  readonly active: number | undefined
  /** Counts how often a cell was entered. */
  readonly turn: number
  /** Whether Tab enters the grid here. */
  readonly enterable: boolean
  readonly enter: (row: number, column: number) => void
  readonly style: CSSProperties
}

export const GridRow = memo(function GridRow(props: Props) {
  const {
    field,
    columns,
    rows,
    row,
    parent,
    faults,
    index,
    active,
    turn,
    enterable,
    mode,
    enter,
    change,
    fill,
    style,
  } = props
  const first = columns.findIndex(isEditable)
  const bring = useCopies()
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={classes.row}
      style={style}
      data-active={active !== undefined || undefined}
    >
      <div role="rowheader" className={classes.number}>
        {index + 1}
      </div>
      {columns.map((column, at) => (
        <GridCell
          key={active === at ? `${column.name} ${turn}` : column.name}
          field={column}
          row={row}
          parent={parent}
          number={index + 1}
          fault={faults.get(`/${field.name}/${index}/${column.name}`)}
          state={mode === "read" || !isEditable(column) ? "read" : active === at ? "active" : "idle"}
          tabStop={enterable && at === first}
          enter={() => enter(index, at)}
          change={(value) => {
            change(setCell(rows, index, column.name, value))
            bring(column, field.rows?.fields ?? {}, value, (values) => fill(index, values))
          }}
        />
      ))}
      <div role="gridcell" className={classes.actions}>
        {mode === "edit" && <RowButtons index={index} rows={rows} change={change} />}
      </div>
    </div>
  )
})

function RowButtons({
  index,
  rows,
  change,
}: {
  readonly index: number
  readonly rows: Rows
  readonly change: (rows: Rows) => void
}) {
  const say = useText()
  const number = index + 1
  const button = (label: string, act: () => void, sign: React.ReactNode) => (
    <ActionIcon size={22} tabIndex={-1} aria-label={label} onClick={act}>
      {sign}
    </ActionIcon>
  )
  return (
    <>
      {button(say("rows.up", { number }), () => change(moveRow(rows, index, -1)), <IconArrowUp size={13} />)}
      {button(
        say("rows.down", { number }),
        () => change(moveRow(rows, index, 1)),
        <IconArrowDown size={13} />,
      )}
      {button(say("rows.delete", { number }), () => change(removeRow(rows, index)), <IconTrash size={13} />)}
    </>
  )
}
