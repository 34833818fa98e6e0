// One value of a report: figures aligned and exact, a nought in money left blank, references by their titles.
import type { ReportCell, ReportColumn } from "../contract/report.ts"
import { useTitle } from "../field/titles.ts"
import { formatDate, formatInstant } from "../format/date.ts"
import { formatDecimal } from "../format/decimal.ts"
import { useWording } from "../format/use-wording.ts"
import type { Wording } from "../format/value-text.ts"
import { Link } from "../route/link.tsx"
import { recordPath } from "../route/route.ts"

interface Props {
  readonly column: ReportColumn
  readonly value: ReportCell | undefined
  /** The list of what is behind it. */
  readonly href?: string | undefined
  /** Totals say a nought. */
  readonly noughts?: "shown"
}

/** Whether the column holds figures. */
export function isFigureColumn({ type }: ReportColumn): boolean {
  return type === "decimal" || type === "integer"
}

export function ReportCellView({ column, value, href, noughts }: Props) {
  const wording = useWording()
  if (value === null || value === undefined || value === "") return null
  if (typeof value === "object") return <ReferenceCell entity={value.entity} id={value.id} />
  if (noughts === undefined && column.format === "money" && /^-?0*\.?0*$/.test(String(value))) return null
  const text = textOf(column, value, wording)
  return href === undefined ? text : <Link href={href}>{text}</Link>
}

function ReferenceCell({ entity, id }: { readonly entity: string; readonly id: string }) {
  const title = useTitle(entity, id)
  return <Link href={recordPath(entity, id)}>{title ?? "…"}</Link>
}

function textOf(column: ReportColumn, value: string | number | boolean, { locale, say }: Wording): string {
  switch (column.type) {
    case "decimal":
    case "integer":
      return figureText(column, String(value), locale)
    case "date":
      return formatDate(String(value), locale)
    case "instant":
      return formatInstant(String(value), locale)
    case "boolean":
      return say(value === true ? "value.yes" : "value.no")
    case "text":
    case "time":
    case "reference":
      return String(value)
  }
}

function figureText({ format, scale }: ReportColumn, value: string, locale: string): string {
  const figure = formatDecimal(value, locale, scale ?? (format === "money" ? 2 : undefined))
  return format === "percent" ? `${figure}\u202f%` : figure
}
