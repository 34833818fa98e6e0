// Records to choose from while a person types into a reference.
import { textOf } from "../contract/record.ts"
import { useDebouncedValue } from "@mantine/hooks"
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query"
import { useModel } from "../api/model.ts"
import { listRecords } from "../api/records.ts"
import { titleFieldOf } from "../contract/fields.ts"
import { rememberTitle } from "./titles.ts"

export interface Found {
  readonly value: string
  readonly label: string
}

interface Search {
  readonly entity: string
  readonly q: string
  readonly filter: string | undefined
  /** Nothing is asked until the list is open. */
  readonly enabled: boolean
}

/** At most twenty records by title; the titles are remembered for when one is chosen. */
export function useReferenceSearch({ entity, q, filter, enabled }: Search) {
  const queries = useQueryClient()
  const title = titleFieldOf(useModel(), entity)
  const [settled] = useDebouncedValue(q.trim(), 150)
  const answer = useQuery({
    queryKey: ["records", entity, "choose", settled, filter ?? ""],
    queryFn: async ({ signal }): Promise<readonly Found[]> => {
      const asked = {
        entity,
        fields: ["id", title ?? "id"],
        limit: 20,
        ...(settled === "" ? {} : { q: settled }),
        ...(filter === undefined ? {} : { filter }),
      }
      const page = await listRecords(asked, signal)
      return page.items.map((row) => {
        const label = textOf(row[title ?? "id"] ?? row.id)
        rememberTitle(queries, entity, row.id, label)
        return { value: row.id, label }
      })
    },
    enabled,
    placeholderData: keepPreviousData,
  })
  return { found: answer.data ?? [], searching: answer.isFetching, error: answer.error }
}
