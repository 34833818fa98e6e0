// One record of a list: a row of cells, or on narrow screens a card of its first fields.
import { Checkbox } from "@mantine/core"
import type { Row as TableRow } from "@tanstack/react-table"
import { memo, type CSSProperties } from "react"
import { isFigure, totalOf } from "../contract/fields.ts"
import type { Entity } from "../contract/model.ts"
import { valueAt, type StoredRow, textOf } from "../contract/record.ts"
import { Cell } from "../format/cell.tsx"
import { useText } from "../text/use-text.ts"
import type { ListColumn } from "./list-columns.ts"
import classes from "./list-grid.module.css"
import type { ListFeatures } from "./use-list-table.ts"

interface Props {
  readonly id: string
  readonly index: number
  readonly row: TableRow<ListFeatures, StoredRow>
  readonly entity: Entity
  readonly columns: readonly ListColumn[]
  readonly shape: "rows" | "cards"
  readonly style: CSSProperties
  readonly active: boolean
  readonly selected: boolean
  readonly toggle: (id: string) => void
}

export const ListRow = memo(function ListRow(props: Props) {
  const { id, index, shape, style, active, selected } = props
  return (
    <div
      id={id}
      role="row"
      className={classes.row}
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-active={active || undefined}
      data-index={index}
      style={style}
    >
      {shape === "rows" ? <Cells {...props} /> : <Card {...props} />}
    </div>
  )
})

function Cells({ row, entity, columns, selected, toggle }: Props) {
  const say = useText()
  const record = row.original
  const title = textOf(record[entity.title_field])
  return (
    <>
      <div role="gridcell" className={classes.check} data-control>
        <Checkbox
          tabIndex={-1}
          aria-label={say("list.select_row", { title })}
          checked={selected}
          onChange={() => toggle(record.id)}
        />
      </div>
      {row.getAllCells().map((cell, at) => {
        const column = columns[at]
        if (column === undefined) return null
        return (
          <div
            key={cell.id}
            role="gridcell"
            className={classes.cell}
            data-figure={isFigure(column.field) || undefined}
            data-title={column.path === entity.title_field || undefined}
            style={{ width: cell.column.getSize() }}
          >
            <Cell entity={entity} path={column.path} field={column.field} row={record} />
          </div>
        )
      })}
    </>
  )
}

function Card({ row, entity, columns }: Props) {
  const record = row.original
  const filled = columns.filter(
    (column) => column.path !== entity.title_field && !isBlank(record, column.path),
  )
  const total = filled.find(({ path }) => path === totalOf(entity)?.name)
  const rest = filled.filter((column) => column !== total).slice(0, 4)
  return (
    <div role="gridcell" className={classes.card}>
      <div className={classes.cardHead}>
        <strong className={classes.clip}>{textOf(record[entity.title_field])}</strong>
        {total !== undefined && (
          <strong className={classes.cardTotal} title={total.title}>
            <Cell entity={entity} path={total.path} field={total.field} row={record} />
          </strong>
        )}
      </div>
      <div className={classes.cardFields}>
        {rest.map((column) => (
          <span key={column.path} className={classes.clip} title={column.title}>
            <Cell entity={entity} path={column.path} field={column.field} row={record} />
          </span>
        ))}
      </div>
    </div>
  )
}

function isBlank(record: StoredRow, path: string): boolean {
  const value = valueAt(record, path)
  return value === null || value === undefined || value === ""
}
