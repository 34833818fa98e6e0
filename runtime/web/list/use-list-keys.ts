import { useHotkeys } from "@mantine/hooks"
import type { KeyboardEvent } from "react"

interface Options {
  readonly count: number
  readonly active: number
  readonly move: (index: number) => void
  readonly open: (index: number) => void
  readonly select: (index: number) => void
}

/** Moves over a list by `j k`, arrows, Page, Home and End; `x` or space selects, Enter opens.
 * The letters and arrows work wherever no input has the focus; gives the handler for the grid itself. */
export function useListKeys({ count, active, move, open, select }: Options) {
  const to = (index: number) => count > 0 && move(Math.max(0, Math.min(count - 1, index)))
  const keys: Readonly<Record<string, () => void>> = {
    j: () => to(active + 1),
    ArrowDown: () => to(active + 1),
    k: () => to(active - 1),
    ArrowUp: () => to(active - 1),
    PageDown: () => to(active + 15),
    PageUp: () => to(active - 15),
    Home: () => to(0),
    End: () => to(count - 1),
    x: () => active >= 0 && select(active),
    " ": () => active >= 0 && select(active),
    Enter: () => active >= 0 && open(active),
  }
  useHotkeys(["j", "k", "x"].map((key) => [key, () => keys[key]?.()]))
  useHotkeys(
    ["ArrowDown", "ArrowUp", "Enter"].map((key) => [
      key,
      () => document.activeElement === document.body && keys[key]?.(),
      { preventDefault: false },
    ]),
  )
  return (event: KeyboardEvent): void => {
    const action = keys[event.key]
    const inside = event.target !== event.currentTarget
    const modified = event.ctrlKey || event.metaKey || event.altKey
    // The letters are served by the hotkeys above, which also hear them here.
    if (action === undefined || inside || modified || /^[a-z]$/.test(event.key)) return
    event.preventDefault()
    action()
  }
}
