// The keyboard of the grid of rows: where the focus is, how it moves, what adds, removes, moves and pastes rows.
import { useState, type FocusEvent, type KeyboardEvent } from "react"
import { opensList } from "../contract/fields.ts"
import { isEditable, nextEditable, type Cell } from "./grid-cells.ts"
import { freshRow, moveRow, removeRow, type Rows } from "./grid-rows.ts"
import type { GridOptions } from "./grid-props.ts"
import { usePaste } from "./use-paste.ts"

export function useGridKeys(options: GridOptions) {
  const { columns, mode, scrollTo } = options
  const [active, setActive] = useState<Cell>()
  const onPaste = usePaste(options, active)

  function enter(row: number, column: number): void {
    // The input that is left must settle what was typed before it goes.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    const field = columns[column]
    const free = field !== undefined && isEditable(field) ? column : nextEditable(columns, column - 1, 1)
    setActive(free === undefined ? undefined : { row, column: free })
    scrollTo(row)
  }

  function leave(): void {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    setActive(undefined)
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (active === undefined || event.defaultPrevented) return
    const action = actionOf(event, active, options)
    if (action === undefined) return
    event.preventDefault()
    if (action.rows !== undefined) options.change(action.rows)
    if (action.to === undefined) leave()
    else enter(action.to.row, action.to.column)
  }

  function onBlur(event: FocusEvent): void {
    const to = event.relatedTarget
    const within =
      to instanceof Element && (event.currentTarget.contains(to) || to.closest("[data-portal]") !== null)
    if (!within) setActive(undefined)
  }

  const handlers = mode === "edit" ? { onKeyDown, onBlur, onPaste } : {}
  return { active, enter, handlers }
}

/** What a key does: other rows, and the cell to go to; without one the grid is left. */
interface Action {
  readonly rows?: Rows
  readonly to?: Cell
}

/** The action of a key in a cell; undefined where the input itself or the browser serves it. */
function actionOf(event: KeyboardEvent, cell: Cell, options: GridOptions): Action | undefined {
  const { columns, rows } = options
  const { row, column } = cell
  const open = event.target instanceof HTMLElement && event.target.getAttribute("aria-expanded") === "true"
  const vertical = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : undefined
  if (event.key === "Tab") return tab(cell, options, event.shiftKey ? -1 : 1)
  if (event.key === "Escape") return open ? undefined : {}
  if (event.key === "Delete" && event.ctrlKey) {
    return {
      rows: removeRow(rows, row),
      ...(rows.length > 1 ? { to: { row: Math.min(row, rows.length - 2), column } } : {}),
    }
  }
  if (event.altKey && vertical !== undefined) {
    return rows[row + vertical] === undefined
      ? undefined
      : { rows: moveRow(rows, row, vertical), to: { row: row + vertical, column } }
  }
  if (open || event.altKey || event.ctrlKey || event.metaKey) return undefined
  if (event.key === "Enter") {
    return {
      to: { row: row + 1, column },
      ...(rows[row + 1] === undefined ? { rows: [...rows, freshRow(columns)] } : {}),
    }
  }
  const field = columns[column]
  if (vertical === undefined || field === undefined || opensList(field) || rows[row + vertical] === undefined)
    return undefined
  return { to: { row: row + vertical, column } }
}

/** The next cell that can be edited, in reading order. At either end Tab leaves the grid: no trap. */
function tab({ row, column }: Cell, { columns, rows }: GridOptions, by: 1 | -1): Action | undefined {
  const beside = nextEditable(columns, column, by)
  if (beside !== undefined) return { to: { row, column: beside } }
  const edge = nextEditable(columns, by === 1 ? -1 : columns.length, by)
  return rows[row + by] === undefined || edge === undefined
    ? undefined
    : { to: { row: row + by, column: edge } }
}
