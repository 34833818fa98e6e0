// What a key does in a cell of the grid: other rows, and the cell to go to.
import type { KeyboardEvent } from "react"
import { opensList } from "../contract/fields.ts"
import { nextEditable, type ActiveCell, type Cell } from "./grid-cells.ts"
import type { GridOptions } from "./grid-props.ts"
import { freshRow, moveRow, removeRow, setCell, type Rows } from "./grid-rows.ts"

/** Other rows, and the cell to go to; without one the grid is left. */
export interface Action {
  readonly rows?: Rows
  readonly to?: Cell & { readonly home?: number }
}

/** The action of a key in a cell; undefined where the input itself or the browser serves it. */
export function actionOf(event: KeyboardEvent, cell: ActiveCell, options: GridOptions): Action | undefined {
  const { columns, rows } = options
  const { row, column, home } = cell
  const open = event.target instanceof HTMLElement && event.target.getAttribute("aria-expanded") === "true"
  const vertical = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : undefined
  if (event.key === "Tab") return tab(cell, options, event.shiftKey ? -1 : 1)
  if (event.key === "Escape") return open ? undefined : {}
  if (event.key === "Delete" && event.ctrlKey) return removal(cell, rows)
  if (event.key === "d" && (event.ctrlKey || event.metaKey)) return asAbove(cell, options)
  if (event.altKey && vertical !== undefined) {
    return rows[row + vertical] === undefined
      ? undefined
      : { rows: moveRow(rows, row, vertical), to: { row: row + vertical, column } }
  }
  if (open || event.altKey || event.ctrlKey || event.metaKey) return undefined
  if (event.key === "Enter") {
    return {
      to: { row: row + 1, column: home },
      ...(rows[row + 1] === undefined ? { rows: [...rows, freshRow(columns)] } : {}),
    }
  }
  const field = columns[column]
  if (vertical === undefined || field === undefined || opensList(field) || rows[row + vertical] === undefined)
    return undefined
  return { to: { row: row + vertical, column } }
}

function removal({ row, column }: Cell, rows: Rows): Action {
  const left = removeRow(rows, row)
  return left.length === 0
    ? { rows: left }
    : { rows: left, to: { row: Math.min(row, left.length - 1), column } }
}

/** Takes the value of the cell above, and goes on to the next as Tab does. */
function asAbove(cell: ActiveCell, options: GridOptions): Action | undefined {
  const { columns, rows } = options
  const above = rows[cell.row - 1]
  const field = columns[cell.column]
  if (above === undefined || field === undefined) return { to: cell }
  return {
    rows: setCell(rows, cell.row, field.name, above[field.name] ?? null),
    to: tab(cell, options, 1)?.to ?? cell,
  }
}

/** The next cell that can be edited, in reading order. At either end Tab leaves the grid: no trap. */
function tab(
  { row, column, home }: ActiveCell,
  { columns, rows }: GridOptions,
  by: 1 | -1,
): Action | undefined {
  const beside = nextEditable(columns, column, by)
  if (beside !== undefined) return { to: { row, column: beside, home: Math.min(home, beside) } }
  const edge = nextEditable(columns, by === 1 ? -1 : columns.length, by)
  return rows[row + by] === undefined || edge === undefined
    ? undefined
    : { to: { row: row + by, column: edge } }
}
