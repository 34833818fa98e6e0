import { useMemo } from "react"
import { formatPeriod } from "../format/period.ts"
import { useWording } from "../format/use-wording.ts"
import type { HeadWords } from "./head.ts"

const parts = {
  before: "report.before",
  change: "report.change",
  percent: "report.change_percent",
} as const

/** What the heads of columns say in the reader's language. */
export function useHeadWords(): HeadWords {
  const { say, locale } = useWording()
  return useMemo(
    () => ({
      across: (across) =>
        across === "all" ? say("report.total") : (across.title ?? across.key ?? say("report.empty_group")),
      period: (period) => formatPeriod(period, locale),
      part: (part) => say(parts[part]),
    }),
    [say, locale],
  )
}
