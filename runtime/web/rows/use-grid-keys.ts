// The keyboard of the grid of rows: where the focus is, how it moves, what adds, removes, moves and pastes rows.
import { useState, type ClipboardEvent, type FocusEvent, type KeyboardEvent } from "react"
import { sortOf } from "../contract/fields.ts"
import type { Field } from "../contract/model.ts"
import { localeOf, useLanguage } from "../text/language.ts"
import { freshRow, layBlock, moveRow, removeRow, type Rows } from "./grid-rows.ts"
import { pastedValue, readCells } from "./read-pasted.ts"

export interface Cell {
  readonly row: number
  readonly column: number
}

interface Options {
  readonly columns: readonly Field[]
  readonly rows: Rows
  readonly mode: "edit" | "read"
  readonly change: (rows: Rows) => void
  readonly scrollTo: (row: number) => void
}

export function isEditable(field: Field): boolean {
  return !field.read_only && field.computed === undefined
}

export function useGridKeys(options: Options) {
  const { columns, rows, mode, change, scrollTo } = options
  const [active, setActive] = useState<Cell>()
  const paste = usePaste(options, active)

  function enter(row: number, column: number): void {
    // The input that is left must settle what was typed before it goes.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    const free = nextEditable(columns, column - 1, 1)
    setActive({ row, column: isEditable(columns[column] ?? columns[0]!) ? column : (free ?? column) })
    scrollTo(row)
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (active === undefined || event.defaultPrevented) return
    const acted = act(event, active)
    if (acted) event.preventDefault()
  }

  function act(event: KeyboardEvent, { row, column }: Cell): boolean {
    const open = event.target instanceof HTMLElement && event.target.getAttribute("aria-expanded") === "true"
    if (event.key === "Tab") return step(event.shiftKey ? -1 : 1, { row, column })
    if (event.key === "Escape" && !open) return leave()
    if (event.key === "Delete" && event.ctrlKey) return removed(row, column)
    if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown"))
      return moved(row, column, event.key === "ArrowUp" ? -1 : 1)
    if (open || event.altKey || event.ctrlKey || event.metaKey) return false
    if (event.key === "Enter") return below(row, column)
    const vertical = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0
    const opens = ["choice", "reference", "many", "any_reference"].includes(
      sortOf(columns[column] ?? columns[0]!),
    )
    if (vertical === 0 || opens || rows[row + vertical] === undefined) return false
    enter(row + vertical, column)
    return true
  }

  function step(by: 1 | -1, { row, column }: Cell): boolean {
    const beside = nextEditable(columns, column, by)
    if (beside !== undefined) enter(row, beside)
    else if (rows[row + by] !== undefined)
      enter(row + by, nextEditable(columns, by === 1 ? -1 : columns.length, by) ?? 0)
    // At either end Tab leaves the grid: no trap.
    else return false
    return true
  }

  function leave(): boolean {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    setActive(undefined)
    return true
  }

  function below(row: number, column: number): boolean {
    enter(row + 1, column)
    if (rows[row + 1] === undefined) change([...rows, freshRow(columns)])
    return true
  }

  function removed(row: number, column: number): boolean {
    change(removeRow(rows, row))
    if (rows.length > 1) setActive({ row: Math.min(row, rows.length - 2), column })
    else setActive(undefined)
    return true
  }

  function moved(row: number, column: number, by: -1 | 1): boolean {
    if (rows[row + by] === undefined) return true
    change(moveRow(rows, row, by))
    setActive({ row: row + by, column })
    return true
  }

  function onBlur(event: FocusEvent): void {
    const to = event.relatedTarget
    const within =
      to instanceof Element && (event.currentTarget.contains(to) || to.closest("[data-portal]") !== null)
    if (!within) setActive(undefined)
  }

  const handlers = mode === "edit" ? { onKeyDown, onBlur, onPaste: paste } : {}
  return { active, enter, handlers }
}

/** Pastes a block of cells; a single value is left to the input. */
function usePaste({ columns, rows, change }: Options, active: Cell | undefined) {
  const locale = localeOf(useLanguage())
  return (event: ClipboardEvent): void => {
    const text = event.clipboardData.getData("text/plain")
    if (active === undefined || !/[\t\n]/.test(text.trimEnd())) return
    event.preventDefault()
    const today = new Date()
    const block = readCells(text.replace(/\r?\n$/, "")).map((line) =>
      line.map((cell, across) => {
        const field = columns[active.column + across]
        return field === undefined ? null : pastedValue(field, cell, locale, today)
      }),
    )
    change(layBlock(rows, active, block, columns))
  }
}

function nextEditable(columns: readonly Field[], from: number, by: 1 | -1): number | undefined {
  for (let at = from + by; at >= 0 && at < columns.length; at += by) {
    const column = columns[at]
    if (column !== undefined && isEditable(column)) return at
  }
  return undefined
}
