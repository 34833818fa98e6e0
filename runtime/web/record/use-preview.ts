import { useDebouncedValue } from "@mantine/hooks"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useMemo } from "react"
import { previewRecord } from "../api/records.ts"
import type { Entity } from "../contract/model.ts"
import type { JsonObject, StoredRow } from "../contract/record.ts"
import { hasCalculated } from "./calculated.ts"
import { toSend } from "./changes.ts"

/** How long typing rests before totals are asked for. */
const restMs = 350

/** The record as the server would work it out with the changes; undefined while nothing is changed or nothing in it is
 * calculated. A record that is refused half typed has the last preview: saving tells what is wrong with it. */
export function usePreview(
  entity: Entity,
  id: string | undefined,
  changes: JsonObject,
): StoredRow | undefined {
  const wanted = useMemo(() => hasCalculated(entity.fields), [entity])
  const body = useMemo(() => (wanted ? toSend(changes, entity.fields) : {}), [wanted, changes, entity])
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
