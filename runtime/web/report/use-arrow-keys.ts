// The arrow keys in a report: from a figure that leads somewhere to the next one in its row or column.
import { useEffect, type RefObject } from "react"

const reach = "a[href], button"

/** Makes a region that scrolls reachable without a mouse, and lets the arrow keys move the focus from cell to cell where
 * there is something in them to stand on; everywhere else they scroll. */
export function useArrowKeys(region: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = region.current
    if (element === null) return undefined
    element.tabIndex = 0
    element.addEventListener("keydown", move)
    return () => element.removeEventListener("keydown", move)
  }, [region])
}

function move(event: KeyboardEvent): void {
  const { key, target } = event
  const cell = target instanceof Element ? target.closest<HTMLTableCellElement>("td, th") : null
  if (cell === null || event.altKey || event.ctrlKey || event.metaKey) return
  const next = key === "ArrowUp" || key === "ArrowDown" ? inColumn(cell, key) : inRow(cell, key)
  if (next === undefined) return
  event.preventDefault()
  next.focus()
}

function inColumn(cell: HTMLTableCellElement, key: "ArrowUp" | "ArrowDown"): HTMLElement | undefined {
  const step = (row: Element | null): Element | null =>
    key === "ArrowDown" ? (row?.nextElementSibling ?? null) : (row?.previousElementSibling ?? null)
  for (let row = step(cell.closest("tr")); row !== null; row = step(row)) {
    const found = row.children[cell.cellIndex]?.querySelector<HTMLElement>(reach)
    if (found !== null && found !== undefined) return found
  }
  return undefined
}

function inRow(cell: HTMLTableCellElement, key: string): HTMLElement | undefined {
  if (key !== "ArrowLeft" && key !== "ArrowRight") return undefined
  const all = [...(cell.closest("tr")?.querySelectorAll<HTMLElement>(reach) ?? [])]
  const at = all.findIndex((one) => one === document.activeElement)
  return at < 0 ? undefined : all[at + (key === "ArrowRight" ? 1 : -1)]
}
