import { useCallback } from "react"
import type { ReportColumn } from "../contract/report.ts"
import { useText } from "../text/use-text.ts"

const parts = {
  before: "report.before",
  change: "report.change",
  percent: "report.change_percent",
} as const

/** The heading of a column: its title, its period, and whether it compares. */
export function useColumnTitle(): (column: ReportColumn) => string {
  const say = useText()
  return useCallback(
    ({ title, period, part }) =>
      [
        title,
        ...(period === undefined ? [] : [period]),
        ...(part === undefined ? [] : [say(parts[part])]),
      ].join(" "),
    [say],
  )
}
