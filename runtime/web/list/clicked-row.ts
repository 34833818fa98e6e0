import type { MouseEvent } from "react"

/** Opens the row that a press on the grid meant: here, or with Ctrl or Cmd in a tab of its own.
 * A press on a control of the row, or one that marks text, opens nothing. */
export function openedRow(
  event: MouseEvent,
  pathOf: (index: number) => string | undefined,
  open: (index: number) => void,
): void {
  if (!(event.target instanceof Element) || event.target.closest("input, button, a, [data-control]") !== null)
    return
  const index = event.target.closest<HTMLElement>("[data-index]")?.dataset.index
  if (index === undefined) return
  const path = pathOf(Number(index))
  if (path === undefined) return
  if (event.ctrlKey || event.metaKey) window.open(path, "_blank", "noopener")
  else if (window.getSelection()?.isCollapsed !== false) open(Number(index))
}
