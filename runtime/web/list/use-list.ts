// The rows of a list: pages joined by cursor, one after the other as they are scrolled to.
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query"
import { useMemo } from "react"
import { countRecords, listRecords, type ListQuery } from "../api/records.ts"
import type { StoredRow } from "../contract/record.ts"

const pageSize = 100

export function useList(query: ListQuery) {
  const pages = useInfiniteQuery({
    queryKey: ["records", query.entity, "list", query],
    queryFn: ({ pageParam, signal }) =>
      listRecords(
        { ...query, limit: pageSize, ...(pageParam === null ? {} : { cursor: pageParam }) },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  })
  const rows = useMemo<readonly StoredRow[]>(
    () => pages.data?.pages.flatMap((page) => page.items) ?? [],
    [pages.data],
  )
  return { ...pages, rows }
}

/** The number of records in all; asked for only when somebody wants to know. */
export function useTotal(query: ListQuery, when: { readonly wanted: boolean }) {
  return useQuery({
    queryKey: ["records", query.entity, "count", query.filter ?? "", query.q ?? ""],
    queryFn: ({ signal }) => countRecords(query, signal),
    enabled: when.wanted,
  })
}
