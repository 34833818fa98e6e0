// What a new record begins with is chosen as if a person had: the company of its default brings journal and currency along.
import { useEffect, useState } from "react"
import type { Entity } from "../contract/model.ts"
import type { Row } from "../contract/record.ts"
import { useCopies } from "../form/use-copies.ts"
import { sameJson } from "./changes.ts"
import type { Start } from "./start-values.ts"

interface Begun {
  readonly start: Start
  /** What is edited instead: a stored record, or work taken up again. */
  readonly former: unknown
}

/** The values that nobody typed: those of the address, and those that references among all first values bring along.
 * `fill` lays the latter, once they are known, into fields that are as they were at the start. Nothing where there is
 * something to edit already. */
export function useBrought(
  entity: Entity,
  { start, former: edited }: Begun,
  fill: (change: (former: Row) => Row) => void,
): Row {
  const copies = useCopies()
  const [brought, setBrought] = useState<Row>(edited === undefined ? start.given : {})
  useEffect(() => {
    if (edited !== undefined) return
    const begun: Row = { ...start.defaults, ...start.given }
    for (const field of Object.values(entity.fields)) {
      copies(field, entity.fields, begun[field.name] ?? null, (values) => {
        const free = Object.fromEntries(Object.entries(values).filter(([name]) => !(name in start.given)))
        setBrought((former) => ({ ...former, ...free }))
        fill((former) => ({ ...former, ...untouched(free, former, start) }))
      })
    }
    // Once for each record: what is chosen later brings its own along.
  }, [])
  return brought
}

function untouched(values: Row, now: Row, { defaults, given }: Start): Row {
  const isUntouched = (name: string) => sameJson(now[name], given[name] ?? defaults[name])
  return Object.fromEntries(Object.entries(values).filter(([name]) => isUntouched(name)))
}
