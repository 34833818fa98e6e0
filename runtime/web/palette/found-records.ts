// Stored records that a query names, over the entities of the navigation.
import { textOf } from "../contract/record.ts"
import { keepPreviousData, useQueries } from "@tanstack/react-query"
import { useModel } from "../api/model.ts"
import { listRecords } from "../api/records.ts"
import type { Entity } from "../contract/model.ts"
import { viewedEntities } from "./entries.ts"

export interface FoundRecord {
  readonly entity: Entity
  readonly id: string
  readonly title: string
}

/** At most five of each entity; asks nothing below two characters. */
export function useFoundRecords(query: string): {
  readonly found: readonly FoundRecord[]
  readonly searching: boolean
} {
  const model = useModel()
  const entities = viewedEntities(model).flatMap((id) => {
    const entity = model.entities[id]
    return entity !== undefined && entity.searchable.length > 0 ? [entity] : []
  })
  const answers = useQueries({
    queries: entities.map((entity) => ({
      queryKey: ["records", entity.id, "palette", query],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        listRecords({ entity: entity.id, fields: ["id", entity.title_field], q: query, limit: 5 }, signal),
      enabled: query.length >= 2,
      placeholderData: keepPreviousData,
    })),
  })
  if (query.length < 2) return { found: [], searching: false }
  const found = answers.flatMap((answer, index) => {
    const entity = entities[index]
    if (entity === undefined) return []
    return (answer.data?.items ?? []).map((row) => ({
      entity,
      id: row.id,
      title: textOf(row[entity.title_field] ?? row.id),
    }))
  })
  return { found: found.slice(0, 20), searching: answers.some((answer) => answer.isFetching) }
}
