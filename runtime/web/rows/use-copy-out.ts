import { useQueryClient } from "@tanstack/react-query"
import { isFigure, sortOf, targetsOf } from "../contract/fields.ts"
import type { Field } from "../contract/model.ts"
import { referenceId, textOf, type Row } from "../contract/record.ts"
import { knownTitle } from "../field/titles.ts"
import { editDecimal } from "../format/decimal.ts"
import { useWording } from "../format/use-wording.ts"
import { valueText } from "../format/value-text.ts"
import { useNotify } from "../notice/notice-area.tsx"
import type { Rows } from "./grid-rows.ts"
import { rowsText } from "./rows-text.ts"

/** Gives the function that puts all rows on the clipboard, for a spreadsheet: names for references, plain figures. */
export function useCopyOut(columns: readonly Field[], rows: Rows): () => Promise<void> {
  const wording = useWording()
  const queries = useQueryClient()
  const notify = useNotify()
  const text = (field: Field, row: Row): string => {
    const value = row[field.name]
    if (isFigure(field)) return editDecimal(textOf(value), wording.locale)
    const id = sortOf(field) === "reference" ? referenceId(value) : undefined
    if (id !== undefined) return knownTitle(queries, targetsOf(field)[0] ?? "", id) ?? id
    return valueText(field, value, wording)
  }
  return async () => {
    try {
      await navigator.clipboard.writeText(rowsText(columns, rows, text))
      notify({ tone: "good", text: wording.say("rows.copied", { count: rows.length }) })
    } catch {
      // Browsers keep the clipboard to themselves where the person said no.
      notify({ tone: "fault", text: wording.say("rows.not_copied") })
    }
  }
}
