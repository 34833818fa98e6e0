import { sortOf } from "../contract/fields.ts"
import type { Field } from "../contract/model.ts"

/** The grid's column template, and the width in px below which it scrolls sideways. */
export function columnWidths(
  columns: readonly Field[],
  mode: "edit" | "read",
): { readonly columns: string; readonly minimum: number } {
  const widths = columns.map((field) => Math.max(minimumWidth(field), titleWidth(field)))
  const stretch = columns.map(
    (field, at) => `minmax(${widths[at] ?? 0}px, ${minimumWidth(field) >= 104 ? 2 : 1}fr)`,
  )
  const ends = mode === "edit" ? 72 : 8
  return {
    columns: ["36px", ...stretch, `${ends}px`].join(" "),
    minimum: widths.reduce((sum, width) => sum + width, 36 + ends),
  }
}

/** What the title takes at 12 px, up to a width at which it is better cut. */
function titleWidth({ title, required }: Field): number {
  return Math.min(title.length * 6.5 + (required ? 28 : 18), 120)
}

function minimumWidth(field: Field): number {
  switch (sortOf(field)) {
    case "boolean":
      return 72
    case "integer":
      return 80
    case "decimal":
      return field.format === "percent" ? 72 : 88
    case "date":
    case "choice":
      return 128
    case "reference":
      return 104
    case "instant":
      return 184
    default:
      return 136
  }
}
