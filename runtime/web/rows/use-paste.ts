import type { ClipboardEvent } from "react"
import { localeOf, useLanguage } from "../text/language.ts"
import type { Cell } from "./grid-cells.ts"
import type { GridOptions } from "./grid-props.ts"
import { layBlock } from "./grid-rows.ts"
import { pastedValue, readCells } from "./read-pasted.ts"

/** Lays a pasted block of cells over the grid from the cell with the focus on; a single value is left to its input. */
export function usePaste({ columns, rows, change }: GridOptions, active: Cell | undefined) {
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
