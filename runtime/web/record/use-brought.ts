// What a new record begins with is chosen as if a person had: the company of its default brings journal and currency along.
import { useEffect, useState } from "react"
import type { Entity } from "../contract/model.ts"
import type { Row } from "../contract/record.ts"
import { useCopies } from "../form/use-copies.ts"
import type { Start } from "./start-values.ts"

/** The values that nobody typed: those of the address, and those that references among all first values bring along.
 * `fill` gets the latter once they are known. Nothing for a stored record, nor for work taken up again. */
export function useBrought(entity: Entity, start: Start | undefined, fill: (values: Row) => void): Row {
  const copies = useCopies()
  const [brought, setBrought] = useState<Row>(start?.given ?? {})
  useEffect(() => {
    if (start === undefined) return
    const begun: Row = { ...start.defaults, ...start.given }
    for (const field of Object.values(entity.fields)) {
      copies(field, entity.fields, begun[field.name] ?? null, (values) => {
        const free = Object.fromEntries(Object.entries(values).filter(([name]) => !(name in start.given)))
        setBrought((former) => ({ ...former, ...free }))
        fill(free)
      })
    }
    // Once for each record: what is chosen later brings its own along.
  }, [])
  return brought
}
