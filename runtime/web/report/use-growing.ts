// Long reports are drawn as far as they are looked at: more rows as the end comes into view, all of them for paper.
import { useCallback, useEffect, useState, type RefCallback } from "react"

const step = 500

/** `drawn` rows are drawn at most. */
export interface Growing {
  readonly drawn: number
  /** Stands behind the last row that is drawn. */
  readonly end: RefCallback<HTMLElement>
}

/** How many rows are drawn at most, beginning with `first` where so many were drawn before. */
export function useGrowing(first: number | undefined): Growing {
  const [most, setMost] = useState(Math.max(step, first ?? 0))
  useEffect(() => {
    const all = () => setMost(Number.MAX_SAFE_INTEGER)
    window.addEventListener("beforeprint", all)
    return () => window.removeEventListener("beforeprint", all)
  }, [])
  const end = useCallback<RefCallback<HTMLElement>>((element) => {
    if (element === null) return undefined
    const seen = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setMost((former) => former + step)
      },
      { rootMargin: "400px" },
    )
    seen.observe(element)
    return () => seen.disconnect()
  }, [])
  return { drawn: most, end }
}
