// Records to choose from while a person types into a reference.
import { textOf } from "../contract/record.ts"
import { useDebouncedValue } from "@mantine/hooks"
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query"
import { useModel } from "../api/model.ts"
import { listRecords, type ListQuery } from "../api/records.ts"
import { expandedForName, rowName, rowsTarget } from "../contract/child-rows.ts"
import { titleFieldOf } from "../contract/fields.ts"
import type { Model } from "../contract/model.ts"
import { literal } from "../filter/literal.ts"
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

/** Child rows are searched by the title of their record. */
function rowsAsked(
  { entity, q, filter }: Omit<Search, "enabled">,
  title: string | undefined,
  model: Model,
): ListQuery {
  const typed = q === "" || title === undefined ? [] : [`contains(parent.${title}, ${literal(q)})`]
  const where = [...typed, ...(filter === undefined ? [] : [filter])].map((one) => `(${one})`).join(" && ")
  return {
    entity,
    expand: expandedForName(model, entity),
    limit: 20,
    ...(where === "" ? {} : { filter: where }),
  }
}

/** At most twenty records by title; the titles are remembered for when one is chosen. */
export function useReferenceSearch({ entity, q, filter, enabled }: Search) {
  const queries = useQueryClient()
  const model = useModel()
  const title = titleFieldOf(model, entity)
  const rows = rowsTarget(entity)
  const [settled] = useDebouncedValue(q.trim(), 150)
  const answer = useQuery({
    queryKey: ["records", entity, "choose", settled, filter ?? ""],
    queryFn: async ({ signal }): Promise<readonly Found[]> => {
      const asked =
        rows === undefined
          ? {
              entity,
              fields: ["id", title ?? "id"],
              limit: 20,
              ...(settled === "" ? {} : { q: settled }),
              ...(filter === undefined ? {} : { filter }),
            }
          : rowsAsked({ entity, q: settled, filter }, titleFieldOf(model, rows.entity), model)
      const page = await listRecords(asked, signal)
      return page.items.map((row) => {
        const label = rows === undefined ? textOf(row[title ?? "id"] ?? row.id) : rowName(model, entity, row)
        rememberTitle(queries, entity, row.id, label)
        return { value: row.id, label }
      })
    },
    enabled,
    placeholderData: keepPreviousData,
  })
  return {
    found: answer.data ?? [],
    searching: answer.isFetching || settled !== q.trim(),
    error: answer.error,
  }
}
