// The keyboard of the grid of rows: where the focus is, how it moves, what adds, removes, moves and pastes rows.
import { useState, type FocusEvent, type KeyboardEvent } from "react"
import { isEditable, nextEditable, type ActiveCell } from "./grid-cells.ts"
import { actionOf } from "./grid-actions.ts"
import type { GridOptions } from "./grid-props.ts"
import { usePaste } from "./use-paste.ts"

export function useGridKeys(options: GridOptions) {
  const { columns, mode, scrollTo } = options
  const [active, setActive] = useState<ActiveCell>()
  const onPaste = usePaste(options, active)

  function enter(row: number, column: number, home?: number): void {
    // The input that is left must settle what was typed before it goes.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    const field = columns[column]
    const free = field !== undefined && isEditable(field) ? column : nextEditable(columns, column - 1, 1)
    setActive((former) =>
      free === undefined
        ? undefined
        : { row, column: free, home: home ?? free, turn: (former?.turn ?? active?.turn ?? 0) + 1 },
    )
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
    else enter(action.to.row, action.to.column, action.to.home)
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
