// Column heads: a press sorts, a drag on the edge changes the width.
import { UnstyledButton } from "@mantine/core"
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react"
import { useModel } from "../api/model.ts"
import { isFigure } from "../contract/fields.ts"
import { useText } from "../text/use-text.ts"
import { isSortable, sortKey, type ListColumn } from "./list-columns.ts"
import classes from "./list-grid.module.css"
import { nextSort, setSort } from "./list-state.ts"
import type { ListTable } from "./use-list-table.ts"

interface Props {
  readonly table: ListTable
  readonly columns: readonly ListColumn[]
  readonly sort: readonly string[]
  readonly checkWidth: number
  readonly width: number
}

export function ListHeader({ table, columns, sort, checkWidth, width }: Props) {
  const say = useText()
  const headers = table.getHeaderGroups()[0]?.headers ?? []
  return (
    <div className={classes.header} role="rowgroup">
      <div className={classes.headerRow} role="row" aria-rowindex={1} style={{ width }}>
        <div className={classes.head} role="columnheader" style={{ width: checkWidth }}>
          <span className="visually-hidden">{say("list.selected", { count: "" })}</span>
        </div>
        {headers.map((header, index) => {
          const column = columns[index]
          return column === undefined ? null : (
            <ColumnHead
              key={header.id}
              column={column}
              sort={sort}
              width={header.getSize()}
              resize={header.getResizeHandler()}
              reset={() => header.column.resetSize()}
            />
          )
        })}
      </div>
    </div>
  )
}

interface HeadProps {
  readonly column: ListColumn
  readonly sort: readonly string[]
  readonly width: number
  readonly resize: (event: unknown) => void
  readonly reset: () => void
}

function ColumnHead({ column, sort, width, resize, reset }: HeadProps) {
  const key = sortKey(useModel(), column)
  const state = sort[0] === key ? "ascending" : sort[0] === `-${key}` ? "descending" : "none"
  const figure = isFigure(column.field) || undefined
  return (
    <div
      className={classes.head}
      role="columnheader"
      aria-sort={state}
      data-figure={figure}
      style={{ width }}
    >
      {isSortable(column) ? (
        <UnstyledButton className={classes.sorter} tabIndex={-1} onClick={() => setSort(nextSort(sort, key))}>
          <span className={classes.clip}>{column.title}</span>
          {state === "ascending" && <IconArrowUp size={12} aria-hidden />}
          {state === "descending" && <IconArrowDown size={12} aria-hidden />}
        </UnstyledButton>
      ) : (
        <span className={classes.clip}>{column.title}</span>
      )}
      <div
        className={classes.edge}
        onMouseDown={resize}
        onTouchStart={resize}
        onDoubleClick={reset}
        aria-hidden
      />
    </div>
  )
}
