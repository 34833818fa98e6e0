import { useDebouncedValue } from "@mantine/hooks"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useMemo } from "react"
import { previewRecord } from "../api/records.ts"
import type { Entity } from "../contract/model.ts"
import type { JsonObject, Row, StoredRow } from "../contract/record.ts"
import { hasCalculated, isComplete } from "./calculated.ts"
import { toSend } from "./changes.ts"

/** How long typing rests before totals are asked for. */
const restMs = 350

/** The record as the server would work it out with the changes; undefined while nothing is changed, something is missing,
 * or nothing in it is calculated. One that is refused keeps the last preview: saving tells what is wrong with it. */
export function usePreview(
  entity: Entity,
  id: string | undefined,
  { base, typed, changes }: { readonly base: Row; readonly typed: Row; readonly changes: JsonObject },
): StoredRow | undefined {
  const wanted = useMemo(
    () => hasCalculated(entity.fields) && isComplete(typed, entity.fields),
    [entity, typed],
  )
  const body = useMemo(
    () => (wanted ? toSend(changes, entity.fields, base) : {}),
    [wanted, changes, entity, base],
  )
  const [rested] = useDebouncedValue(body, restMs)
  const answer = useQuery({
    queryKey: ["preview", entity.id, id, rested],
    queryFn: ({ signal }) => previewRecord(entity.id, id, rested, signal),
    enabled: Object.keys(rested).length > 0,
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
  })
  return Object.keys(body).length === 0 ? undefined : answer.data
}
