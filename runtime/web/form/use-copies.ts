import { useQueryClient } from "@tanstack/react-query"
import { useModel } from "../api/model.ts"
import type { Field, Fields } from "../contract/model.ts"
import type { Json } from "../contract/record.ts"
import { refusalText } from "../frame/refusal.tsx"
import { copiedValues } from "../live/copied.ts"
import { useNotify } from "../notice/notice-area.tsx"
import { useText } from "../text/use-text.ts"

/** Gives the function that fills in what a chosen record brings along; `fill` gets the values once they are known. */
export function useCopies() {
  const say = useText()
  const model = useModel()
  const queries = useQueryClient()
  const notify = useNotify()
  return (
    field: Field,
    beside: Fields,
    chosen: Json,
    fill: (values: { readonly [name: string]: Json }) => void,
  ): void => {
    if (field.copy === undefined) return
    copiedValues(queries, model, field, beside, chosen).then(fill, (error: unknown) => {
      const { title, detail } = refusalText(error, say)
      notify({ tone: "fault", text: title, detail })
    })
  }
}
