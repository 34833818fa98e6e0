// What is like an open record: asked while somebody types what such records are told by, and for one that is stored.
import { useDebouncedValue } from "@mantine/hooks"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { findAlike, findAlikeOf, type Alike } from "../api/duplicates.ts"
import type { Entity } from "../contract/model.ts"
import type { Json, Row } from "../contract/record.ts"

/** How long typing rests before the server is asked. */
const restMs = 400

/** Nothing while nothing is found, or nothing tells records of the entity. */
export function useAlike(entity: Entity, id: string | undefined, row: Row): Alike | undefined {
  const keys = entity.duplicates
  const [known] = useDebouncedValue(id === undefined ? knownOf(entity, row) : undefined, restMs)
  const answer = useQuery({
    queryKey: ["records", entity.id, "alike", id ?? known],
    queryFn: ({ signal }) =>
      id === undefined
        ? findAlike(entity.id, JSON.parse(known ?? "{}") as { readonly [field: string]: Json }, signal) // written below
        : findAlikeOf(entity.id, id, signal),
    enabled: keys !== undefined && (id !== undefined || (known !== undefined && known !== "{}")),
    placeholderData: keepPreviousData,
    retry: false,
  })
  const found = answer.data
  if (found === undefined || (id === undefined && known === "{}")) return undefined
  return found.items.length + found.others > 0 ? found : undefined
}

/** What is typed of the fields that tell records of the entity, as text, so that equal ones are asked once. */
function knownOf({ duplicates = [], fields }: Entity, row: Row): string {
  const names = new Set(duplicates.flatMap(({ reads }) => reads))
  const known = [...names].flatMap((name) => {
    const value = row[name]
    const isKnown = fields[name]?.read_only === false && value !== null && value !== undefined && value !== ""
    return isKnown ? [[name, value]] : []
  })
  return JSON.stringify(Object.fromEntries(known))
}
