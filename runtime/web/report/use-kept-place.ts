import { useCallback, useEffect, useRef, useState, type RefObject } from "react"
import { keepPlace, keptPlace } from "./kept-place.ts"
import { useGrowing, type Growing } from "./use-growing.ts"

interface Place extends Growing {
  /** Paths of the rows that are folded. */
  readonly folded: ReadonlySet<string>
  readonly fold: (path: string) => void
  readonly region: RefObject<HTMLDivElement | null>
  /** Keeps the place, soon: scrolling asks for it often. */
  readonly keep: () => void
}

/** What is folded, drawn and in view; as it was, for who comes back. */
export function useKeptPlace(): Place {
  const [kept] = useState(keptPlace)
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set(kept?.folded))
  const growing = useGrowing(kept?.drawn)
  const region = useRef<HTMLDivElement>(null)
  const { drawn } = growing
  useEffect(() => {
    region.current?.scrollTo({ top: kept?.top ?? 0, left: kept?.left ?? 0 })
  }, [kept])
  const latest = useRef({ folded, drawn })
  useEffect(() => {
    latest.current = { folded, drawn }
  }, [folded, drawn])
  const soon = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(soon.current), [])
  const keepNow = useCallback(() => {
    const { scrollTop: top = 0, scrollLeft: left = 0 } = region.current ?? {}
    keepPlace({ top, left, folded: [...latest.current.folded], drawn: latest.current.drawn })
  }, [])
  const keep = useCallback(() => {
    clearTimeout(soon.current)
    soon.current = setTimeout(keepNow, 100)
  }, [keepNow])
  const fold = useCallback(
    (path: string) => {
      const next = new Set(latest.current.folded)
      if (!next.delete(path)) next.add(path)
      latest.current = { ...latest.current, folded: next }
      setFolded(next)
      // At once: who folds and goes on is sooner away than a while of scrolling ends.
      keepNow()
    },
    [keepNow],
  )
  return { ...growing, folded, fold, region, keep }
}
