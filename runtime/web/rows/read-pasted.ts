// Cells copied from a spreadsheet, as tab-separated text, become values of the columns they are pasted over.
import { sortOf } from "../contract/fields.ts"
import type { Field } from "../contract/model.ts"
import type { Json } from "../contract/record.ts"
import { readDate } from "../format/date.ts"
import { figureValue } from "../field/figure-value.ts"

/** Lines of cells; a quoted cell may hold tabs, line ends and doubled quotes (as Excel and Calc copy them). */
export function readCells(text: string): readonly (readonly string[])[] {
  const lines: string[][] = [[]]
  const cell = /(?:"((?:[^"]|"")*)"|([^\t\r\n]*))(\t|\r\n|\n|\r|$)/y
  while (cell.lastIndex < text.length) {
    const match = cell.exec(text)
    if (match === null) break
    lines.at(-1)?.push(match[1] === undefined ? (match[2] ?? "") : match[1].replaceAll('""', '"'))
    if (match[3] !== "\t" && cell.lastIndex < text.length) lines.push([])
    if (match[3] === "\t" && cell.lastIndex >= text.length) lines.at(-1)?.push("")
  }
  return lines
}

/** The value a pasted text stands for in a field. What cannot be read stays text and is marked when saving. */
export function pastedValue(field: Field, text: string, locale: string, today: Date): Json {
  const trimmed = text.trim()
  if (trimmed === "") return null
  switch (sortOf(field)) {
    case "integer":
    case "decimal":
      return figureValue(field, trimmed.replace(/%$/, ""), locale)
    case "boolean":
      return /^(1|x|true|yes|ja|oui|wahr|vrai)$/i.test(trimmed)
    case "date":
      return readDate(trimmed, locale, today) ?? trimmed
    case "choice":
      return (
        field.enum?.find((choice) =>
          [choice.value, choice.title].some((name) => name.toLowerCase() === trimmed.toLowerCase()),
        )?.value ?? trimmed
      )
    default:
      return text
  }
}
